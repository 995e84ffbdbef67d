// Inheritance of rights, in this one place: what a post or a level of offices may do because one below it may.
//
// 1. A post includes others: a chief administrator may do what an administrator may.
// 2. A right that lives down to a level is held there and at every level above it, unless it is a duty towards one of those.
// 3. Whoever holds a right at an office holds it over everything below that office and nothing beside it: that is the scope.
import type { ApiScope, Grantee, Role, SignInStep } from './roles.js';

/** The levels of offices from the top down, by the names of the public schema. */
export const rightLevels = ['PROVINCE', 'CITY', 'COUNTY', 'SCHOOL'] as const;
export type RightLevel = (typeof rightLevels)[number];

/** Whose rights each post has beside its own. */
const includedPosts: Partial<Record<Role, readonly Role[]>> = { CHIEF_ADMIN: ['ADMIN'] };

/** How far somebody has come in. A session that stands at a step has no role yet. */
export type Standing = 'NOBODY' | 'PLATFORM' | 'PERSON' | SignInStep;

const grantedByStanding: Readonly<Record<Standing, readonly Grantee[]>> = {
  NOBODY: [], PLATFORM: ['SIGNED_IN'], PERSON: ['PERSON', 'SIGNED_IN'], SECOND_FACTOR: ['SECOND_FACTOR'], SECOND_FACTOR_ENROLMENT: ['SECOND_FACTOR_ENROLMENT'], PASSWORD_CHANGE: ['PASSWORD_CHANGE'],
};

/** Who somebody is, as far as rights ask. `level` is that of the office of the post or of the platform; null where there is none. */
export interface Rightholder { role: Role | null; level: string | null; apiScopes: readonly ApiScope[]; standing: Standing }

/** As whom somebody is granted rights. */
export function granteesOf({ role, apiScopes, standing }: Rightholder): ReadonlySet<Grantee> {
  return new Set<Grantee>([...(role === null ? [] : [role, ...(includedPosts[role] ?? [])]), ...apiScopes, ...grantedByStanding[standing], 'ANYBODY']);
}

/** Everybody who holds a right that is given to these: with the posts that include theirs. */
export function holdersOf(to: readonly Grantee[]): Grantee[] {
  const including = (Object.entries(includedPosts) as [Role, readonly Role[]][]).filter(([, posts]) => posts.some((post) => to.includes(post))).map(([role]) => role);
  return [...new Set([...to, ...including])];
}

/** At which levels a right lives; at all where neither is named. */
export interface Reach {
  /** The lowest level at which it lives, and every level above inherits it. */
  downTo?: RightLevel;
  /** It is a duty towards this level, which does not inherit it: who chooses does not recommend to itself. */
  below?: RightLevel;
}

/** The levels that hold a right; null holds at all. */
export function levelsOf({ downTo, below }: Reach): readonly RightLevel[] | null {
  if (downTo === undefined && below === undefined) return null;
  return rightLevels.slice(below === undefined ? 0 : rightLevels.indexOf(below) + 1, downTo === undefined ? rightLevels.length : rightLevels.indexOf(downTo) + 1);
}

export function isAtLevel(level: string | null, reach: Reach): boolean {
  const levels: readonly string[] | null = levelsOf(reach);
  return levels === null || level === null || levels.includes(level);
}
