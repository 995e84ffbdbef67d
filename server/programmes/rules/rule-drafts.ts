// A version of a programme's rules that is to come: what it must keep of the programme, and when it may begin.
import type { LocalDate } from '../../kernel/calendar.js';
import { refuse, type Refusal } from '../../kernel/refusals.js';
import { faultsOf } from './rule-consistency.js';
import { everInForce, periodsOf, ruleDocumentSchema, type ComputedPeriod, type RuleDocument } from './rule-document.js';
import { consistencyFault, faultAt, schemaFaults, type RuleFault } from './rule-faults.js';

/** Whose version it would be. */
export interface RuledProgramme { code: string; year: number; series: string; periods: readonly ComputedPeriod[] }

export type ReadDraft = { document: RuleDocument; faults: [] } | { document: null; faults: RuleFault[] };

/** Its number and its first day are said where it is saved, so what the text says of them does not matter. */
export function draftOf(source: unknown, numbered: { version: number; effectiveFrom: LocalDate }, programme: RuledProgramme): ReadDraft {
  const whole: unknown = typeof source === 'object' && source !== null && !Array.isArray(source) ? { ...source, ...numbered } : source;
  const parsed = ruleDocumentSchema.safeParse(whole);
  const faults = parsed.success ? [...faultsOf(parsed.data, periodsOf(parsed.data)).map(consistencyFault), ...otherProgrammeFaults(parsed.data, programme)] : schemaFaults(parsed.error.issues, whole);
  return parsed.success && faults.length === 0 ? { document: parsed.data, faults: [] } : { document: null, faults };
}

function otherProgrammeFaults(document: RuleDocument, { code, year, series, periods }: RuledProgramme): RuleFault[] {
  const kept = { code, year, series };
  const computed = periodsOf(document);
  const isMoved = periods.length > 0 && JSON.stringify(computed.map(({ number, startsOn, endsOn }) => [number, startsOn, endsOn])) !== JSON.stringify(periods.map(({ number, startsOn, endsOn }) => [number, startsOn, endsOn]));
  return [
    ...(['code', 'year', 'series'] as const).filter((key) => document.programme[key] !== kept[key]).map((key) => faultAt(['programme', key], { zh: `须与项目一致：${kept[key]}。`, en: `Must be the programme's own: ${kept[key]}.` })),
    // Classes, enrolments and quotas stand in the periods that there are.
    ...(isMoved ? [faultAt(['periods'], { zh: '各期已经建立，日期不能由新版本改变。', en: 'The periods exist: a version cannot move them.' })] : []),
  ];
}

/** Versions follow each other: none begins in the past, so that what has begun never changes; and each after the one before it, unless it replaces what has not begun. */
export function beginRefusals({ effectiveFrom, replacesUpcoming }: { effectiveFrom: LocalDate; replacesUpcoming: boolean }, before: readonly Pick<RuleDocument, 'version' | 'effectiveFrom'>[], today: LocalDate): Refusal[] {
  if (effectiveFrom <= today) return [refuse('OUT_OF_RANGE', { zh: '生效日期须在今天以后：已经开始的版本不再改变。', en: 'It begins after today: what has begun is never changed.' }, { field: 'effectiveFrom', facts: { today } })];
  if (replacesUpcoming) return [];
  const latest = everInForce(before).toSorted((a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom))[0];
  if (latest === undefined || effectiveFrom > latest.effectiveFrom) return [];
  return [refuse('OUT_OF_RANGE', { zh: `第 ${latest.version} 版将于 ${latest.effectiveFrom} 生效：请选择该日以后，或者取代这一版。`, en: `Version ${latest.version} begins on ${latest.effectiveFrom}: choose a later day, or replace it.` }, { field: 'effectiveFrom', facts: { version: latest.version, effectiveFrom: latest.effectiveFrom } })];
}
