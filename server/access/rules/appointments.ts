// Who appoints whom, how many may hold a post on one day, and what a term may be.
import { addDays, type LocalDate } from '../../kernel/calendar.js';
import { numberFaults } from '../../kernel/personal-numbers.js';
import { refuse, type Refusal } from '../../kernel/refusals.js';
import type { Role } from '../../kernel/roles.js';

export type PostRole = Exclude<Role, 'LEARNER'>;
type Level = 'PROVINCE' | 'CITY' | 'COUNTY' | 'SCHOOL';

/**
 * Whose administrators appoint to a post: those of the office directly above it, of any office above, of the office itself,
 * of itself or any above; or it is not given here at all.
 */
type Appointers = 'PARENT' | 'ABOVE' | 'OWN' | 'OWN_OR_ABOVE' | 'NOBODY';

interface PostRule { by: Appointers; roles: readonly Role[]; atMost: number | null; requirement: string }

const administrators = ['ADMIN', 'CHIEF_ADMIN'] as const;
const givenBy = (by: Appointers, requirement: string, atMost: number | null): PostRule => ({ by, roles: administrators, atMost, requirement });

/** The table: which post exists at which level, who gives it, and how many hold it on one day. */
export const postRules: Readonly<Record<PostRole, Partial<Record<Level, PostRule>>>> = {
  // The first administrator of a province comes with the installation.
  ADMIN: { PROVINCE: givenBy('NOBODY', 'JS-10', null), CITY: givenBy('PARENT', 'JS-11', 1), COUNTY: givenBy('PARENT', 'JS-12', 2), SCHOOL: givenBy('ABOVE', 'JS-13', null) },
  CHIEF_ADMIN: { PROVINCE: { ...givenBy('OWN', 'JS-16', null), roles: ['ADMIN'] } },
  SCHOOL_LEADER: { SCHOOL: givenBy('ABOVE', 'JS-13', 1) },
  SUBJECT_LEAD: { SCHOOL: { ...givenBy('OWN_OR_ABOVE', 'JS-13', null), roles: [...administrators, 'SCHOOL_LEADER'] } },
  EXPERT: { PROVINCE: givenBy('OWN', 'JS-15', null), CITY: givenBy('OWN', 'JS-15', null), COUNTY: givenBy('OWN', 'JS-15', null) },
  TUTOR: { PROVINCE: givenBy('OWN', 'JS-10', null), CITY: givenBy('OWN', 'JS-10', null), COUNTY: givenBy('OWN', 'JS-10', null) },
  CHIEF_TUTOR: { PROVINCE: givenBy('OWN', 'JS-17', null) },
};

export const postRoles = Object.keys(postRules) as PostRole[];

/** Posts that must be filled, level by level. */
export const requiredPosts: readonly { role: PostRole; level: Exclude<Level, 'PROVINCE'>; requirement: string }[] = [
  { role: 'ADMIN', level: 'CITY', requirement: 'JS-11' },
  { role: 'ADMIN', level: 'COUNTY', requirement: 'JS-12' },
  { role: 'ADMIN', level: 'SCHOOL', requirement: 'JS-13' },
  { role: 'SCHOOL_LEADER', level: 'SCHOOL', requirement: 'JS-13' },
];

export const postNames: Readonly<Record<PostRole, { zh: string; en: string }>> = {
  ADMIN: { zh: '管理员', en: 'administrator' }, CHIEF_ADMIN: { zh: '总管理员', en: 'chief administrator' }, SCHOOL_LEADER: { zh: '学校负责人', en: 'school leader' }, SUBJECT_LEAD: { zh: '学科负责人', en: 'subject lead' },
  EXPERT: { zh: '专家', en: 'expert' }, TUTOR: { zh: '辅导员', en: 'tutor' }, CHIEF_TUTOR: { zh: '学科总辅导员', en: 'chief subject tutor' },
};

/** An office at which a post is. */
export interface PostOffice { id: number; name: string; level: Level; parentId: number | null; parentName: string | null; path: string }
export interface Appointer { role: Role | null; officeId: number | null }

/** Why this appointer does not give or end this post; null when nothing speaks against it. */
export function appointerRefusal(appointer: Appointer, role: Role, at: PostOffice): Refusal | null {
  const found = role === 'LEARNER' ? undefined : postRules[role][at.level];
  if (!found || role === 'LEARNER') return refuse('NOT_ENTITLED', { zh: `${at.name}没有这一职务。`, en: `${at.name} has no such post.` }, { field: 'role', facts: { office: at.name } });
  const isOwn = appointer.officeId === at.id;
  const isParent = appointer.officeId !== null && appointer.officeId === at.parentId;
  const isAbove = !isOwn && appointer.officeId !== null && at.path.split('/').includes(String(appointer.officeId));
  const reaches = { PARENT: isParent, ABOVE: isAbove, OWN: isOwn, OWN_OR_ABOVE: isOwn || isAbove, NOBODY: false }[found.by];
  if (reaches && appointer.role !== null && found.roles.includes(appointer.role)) return null;
  const post = postNames[role];
  const who = {
    PARENT: { zh: `由${at.parentName ?? '上级项目办'}的管理员任命`, en: `is appointed by ${at.parentName ?? 'the office above'}` },
    ABOVE: { zh: '由上级项目办的管理员任命', en: 'is appointed by an office above' },
    OWN: { zh: `由${at.name}自己的管理员任命`, en: `is appointed by ${at.name} itself` },
    OWN_OR_ABOVE: { zh: '由本校或上级项目办的管理员任命', en: 'is appointed by the school or an office above' },
    NOBODY: { zh: '在安装时设定，不在此任命', en: 'comes with the installation' },
  }[found.by];
  return refuse('NOT_ENTITLED', { zh: `${at.name}的${post.zh}${who.zh}。`, en: `The ${post.en} of ${at.name} ${who.en}.` }, { field: 'role', requirement: found.requirement, facts: { office: at.name, appointedBy: who.zh } });
}

