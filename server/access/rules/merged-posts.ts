// Two offices that become one: which posts of the ending one go along, and which are one too many at the receiver.
import type { LocalDate } from '../../kernel/calendar.js';
import type { Subject } from '../../kernel/subjects.js';
import { inTheWay, overlaps, postRules, type HeldTerm, type PostOffice, type PostRole } from './appointments.js';

/** A post that has not ended on the day of the merger. */
export interface MovingPost extends HeldTerm { roleId: number; role: PostRole; subject: Subject | null }

/**
 * How many hold a post at an office after a merger. The table's figure; and a school whose account keeper is appointed freely still
 * has the one system administrator of JS-13 when two schools' offices meet: more are appointed there afresh.
 */
export function mostAfterMerging(role: PostRole, level: PostOffice['level']): number | null {
  const found = postRules[role][level];
  return role === 'ADMIN' && level === 'SCHOOL' ? 1 : (found?.atMost ?? null);
}

/** The posts that end with the office, because the receiver's holders stay and there is no room beside them, or the same person holds the same there already. */
export function surplusPosts(moving: readonly MovingPost[], received: readonly MovingPost[], level: PostOffice['level'], effectiveOn: LocalDate): MovingPost[] {
  const held = [...received];
  const surplus: MovingPost[] = [];
  for (const post of moving) {
    const wanted = { from: post.from < effectiveOn ? effectiveOn : post.from, until: post.until };
    const beside = held.filter(({ role }) => role === post.role);
    const atMost = mostAfterMerging(post.role, level);
    const isHeldBySame = beside.some((other) => other.personId === post.personId && other.subject === post.subject && overlaps(other, wanted));
    if (isHeldBySame || (atMost !== null && inTheWay(beside, wanted, atMost).length > 0)) surplus.push(post);
    else held.push({ ...post, ...wanted });
  }
  return surplus;
}
