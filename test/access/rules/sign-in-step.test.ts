// What a session still has to do, and how long it lives, as tables.
import { describe, expect, test } from '@jest/globals';
import { hasEnded, idleMs, sessionMs, unfinishedMs } from '../../../server/access/rules/session-life.js';
import { isSecondFactorRequired, nextStep, type SignInFacts } from '../../../server/access/rules/sign-in-step.js';
import type { SignInStep } from '../../../server/kernel/roles.js';

const nothing: SignInFacts = { posts: [], hasSecondFactor: false, isSecondFactorShown: false, isPasswordOneTime: false };
const county: SignInFacts = { ...nothing, posts: [{ role: 'LEARNER', level: 'SCHOOL' }, { role: 'ADMIN', level: 'COUNTY' }] };

describe('T10 the steps of signing in', () => {
  test.each<[SignInFacts['posts'][number]['role'], string, boolean]>([
    ['ADMIN', 'PROVINCE', true], ['ADMIN', 'CITY', true], ['ADMIN', 'COUNTY', true], ['ADMIN', 'SCHOOL', false],
    ['CHIEF_ADMIN', 'PROVINCE', true], ['CHIEF_ADMIN', 'CITY', true], ['CHIEF_ADMIN', 'COUNTY', true], ['CHIEF_ADMIN', 'SCHOOL', false],
    ['TUTOR', 'PROVINCE', false], ['CHIEF_TUTOR', 'PROVINCE', false], ['EXPERT', 'PROVINCE', false], ['LEARNER', 'SCHOOL', false],
  ])('a second factor of a %s at the level %s: %s', (role, level, isRequired) => { expect(isSecondFactorRequired([{ role, level }])).toBe(isRequired); });

  test.each<[string, SignInFacts, SignInStep | null]>([
    ['a learner without anything', nothing, null],
    ['a learner who switched it on', { ...nothing, hasSecondFactor: true }, 'SECOND_FACTOR'],
    ['a learner who has shown it', { ...nothing, hasSecondFactor: true, isSecondFactorShown: true }, null],
    ['a county administrator without one, whichever role acts', county, 'SECOND_FACTOR_ENROLMENT'],
    ['a county administrator with one', { ...county, hasSecondFactor: true }, 'SECOND_FACTOR'],
    ['a county administrator whose provider asked for several factors', { ...county, isSecondFactorShown: true }, null],
    ['a one-time password', { ...nothing, isPasswordOneTime: true }, 'PASSWORD_CHANGE'],
    ['a one-time password of whoever has a second factor: that first', { ...county, hasSecondFactor: true, isPasswordOneTime: true }, 'SECOND_FACTOR'],
    ['and then the password', { ...county, hasSecondFactor: true, isSecondFactorShown: true, isPasswordOneTime: true }, 'PASSWORD_CHANGE'],
  ])('%s', (_, facts, step) => { expect(nextStep(facts)).toBe(step); });
});

describe('T17 the life of a session', () => {
  const start = new Date('2026-05-04T08:00:00+08:00');
  const after = (ms: number) => new Date(start.getTime() + ms);
  const seen = (ms: number) => ({ createdAt: start, lastSeenAt: after(ms), expiresAt: after(sessionMs) });
  test.each<[string, number, number, SignInStep | null, boolean]>([
    ['at work until the last moment of twelve hours', sessionMs - 1_000, sessionMs - 1, null, false],
    ['twelve hours', sessionMs - 1_000, sessionMs, null, true],
    ['two hours without work, less a moment', 0, idleMs - 1, null, false],
    ['two hours without work', 0, idleMs, null, true],
    ['a quarter of an hour before the second factor, less a moment', 0, unfinishedMs - 1, 'SECOND_FACTOR', false],
    ['a quarter of an hour before the second factor, though somebody tries', unfinishedMs - 1, unfinishedMs, 'SECOND_FACTOR', true],
  ])('%s', (_, seenMs, nowMs, step, isOver) => { expect(hasEnded(seen(seenMs), step, after(nowMs))).toBe(isOver); });
});
