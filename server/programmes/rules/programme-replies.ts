// What the offices directly below the organiser answer: whether they take part, with which plan (SD-10), and whom to call (SH24-05).
import type { LocalDate } from '../../kernel/calendar.js';
import { refuse, type Refusal } from '../../kernel/refusals.js';
import { stateRefusal, type ProgrammeState } from './programme-life.js';
import type { RuleDocument } from './rule-document.js';
import { yearDaysOf } from './windows.js';

export const replyAnswers = ['JOINS', 'DECLINES'] as const;
export type ReplyAnswer = (typeof replyAnswers)[number];

export const planMaximum = 5_000;
export const contactMaximum = 5;

/** The days of the programme as its document says them; null where it does not. */
export function runDaysOf({ runs }: Pick<RuleDocument, 'runs'>): { from: LocalDate; until: LocalDate } | null {
  return runs === undefined ? null : { from: runs.from, until: runs.until };
}

export interface ContactDays { from: LocalDate | null; until: LocalDate; requirement: string }

/** The days in which lower offices hand in their contacts; null where the document asks for none. */
export function contactDaysOf(document: RuleDocument): ContactDays | null {
  // Only this window is looked at: the days of the others are others' business.
  const windows = document.windows?.filter(({ action }) => action === 'CONTACTS');
  const [days] = yearDaysOf({ ...document, windows });
  return days === undefined ? null : { from: days.from, until: days.until, requirement: days.requirement };
}

export interface Asked {
  state: ProgrammeState;
  /** The office stands directly below the one that organises. */
  isAddressed: boolean;
  today: LocalDate;
}

/** `until` is the last day of answering; null where nobody is asked. */
export function replyRefusals({ state, isAddressed, today, until }: Asked & { until: LocalDate | null }, answer: ReplyAnswer, plan: string): Refusal[] {
  const standing = askedRefusals({ state, isAddressed, today });
  if (standing.length > 0) return standing;
  if (until === null) return [refuse('NOT_ALLOWED', { zh: '这个项目不征求是否参加。', en: 'Nobody is asked whether to take part in this programme.' }, { requirement: 'SD-10' })];
  if (today > until) return [refuse('WINDOW_CLOSED', { zh: `确认已于 ${until} 截止。`, en: `Answering ended on ${until}.` }, { requirement: 'SD-10', facts: { until } })];
  const length = [...plan.trim()].length;
  if (length > planMaximum) return [refuse('TOO_LONG', { zh: `最多 ${planMaximum} 字，现有 ${length} 字。`, en: `At most ${planMaximum} characters; there are ${length}.` }, { field: 'plan', facts: { maximum: planMaximum, length } })];
  if (length > 0) return [];
  return [answer === 'JOINS'
    ? refuse('EMPTY', { zh: '参加的，须写明本地实施方案。', en: 'Who takes part writes the own plan.' }, { field: 'plan', requirement: 'SD-10' })
    : refuse('EMPTY', { zh: '请写明不参加的原因。', en: 'Say why not.' }, { field: 'plan', requirement: 'SD-10' })];
}

export function contactRefusals({ state, isAddressed, today }: Asked, days: ContactDays | null): Refusal[] {
  const standing = askedRefusals({ state, isAddressed, today });
  if (standing.length > 0) return standing;
  if (days === null) return [refuse('NOT_ALLOWED', { zh: '这个项目不要求报送联系人。', en: 'This programme asks for no contacts.' }, { field: 'contactIds' })];
  const { from, until, requirement } = days;
  if ((from !== null && today < from) || today > until) return [refuse('WINDOW_CLOSED', { zh: `联系人${from === null ? '' : `自 ${from} 起`}于 ${until} 前报送。`, en: `Contacts are handed in ${from === null ? '' : `from ${from} `}until ${until}.` }, { field: 'contactIds', requirement, facts: { until } })];
  return [];
}

function askedRefusals({ state, isAddressed }: Asked): Refusal[] {
  if (!isAddressed) return [refuse('NOT_ENTITLED', { zh: '由主办项目办的直接下级办理。', en: 'Only the offices directly below the organiser answer.' }, { requirement: 'SD-10' })];
  return state === 'PUBLISHED' || state === 'RUNNING' ? [] : [stateRefusal(state)];
}