/** The posts that this appointer may give at an office by an appointment of the usual kind. */
export function appointableRoles(appointer: Appointer, at: PostOffice): PostRole[] {
  // A chief subject tutor is chosen from recommendations and in no other way (JS-17).
  return postRoles.filter((role) => role !== 'CHIEF_TUTOR' && appointerRefusal(appointer, role, at) === null);
}

export interface Term { from: LocalDate; until: LocalDate | null }
export interface HeldTerm extends Term { holder: string; personId: number }

/** Open ends lie behind every date. */
const never = '9999-12-31';
export function isWithin(term: Term, day: LocalDate): boolean { return term.from <= day && day <= (term.until ?? never); }
function isEmpty(term: Term): boolean { return (term.until ?? never) < term.from; }
export function overlaps(a: Term, b: Term): boolean { return !isEmpty(a) && !isEmpty(b) && a.from <= (b.until ?? never) && b.from <= (a.until ?? never); }

/** Those who hold the post on the first day on which one more would be too many; empty when there is room all along. */
export function inTheWay(held: readonly HeldTerm[], wanted: Term, atMost: number): HeldTerm[] {
  // The number only grows where a term begins, so the first day and those beginnings are all that need looking at.
  const days = [wanted.from, ...held.map(({ from }) => from).filter((day) => isWithin(wanted, day))].sort();
  for (const day of days) {
    const present = held.filter((term) => isWithin(term, day));
    if (present.length >= atMost) return present;
  }
  return [];
}

/** One more holder of a post: refused while the same person holds it already, or when it would be one too many. */
export function seatRefusal(role: PostRole, at: PostOffice, held: readonly HeldTerm[], wanted: Term & { personId: number }): Refusal | null {
  const found = postRules[role][at.level];
  const post = postNames[role];
  const same = held.find((term) => term.personId === wanted.personId && overlaps(term, wanted));
  if (same) return refuse('POST_TAKEN', { zh: `${same.holder}已是${at.name}的${post.zh}（${spanOf(same).zh}）。`, en: `${same.holder} is ${post.en} of ${at.name} already (${spanOf(same).en}).` }, { field: 'personId', requirement: found?.requirement ?? 'JS-13', facts: factsOf(same) });
  if (!found || found.atMost === null) return null;
  const present = inTheWay(held, wanted, found.atMost);
  const [first] = present;
  if (!first) return null;
  const names = present.map((term) => `${term.holder}（${spanOf(term).zh}）`).join('、');
  const englishNames = present.map((term) => `${term.holder} (${spanOf(term).en})`).join(', ');
  return refuse('POST_TAKEN', {
    zh: `${at.name}的${post.zh}同一天最多 ${found.atMost} 名，现有${names}。请从其任期结束的次日起任命。`,
    en: `${at.name} has at most ${found.atMost} ${post.en}${found.atMost > 1 ? 's' : ''} on one day; there is ${englishNames}. Appoint from the day after the term ends.`,
  }, { field: 'validFrom', requirement: found.requirement, facts: { ...factsOf(first), atMost: found.atMost } });
}

const reasonMaximum = 200;

export function reasonRefusals(reason: string): Refusal[] {
  if (reason.trim() === '') return [refuse('EMPTY', { zh: '请填写事由。', en: 'Give a reason.' }, { field: 'reason' })];
  return [...reason.trim()].length > reasonMaximum ? [refuse('TOO_LONG', { zh: `事由最多 ${reasonMaximum} 字。`, en: `At most ${reasonMaximum} characters.` }, { field: 'reason', facts: { maximum: reasonMaximum } })] : numberFaults(reason, 'reason');
}

/** A term begins today or later: rights are not given for days that have passed. */
export function termRefusals(term: Term, today: LocalDate): Refusal[] {
  if (term.from < today) return [refuse('OUT_OF_RANGE', { zh: '开始日期不能早于今天。', en: 'It cannot begin before today.' }, { field: 'validFrom', facts: { earliest: today } })];
  return isEmpty(term) ? [refuse('OUT_OF_RANGE', { zh: '最后一天不能早于开始日期。', en: 'The last day cannot be before the first.' }, { field: 'validUntil', facts: { earliest: term.from } })] : [];
}

/** A post ends at once when its last day is yesterday; otherwise on a day to come, and never later than it would anyway. */
export function endingRefusals(term: Term, lastDay: LocalDate, today: LocalDate): Refusal[] {
  const earliest = addDays(today, -1);
  if ((term.until ?? never) < today) return [refuse('NOT_ALLOWED_IN_STATE', { zh: '任期已经结束。', en: 'The term has ended.' }, { field: 'lastDay', facts: { until: term.until ?? '' } })];
  if (lastDay < earliest || lastDay > (term.until ?? never)) {
    return [refuse('OUT_OF_RANGE', { zh: `最后一天应在 ${earliest}（即刻结束）${term.until === null ? '之后' : `至 ${term.until} 之间`}。`, en: `The last day lies between ${earliest} (at once) and ${term.until ?? 'any day to come'}.` }, { field: 'lastDay', facts: { earliest, latest: term.until ?? '' } })];
  }
  return [];
}

function spanOf({ from, until }: Term): { zh: string; en: string } {
  return until === null ? { zh: `${from} 起，任期未定`, en: `from ${from}, open` } : { zh: `${from} 至 ${until}`, en: `${from} to ${until}` };
}

function factsOf({ holder, from, until }: HeldTerm): Record<string, string> {
  return { holder, from, until: until ?? '' };
}
