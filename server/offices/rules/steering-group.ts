// Steering groups (领导小组): who may have one, one leader at a time, dates that make sense.
import { addDays, type LocalDate } from '../../kernel/calendar.js';
import { refuse, type Refusal } from '../../kernel/refusals.js';
import type { OfficeLevel } from './office-levels.js';

export const steeringPosts = ['LEADER', 'DEPUTY', 'MEMBER'] as const;
export type SteeringPost = (typeof steeringPosts)[number];

export const memberMaximum = 60;
const textMaximum = 60;

export interface Term { validFrom: LocalDate; validUntil: LocalDate | null }
export interface Seat extends Term { post: SteeringPost; personId: number | null; name: string }

/** A school has no steering group. */
export function groupRefusals(level: OfficeLevel): Refusal[] {
  return level === 'SCHOOL' ? [refuse('WRONG_PLACE', { zh: '领导小组设在省、市、县三级，学校不设。', en: 'A school has no steering group.' }, { field: 'officeId', requirement: 'JS-09' })] : [];
}

/** Both days count; a term without a last day is open. */
export function overlap(one: Term, other: Term): boolean {
  return (one.validUntil === null || other.validFrom <= one.validUntil) && (other.validUntil === null || one.validFrom <= other.validUntil);
}

/** A new seat beside those that are there: one leader at a time, nobody twice at once. */
export function seatRefusals(seat: Seat, others: readonly Seat[]): Refusal[] {
  const refusals: Refusal[] = [...textRefusals(seat.name, 'name', { zh: '请填写姓名。', en: 'Give the name.' })];
  if (seat.validUntil !== null && seat.validUntil < seat.validFrom) refusals.push(refuse('OUT_OF_RANGE', { zh: '结束日期早于开始日期。', en: 'It ends before it begins.' }, { field: 'validUntil' }));
  const beside = others.filter((other) => overlap(seat, other));
  const leader = beside.find((other) => other.post === 'LEADER');
  if (seat.post === 'LEADER' && leader) refusals.push(refuse('ALREADY_EXISTS', { zh: `同一时期只有一位组长，现任为${leader.name}。`, en: `There is one leader at a time: ${leader.name}.` }, { field: 'post', requirement: 'JS-09', facts: { leader: leader.name } }));
  if (beside.some((other) => (seat.personId === null ? other.personId === null && other.name === seat.name : other.personId === seat.personId))) refusals.push(refuse('ALREADY_EXISTS', { zh: `${seat.name}在此期间已是成员。`, en: `${seat.name} is a member already.` }, { field: 'name' }));
  if (beside.length >= memberMaximum) refusals.push(refuse('OUT_OF_RANGE', { zh: `领导小组最多 ${memberMaximum} 人。`, en: `At most ${memberMaximum} members.` }, { field: 'officeId', facts: { maximum: memberMaximum } }));
  return refusals;
}

/** The last day of a membership: from the eve of its beginning (it never began) to the day it would have ended anyway. */
export function endRefusals(term: Term, lastDay: LocalDate): Refusal[] {
  const earliest = addDays(term.validFrom, -1);
  if (lastDay >= earliest && (term.validUntil === null || lastDay <= term.validUntil)) return [];
  return [refuse('OUT_OF_RANGE', { zh: `最后一天须在 ${earliest}${term.validUntil === null ? ' 或以后' : ` 至 ${term.validUntil}`}。`, en: `From ${earliest}${term.validUntil === null ? '' : ` to ${term.validUntil}`}.` }, { field: 'lastDay', facts: { earliest, ...(term.validUntil === null ? {} : { latest: term.validUntil }) } })];
}

export function textRefusals(text: string, field: string, missing: { zh: string; en: string } | null): Refusal[] {
  const length = [...text.trim()].length;
  if (length === 0) return missing === null ? [] : [refuse('EMPTY', missing, { field })];
  return length > textMaximum ? [refuse('TOO_LONG', { zh: `最多 ${textMaximum} 字，现有 ${length} 字。`, en: `At most ${textMaximum} characters; there are ${length}.` }, { field, facts: { maximum: textMaximum, length } })] : [];
}
