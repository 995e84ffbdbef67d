// Appeals of scores (申诉): two steps, each once, each within its window; the second answer is final.
import { addDays, dateInShanghai, endOfDay } from '../../kernel/calendar.js';
import { numberFaults } from '../../kernel/personal-numbers.js';
import { refuse, type Refusal } from '../../kernel/refusals.js';
import type { Tenths } from '../../kernel/tenths.js';

/** Who answers each step. */
export const appealSteps = { TUTOR: '辅导员：批阅人或同班的另一位辅导员', CHIEF_TUTOR: '学科总辅导员，其答复为最终结果' } as const;
export type AppealStep = keyof typeof appealSteps;

export const appealStates = { OPEN: '待答复', UPHELD: '维持原分', REVISED: '已改分', WITHDRAWN: '已撤回' } as const;
export type AppealState = keyof typeof appealStates;

export const appealLists = { WAITING: '等我答复的', ANSWERED: '已答复的', ALL: '全部' } as const;
export type AppealList = keyof typeof appealLists;

/** What is appealed: a criterion, or the whole score where it was given as one. The points after are kept beside those before. */
export interface AppealItem { criterion: string | null; name: string; reason: string; beforeTenths: Tenths; afterTenths: Tenths | null; answer: string | null }

/** How many days each step is open; null where the programme knows no appeals. */
export interface AppealRule { tutorDays: number; chiefTutorDays: number }

/** The score that stands, and what became of the last appeal of it that was not withdrawn. */
export interface Standing { releasedAt: Date; lastStep: AppealStep | null; answeredAt: Date | null }

export const appealReasonMaximum = 500;

/** Until when days after a moment: the end of that day in Shanghai, exclusive; the day itself does not count. */
export function windowEnd(since: Date, days: number): Date {
  return endOfDay(addDays(dateInShanghai(since), days));
}

/** The step that is open to the learner, and until when; null when none is left. Whether its time has come is asked besides. */
export function nextStep(standing: Standing, rule: AppealRule | null): { step: AppealStep; until: Date } | null {
  if (rule === null) return null;
  if (standing.lastStep === null) return { step: 'TUTOR', until: windowEnd(standing.releasedAt, rule.tutorDays) };
  if (standing.lastStep === 'CHIEF_TUTOR' || standing.answeredAt === null) return null;
  return { step: 'CHIEF_TUTOR', until: windowEnd(standing.answeredAt, rule.chiefTutorDays) };
}

/** Refuses LIMIT_REACHED when both steps were taken, NOT_ALLOWED where there are no appeals, LOCKED after the window. */
export function stepRefusals(standing: Standing, rule: AppealRule | null, now: Date): Refusal[] {
  const details = { field: 'submissionId', requirement: 'JS-19' };
  if (rule === null) return [refuse('NOT_ALLOWED', { zh: '这个项目没有分数申诉。', en: 'This programme knows no appeals of scores.' }, details)];
  const next = nextStep(standing, rule);
  if (next === null) return [refuse('LIMIT_REACHED', { zh: '学科总辅导员的答复为最终结果，不能再申诉。', en: 'The chief subject tutor\'s answer is final.' }, details)];
  if (now < next.until) return [];
  const last = addDays(dateInShanghai(next.until), -1);
  return [refuse('LOCKED', { zh: `申诉期已过，截至 ${last}。`, en: `The time to appeal was over at the end of ${last}.` }, { ...details, facts: { until: last } })];
}

/** What is wrong with the list of criteria that are appealed; a score given as one is appealed as one, by an item without a criterion. */
export function itemRefusals(items: readonly { criterion: string | null; reason: string }[], scored: readonly (string | null)[]): Refusal[] {
  if (items.length === 0) return [refuse('EMPTY', { zh: '请至少选择一个评分项申诉。', en: 'Choose what to appeal.' }, { field: 'items' })];
  const seen = new Set<string | null>();
  return items.flatMap(({ criterion, reason }, index) => {
    const field = `items.${index}`;
    const isRepeated = seen.has(criterion);
    seen.add(criterion);
    return [
      ...(scored.includes(criterion) ? [] : [refuse('NOT_FOUND', { zh: '这次批阅没有这个评分项的得分。', en: 'The review has no points for this.' }, { field: `${field}.criterion` })]),
      ...(isRepeated ? [refuse('ALREADY_EXISTS', { zh: '同一评分项写了两次。', en: 'The same criterion twice.' }, { field: `${field}.criterion` })] : []),
      ...textRefusals(reason, `${field}.reason`, { zh: '请写明申诉的理由。', en: 'Say why you appeal.' }),
    ];
  });
}

/** A reason or an answer: required, of limited length, without personal numbers. */
export function textRefusals(text: string, field: string, whenEmpty: { zh: string; en: string }): Refusal[] {
  const length = [...text.trim()].length;
  if (length === 0) return [refuse('EMPTY', whenEmpty, { field })];
  if (length > appealReasonMaximum) return [refuse('TOO_LONG', { zh: `最多 ${appealReasonMaximum} 字，现有 ${length} 字。`, en: `At most ${appealReasonMaximum} characters; there are ${length}.` }, { field, facts: { maximum: appealReasonMaximum, length } })];
  return numberFaults(text, field);
}
