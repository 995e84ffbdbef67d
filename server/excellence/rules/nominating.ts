// Recommending excellent learners and commending them (JS-20, JS-17): by the result, with a reason, and by whom.
import { numberFaults } from '../../kernel/personal-numbers.js';
import { refuse, type Refusal } from '../../kernel/refusals.js';
import { formatTenths, type Tenths } from '../../kernel/tenths.js';
import { endedRefusals, type ExcellenceRules, type ProgrammeState } from '../../programmes/index.js';

/** A nomination stands until it is withdrawn; what the province decided stays decided. */
export const nominationStates = { NOMINATED: '已推荐', WITHDRAWN: '已撤回', COMMENDED: '已表彰', DECLINED: '未予表彰' } as const;
export type NominationState = keyof typeof nominationStates;

export const nominationDecisions = { COMMEND: '表彰', DECLINE: '不予表彰' } as const;
export type NominationDecision = keyof typeof nominationDecisions;

/** Whom it is about, as everything stands now. */
export interface Candidate {
  rules: ExcellenceRules | null;
  programmeState: ProgrammeState;
  enrolmentState: string;
  /** Null where nothing has been scored. */
  result: { verdict: string; totalTenths: Tenths } | null;
}

/** Who nominates: whether it is the learner, and whether the post is one of another subject. */
export interface Nominator { isLearner: boolean; subject: string | null; courseSubject: string }

const reasonMaximum = 500;
const general = 'JS-20';

/** Whether this learner can be excellent at all: asked when somebody is nominated, and again when the province commends. */
export function candidateRefusals({ rules, programmeState, enrolmentState, result }: Candidate, field: string): Refusal[] {
  const ended = endedRefusals(programmeState);
  if (ended.length > 0) return ended;
  if (rules === null) return [refuse('NOT_ALLOWED', { zh: '该项目的规则不设评优。', en: 'The rules of this programme know no excellent learners.' }, { field, requirement: general })];
  const { requirement, fromTenths } = rules;
  if (enrolmentState !== 'ENROLLED') return [refuse('NOT_ALLOWED_IN_STATE', { zh: '该学员已退回报名。', en: 'The learner has withdrawn.' }, { field, requirement, facts: { state: enrolmentState } })];
  const excellentFrom = formatTenths(fromTenths);
  if (result === null || result.verdict === 'PENDING') return [refuse('NOT_ELIGIBLE', { zh: `成绩尚未评定，评优须 ${excellentFrom} 分及以上。`, en: `There is no result yet; ${excellentFrom} or above is asked.` }, { field, requirement, facts: { excellentFrom } })];
  const total = formatTenths(result.totalTenths);
  return result.verdict === 'PASS' && result.totalTenths >= fromTenths ? [] : [refuse('NOT_ELIGIBLE', { zh: `成绩 ${total} 分，评优须 ${excellentFrom} 分及以上。`, en: `The result is ${total}; ${excellentFrom} or above is asked.` }, { field, requirement, facts: { total, excellentFrom } })];
}

export function nominationRefusals(candidate: Candidate, { isLearner, subject, courseSubject }: Nominator, reason: string): Refusal[] {
  const requirement = candidate.rules?.requirement ?? general;
  if (isLearner) return [refuse('NOT_ALLOWED', { zh: '不能推荐本人。', en: 'Nobody recommends himself.' }, { field: 'enrolmentId', requirement })];
  if (subject !== null && subject !== courseSubject) return [refuse('NOT_ENTITLED', { zh: '由该学科的总辅导员推荐。', en: 'The chief tutor of that subject recommends.' }, { field: 'enrolmentId', requirement, facts: { subject: courseSubject } })];
  return [...candidateRefusals(candidate, 'enrolmentId'), ...reasonRefusals(reason, requirement)];
}

export function alreadyNominated(): Refusal {
  return refuse('ALREADY_EXISTS', { zh: '该学员已被推荐。', en: 'The learner has been recommended already.' }, { field: 'enrolmentId', requirement: general });
}

