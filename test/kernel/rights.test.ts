// Inheritance of rights: posts include posts, levels inherit from below, and nothing else does.
import { describe, expect, test } from '@jest/globals';
import { granteesOf, holdersOf, isLevelHigh, levelsDownTo, type RightLevel } from '../../server/kernel/rights.js';
import type { Role } from '../../server/kernel/roles.js';

describe('T18 posts', () => {
  test.each<[Role | null, string[]]>([
    ['CHIEF_ADMIN', ['CHIEF_ADMIN', 'ADMIN']], ['ADMIN', ['ADMIN']], ['CHIEF_TUTOR', ['CHIEF_TUTOR']], ['TUTOR', ['TUTOR']], ['EXPERT', ['EXPERT']], ['LEARNER', ['LEARNER']], [null, []],
  ])('%s acts as %j', (role, posts) => {
    expect([...granteesOf({ role, level: null, apiScopes: [], isSignedIn: true })]).toEqual([...posts, 'SIGNED_IN', 'ANYBODY']);
    expect([...granteesOf({ role, level: null, apiScopes: [], isSignedIn: false })]).toEqual([...posts, 'ANYBODY']);
  });

  test('what is given to administrators, chief administrators hold; not the other way round', () => {
    expect(holdersOf(['ADMIN', 'OFFICES_READ'])).toEqual(['ADMIN', 'OFFICES_READ', 'CHIEF_ADMIN']);
    expect(holdersOf(['CHIEF_ADMIN'])).toEqual(['CHIEF_ADMIN']);
    expect(holdersOf(['TUTOR'])).toEqual(['TUTOR']);
  });
});

describe('T18 levels', () => {
  test.each<[RightLevel | null, readonly RightLevel[] | null]>([
    ['PROVINCE', ['PROVINCE']], ['CITY', ['PROVINCE', 'CITY']], ['COUNTY', ['PROVINCE', 'CITY', 'COUNTY']], ['SCHOOL', ['PROVINCE', 'CITY', 'COUNTY', 'SCHOOL']], [null, null],
  ])('down to %s is held at %j', (lowest, levels) => {
    expect(levelsDownTo(lowest)).toEqual(levels);
    for (const level of ['PROVINCE', 'CITY', 'COUNTY', 'SCHOOL']) expect(`${level} ${isLevelHigh(level, lowest)}`).toBe(`${level} ${levels === null || (levels as readonly string[]).includes(level)}`);
    expect(isLevelHigh(null, lowest)).toBe(true);
  });
});
