// Undoing the last submit: by whom, built on by nobody, within its time.
import { describe, expect, test } from '@jest/globals';
import { undoMs, undoRefusals } from '../../../server/assignments/rules/undo.js';

const submitted = new Date('2023-09-10T08:00:00+08:00');
const after = (ms: number): Date => new Date(submitted.getTime() + ms);

describe('JS-17 a tutor takes the last submit back', () => {
  test.each<[string, { isOwn: boolean; versionAfter: number | null; version: number; ms: number }, string[]]>([
    ['at once', { isOwn: true, versionAfter: 3, version: 3, ms: 0 }, []],
    ['at the last moment', { isOwn: true, versionAfter: 3, version: 3, ms: undoMs }, []],
    ['a moment too late', { isOwn: true, versionAfter: 3, version: 3, ms: undoMs + 1 }, ['LOCKED']],
    ['after somebody wrote', { isOwn: true, versionAfter: 3, version: 4, ms: 0 }, ['STALE']],
    ['somebody else\'s', { isOwn: false, versionAfter: 3, version: 3, ms: 0 }, ['NOT_ALLOWED']],
    ['one of times that kept no version', { isOwn: true, versionAfter: null, version: 3, ms: 0 }, ['STALE']],
  ])('JS-17 %s', (_, { isOwn, versionAfter, version, ms }, codes) => {
    expect(undoRefusals({ isOwn, versionAfter, submittedAt: submitted, undoableMs: undoMs }, version, after(ms)).map((refusal) => refusal.code)).toEqual(codes);
  });
});
