// Inheritance of rights: posts include posts, levels inherit from below, and nothing else does.
import { describe, expect, test } from '@jest/globals';
import { granteesOf, holdersOf, isAtLevel, levelsOf, type Reach, type RightLevel } from '../../server/kernel/rights.js';
import type { Role } from '../../server/kernel/roles.js';

describe('T18 posts', () => {
  test.each<[Role | null, string[]]>([
    ['CHIEF_ADMIN', ['CHIEF_ADMIN', 'ADMIN']], ['ADMIN', ['ADMIN']], ['CHIEF_TUTOR', ['CHIEF_TUTOR']], ['TUTOR', ['TUTOR']], ['EXPERT', ['EXPERT']], ['LEARNER', ['LEARNER']], ['SCHOOL_LEADER', ['SCHOOL_LEADER']], [null, []],
  ])('%s acts as %j', (role, posts) => {
    expect([...granteesOf({ role, level: null, apiScopes: [], standing: 'PERSON' })]).toEqual([...posts, 'PERSON', 'SIGNED_IN', 'ANYBODY']);
    expect([...granteesOf({ role, level: null, apiScopes: [], standing: 'NOBODY' })]).toEqual([...posts, 'ANYBODY']);
  });

  test('who stands at a step of signing in may do that step and what anybody may', () => {
    expect([...granteesOf({ role: null, level: null, apiScopes: [], standing: 'SECOND_FACTOR' })]).toEqual(['SECOND_FACTOR', 'ANYBODY']);
    expect([...granteesOf({ role: null, level: null, apiScopes: ['OFFICES_READ'], standing: 'PLATFORM' })]).toEqual(['OFFICES_READ', 'SIGNED_IN', 'ANYBODY']);
  });

  test('what is given to administrators, chief administrators hold; not the other way round', () => {
    expect(holdersOf(['ADMIN', 'OFFICES_READ'])).toEqual(['ADMIN', 'OFFICES_READ', 'CHIEF_ADMIN']);
    expect(holdersOf(['CHIEF_ADMIN'])).toEqual(['CHIEF_ADMIN']);
    expect(holdersOf(['TUTOR'])).toEqual(['TUTOR']);
  });
});

describe('T18 levels', () => {
  test.each<[Reach, readonly RightLevel[] | null]>([
    [{ downTo: 'PROVINCE' }, ['PROVINCE']], [{ downTo: 'CITY' }, ['PROVINCE', 'CITY']], [{ downTo: 'COUNTY' }, ['PROVINCE', 'CITY', 'COUNTY']], [{ downTo: 'SCHOOL' }, ['PROVINCE', 'CITY', 'COUNTY', 'SCHOOL']],
    [{ downTo: 'COUNTY', below: 'PROVINCE' }, ['CITY', 'COUNTY']], [{ below: 'CITY' }, ['COUNTY', 'SCHOOL']], [{}, null],
  ])('%j is held at %j', (reach, levels) => {
    expect(levelsOf(reach)).toEqual(levels);
    for (const level of ['PROVINCE', 'CITY', 'COUNTY', 'SCHOOL']) expect(`${level} ${isAtLevel(level, reach)}`).toBe(`${level} ${levels === null || (levels as readonly string[]).includes(level)}`);
    expect(isAtLevel(null, reach)).toBe(true);
  });
});
