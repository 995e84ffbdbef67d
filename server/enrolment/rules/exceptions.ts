// Granting an exception (JS-01): by the office that organises the programme, from a soft clause, with a reason.
import { refuse, type Refusal } from '../../kernel/refusals.js';
import type { EligibilityClause } from '../../programmes/index.js';
import { reasonRefusals } from './withdrawing.js';

export interface WantedException { isOrganiser: boolean; clause: EligibilityClause | null; reason: string }

export function exceptionRefusals({ isOrganiser, clause, reason }: WantedException): Refusal[] {
  const requirement = clause?.requirement ?? 'JS-01';
  if (!isOrganiser) return [refuse('NOT_ENTITLED', { zh: '例外由项目的主办项目办批准。', en: 'Exceptions are granted by the office that organises the programme.' }, { field: 'programmeId', requirement })];
  if (clause === null) return [refuse('NOT_ALLOWED', { zh: '该项目没有这条参训资格。', en: 'The programme has no such clause.' }, { field: 'rule', requirement })];
  if (clause.isHard) return [refuse('NOT_ALLOWED', { zh: '这是硬性条件，没有例外。', en: 'The clause is strict; nobody is excepted.' }, { field: 'rule', requirement })];
  return reasonRefusals(reason, requirement);
}

export function alreadyExcepted(): Refusal {
  return refuse('ALREADY_EXISTS', { zh: '已经批准过这项例外。', en: 'The exception has been granted already.' }, { field: 'personId' });
}
