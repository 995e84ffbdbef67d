// The days that an office sets for itself inside those of the rules (SD-04): its limits, what holds in the end, and what may still be changed.
import type { LocalDate } from '../../kernel/calendar.js';
import { refuse, type Refusal } from '../../kernel/refusals.js';
import type { RuleDocument } from './rule-document.js';
import type { WindowAction } from './windows.js';

type Window = NonNullable<RuleDocument['windows']>[number];

/** Both days are included; without a first one it is open from the beginning. */
export interface Days { from: LocalDate | null; until: LocalDate }

/** An action for which offices of a level set their own days, and the days inside which they do. */
export interface Limits extends Days { action: WindowAction; requirement: string; level: NonNullable<Window['narrowedBy']> }

/** What an office has set. */
export interface OwnDays extends Days { action: WindowAction; level: string }

/** How what an office set stands to the rules in force: it holds whole, in part, or not at all any more. */
export type Fit = 'WHOLE' | 'PART' | 'NOTHING';

export function limitsOf({ windows = [] }: Pick<RuleDocument, 'windows'>): Limits[] {
  return windows.flatMap(({ action, requirement, narrowedBy: level, from, until }) => {
    // Days that are counted from a period are nobody's to set: a document that says so is not taken.
    if (level === undefined || until.anchor !== 'DATE' || (from !== undefined && from.anchor !== 'DATE')) return [];
    return [{ action, requirement, level, from: from?.date ?? null, until: until.date }];
  });
}

/**
 * What holds for an office: its own days as far as they lie inside the limits. Of days that a new version of the rules left wholly outside
 * nothing is left to hold; then the limits do, as for an office that has set none, so that nobody below it is shut out by a change of others.
 */
export function daysInForce({ from, until }: Days, own: Days | null): Days & { fit: Fit } {
  if (own === null) return { from, until, fit: 'WHOLE' };
  const inside: Days = { from: from === null || (own.from !== null && own.from > from) ? own.from : from, until: own.until < until ? own.until : until };
  if (inside.from !== null && inside.from > inside.until) return { from, until, fit: 'NOTHING' };
  return { ...inside, fit: inside.from === own.from && inside.until === own.until ? 'WHOLE' : 'PART' };
}

/** The document as it holds for whoever is below the offices that have set their own days: every reader of its windows reads theirs. */
export function narrowed(document: RuleDocument, own: readonly OwnDays[]): RuleDocument {
  const limits = new Map(limitsOf(document).map((one) => [one.action, one]));
  const { windows } = document;
  if (windows === undefined || limits.size === 0 || own.length === 0) return document;
  return { ...document, windows: windows.map((window) => {
    const limit = limits.get(window.action);
    const set = own.find(({ action, level }) => action === limit?.action && level === limit.level);
    return limit === undefined || set === undefined ? window : withDays(window, daysInForce(limit, set));
  }) };
}

function withDays({ from: _from, finishFrom, ...window }: Window, { from, until }: Days): Window {
  const finish = finishFrom?.anchor === 'DATE' && finishFrom.date <= until && (from === null || finishFrom.date > from) ? finishFrom : undefined;
  return { ...window, ...(from === null ? {} : { from: { anchor: 'DATE' as const, date: from } }), until: { anchor: 'DATE' as const, date: until }, ...(finish === undefined ? {} : { finishFrom: finish }) };
}

/** Whether the days have begun: then the first one is no longer anybody's to move later. */
export function hasBegun({ from }: Days, today: LocalDate): boolean {
  return from === null || from <= today;
}

/** The earliest day on which days that have begun may end: what was done on a day of theirs stays inside. */
export function earliestEnd({ until }: Days, today: LocalDate): LocalDate {
  return until < today ? until : today;
}

/** Why an office does not set these days. `present` are those that hold for it today. */
export function settingRefusals(limits: Limits, present: Days, wanted: Days, today: LocalDate): Refusal[] {
  const { requirement } = limits;
  const facts = { ...(limits.from === null ? {} : { from: limits.from }), until: limits.until };
  const within = (field: 'from' | 'until') => refuse('OUT_OF_RANGE', { zh: `须在项目规定的范围内：${limits.from === null ? '' : `${limits.from} 至 `}${limits.until}${limits.from === null ? ' 为止' : ''}。`, en: `Inside what the programme says: ${limits.from === null ? 'until' : `${limits.from} to`} ${limits.until}.` }, { field, requirement, facts });
  const isBefore = limits.from !== null && (wanted.from === null || wanted.from < limits.from);
  const isAfter = wanted.until > limits.until;
  if (isBefore || isAfter) return [...(isBefore ? [within('from')] : []), ...(isAfter ? [within('until')] : [])];
  if (wanted.from !== null && wanted.until < wanted.from) return [refuse('OUT_OF_RANGE', { zh: '结束日期不能早于开始日期。', en: 'It cannot end before it begins.' }, { field: 'until', requirement, facts })];
  if (!hasBegun(present, today)) return [];
  const refusals: Refusal[] = [];
  if (wanted.from !== null && (present.from === null || wanted.from > present.from)) refusals.push(refuse('OUT_OF_RANGE', { zh: `${present.from === null ? '已经开始' : `已于 ${present.from} 开始`}，开始日期不能再推后：此前办理的须仍在期限内。`, en: `It has begun${present.from === null ? '' : ` on ${present.from}`}; the first day cannot be put off, for what was done before stays inside.` }, { field: 'from', requirement, facts: present.from === null ? {} : { latest: present.from } }));
  const end = earliestEnd(present, today);
  if (wanted.until < end) refusals.push(refuse('OUT_OF_RANGE', { zh: `结束日期不能早于 ${end}：此前办理的须仍在期限内。`, en: `It cannot end before ${end}: what was done until then stays inside.` }, { field: 'until', requirement, facts: { earliest: end } }));
  return refusals;
}
