// Inheritance of rights, in this one place: what a post or a level of offices may do because one below it may.
//
// 1. A post includes others: a chief administrator may do what an administrator may.
// 2. A right that lives down to a level is held there and at every level above it.
// 3. Whoever holds a right at an office holds it over everything below that office and nothing beside it: that is the scope.
import type { ApiScope, Grantee, Role } from './roles.js';

/** The levels of offices from the top down, by the names of the public schema. */
export const rightLevels = ['PROVINCE', 'CITY', 'COUNTY', 'SCHOOL'] as const;
export type RightLevel = (typeof rightLevels)[number];

/** Whose rights each post has beside its own. */
const includedPosts: Partial<Record<Role, readonly Role[]>> = { CHIEF_ADMIN: ['ADMIN'] };

/** Who somebody is, as far as rights ask. `level` is that of the office of the post or of the platform; null where there is none. */
export interface Standing { role: Role | null; level: string | null; apiScopes: readonly ApiScope[]; isSignedIn: boolean }

/** As whom somebody is granted rights. */
export function granteesOf({ role, apiScopes, isSignedIn }: Standing): ReadonlySet<Grantee> {
  return new Set<Grantee>([...(role === null ? [] : [role, ...(includedPosts[role] ?? [])]), ...apiScopes, ...(isSignedIn ? ['SIGNED_IN' as const] : []), 'ANYBODY']);
}

/** Everybody who holds a right that is given to these: with the posts that include theirs. */
export function holdersOf(to: readonly Grantee[]): Grantee[] {
  const including = (Object.entries(includedPosts) as [Role, readonly Role[]][]).filter(([, posts]) => posts.some((post) => to.includes(post))).map(([role]) => role);
  return [...new Set([...to, ...including])];
}

/** The levels that hold a right which lives down to one of them; null holds at all. */
export function levelsDownTo(lowest: RightLevel | null): readonly RightLevel[] | null {
  return lowest === null ? null : rightLevels.slice(0, rightLevels.indexOf(lowest) + 1);
}

export function isLevelHigh(level: string | null, lowest: RightLevel | null): boolean {
  const levels: readonly string[] | null = levelsDownTo(lowest);
  return levels === null || level === null || levels.includes(level);
}