/** A nomination as it stands, and what decides who may still do something about it. */
export interface Standing { state: NominationState; byId: number; personId: number; organiserId: number | null }
/** Who acts. */
export interface Actor { personId: number | null; officeId: number | null }

export function mayWithdraw({ state, byId }: Standing, { personId }: Actor): boolean {
  return state === 'NOMINATED' && byId === personId;
}

/** The office that organises the programme; nobody decides upon himself, nor upon what he recommended in another post. */
export function mayDecide({ state, byId, personId: learnerId, organiserId }: Standing, { personId, officeId }: Actor): boolean {
  return state === 'NOMINATED' && officeId !== null && organiserId === officeId && personId !== learnerId && personId !== byId;
}

interface Act { reason: string; expectedVersion: number }

export function withdrawalRefusals(standing: Standing & { version: number }, actor: Actor, act: Act, programmeState: ProgrammeState): Refusal[] {
  if (standing.byId !== actor.personId) return [refuse('NOT_ENTITLED', { zh: '推荐由推荐人本人撤回。', en: 'Whoever recommended takes it back.' }, { field: 'nominationId', requirement: general })];
  return [...endedRefusals(programmeState), ...openRefusals(standing, act), ...reasonRefusals(act.reason, general)];
}

/** `commended` is how many the programme's organiser has commended, and `most` how many it may; null without a limit. */
export function decisionRefusals(standing: Standing & { version: number }, actor: Actor, act: Act & { decision: NominationDecision }, candidate: Candidate, { commended, most }: { commended: number; most: number | null }): Refusal[] {
  if (actor.officeId === null || standing.organiserId !== actor.officeId) return [refuse('NOT_ENTITLED', { zh: '由项目的主办项目办表彰。', en: 'The office that organises the programme commends.' }, { field: 'nominationId', requirement: general })];
  if (actor.personId === standing.personId || actor.personId === standing.byId) return [refuse('NOT_ALLOWED', { zh: '本人的评优和本人的推荐由他人决定。', en: 'Nobody decides upon himself or his own recommendation.' }, { field: 'nominationId', requirement: general })];
  const refusals = [...openRefusals(standing, act), ...reasonRefusals(act.reason, general)];
  if (act.decision === 'DECLINE') return [...endedRefusals(candidate.programmeState), ...refusals];
  refusals.push(...candidateRefusals(candidate, 'nominationId'));
  if (most !== null && commended >= most) refusals.push(refuse('LIMIT_REACHED', { zh: `名额 ${most} 人，已表彰 ${commended} 人。`, en: `${most} can be commended; ${commended} have been.` }, { field: 'nominationId', requirement: general, facts: { most, commended } }));
  return refusals;
}

function openRefusals({ state, version }: { state: NominationState; version: number }, { expectedVersion }: Act): Refusal[] {
  if (state !== 'NOMINATED') return [refuse('NOT_ALLOWED_IN_STATE', { zh: state === 'WITHDRAWN' ? '推荐已撤回。' : '项目办已作出决定。', en: state === 'WITHDRAWN' ? 'The recommendation was taken back.' : 'It has been decided.' }, { field: 'nominationId', requirement: general, facts: { state } })];
  return version === expectedVersion ? [] : [refuse('STALE', { zh: '推荐已有变化，请刷新后再办理。', en: 'The recommendation has changed; read it again.' }, { field: 'expectedVersion', facts: { current: version, yours: expectedVersion } })];
}

function reasonRefusals(reason: string, requirement: string): Refusal[] {
  const length = [...reason.trim()].length;
  if (length === 0) return [refuse('EMPTY', { zh: '请写明理由。', en: 'Say why.' }, { field: 'reason', requirement })];
  return length > reasonMaximum ? [refuse('TOO_LONG', { zh: `理由最多 ${reasonMaximum} 字，现有 ${length} 字。`, en: `At most ${reasonMaximum} characters; there are ${length}.` }, { field: 'reason', requirement, facts: { maximum: reasonMaximum, length } })] : numberFaults(reason, 'reason');
}
