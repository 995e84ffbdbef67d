// The life of a programme (项目): drafted by an office, approved by its steering group, published, running, assessed, archived.
import { refuse, type Bilingual, type Refusal } from '../../kernel/refusals.js';
import { nextState, type StateMachine } from '../../kernel/state-machine.js';

export const programmeStates = ['DRAFT', 'IN_REVIEW', 'RETURNED', 'APPROVED', 'PUBLISHED', 'RUNNING', 'ASSESSED', 'ARCHIVED', 'CANCELLED'] as const;
export type ProgrammeState = (typeof programmeStates)[number];

export const programmeActs = ['SUBMIT', 'RECALL', 'APPROVE', 'RETURN', 'PUBLISH', 'START', 'ASSESS', 'ARCHIVE', 'CANCEL'] as const;
export type ProgrammeAct = (typeof programmeActs)[number];

export const programmeLife: StateMachine<ProgrammeState, ProgrammeAct> = {
  initial: 'DRAFT',
  final: ['ARCHIVED', 'CANCELLED'],
  transitions: {
    DRAFT: { SUBMIT: 'IN_REVIEW', CANCEL: 'CANCELLED' },
    IN_REVIEW: { RECALL: 'DRAFT', APPROVE: 'APPROVED', RETURN: 'RETURNED' },
    RETURNED: { SUBMIT: 'IN_REVIEW', CANCEL: 'CANCELLED' },
    // Who wants to change an approved plan takes it back, and has it approved anew.
    APPROVED: { PUBLISH: 'PUBLISHED', RECALL: 'DRAFT', CANCEL: 'CANCELLED' },
    PUBLISHED: { START: 'RUNNING' },
    RUNNING: { ASSESS: 'ASSESSED' },
    ASSESSED: { ARCHIVE: 'ARCHIVED' },
    ARCHIVED: {},
    CANCELLED: {},
  },
};

/** The states that everybody sees; before, a programme is its office's and its steering group's (JS-09). */
export const publicStates: readonly ProgrammeState[] = ['PUBLISHED', 'RUNNING', 'ASSESSED', 'ARCHIVED'];

/** The acts of the steering group; all others are the organising office's. */
export const steeringActs: readonly ProgrammeAct[] = ['APPROVE', 'RETURN'];

const reasoned: Partial<Record<ProgrammeAct, Bilingual>> = {
  RETURN: { zh: '请写明退回修改的意见。', en: 'Say what has to be changed.' },
  CANCEL: { zh: '请写明不再举办的原因。', en: 'Say why it is given up.' },
  ASSESS: { zh: '请填写总结评估的结论。', en: 'Give the conclusion of the assessment.' },
};

export const reasonMaximum = 2_000;

export const stateWords: Readonly<Record<ProgrammeState, Bilingual>> = {
  DRAFT: { zh: '起草中', en: 'draft' }, IN_REVIEW: { zh: '待审批', en: 'in review' }, RETURNED: { zh: '退回修改', en: 'returned' }, APPROVED: { zh: '已批准', en: 'approved' }, PUBLISHED: { zh: '已发布', en: 'published' },
  RUNNING: { zh: '实施中', en: 'running' }, ASSESSED: { zh: '已评估', en: 'assessed' }, ARCHIVED: { zh: '已归档', en: 'archived' }, CANCELLED: { zh: '已取消', en: 'cancelled' },
};

/** What an act asks of a programme beside its state. */
export interface LifeFacts {
  hasNeeds: boolean;
  hasPlan: boolean;
  hasNotice: boolean;
  /** Members of the office's steering group who could approve: people of the system, and not of the office's own administration. */
  approvers: number;
  hasRuleInForce: boolean;
  contacts: number;
}

/** Where an act leads, or why it does not; `reason` is what was written with it. */
export function movedBy(state: ProgrammeState, act: ProgrammeAct, facts: LifeFacts, reason: string): { to: ProgrammeState } | { refusals: Refusal[] } {
  const to = nextState(programmeLife, state, act);
  if (to === null) return { refusals: [stateRefusal(state)] };
  const refusals = [...reasonRefusals(act, reason), ...missing(act, facts)];
  return refusals.length > 0 ? { refusals } : { to };
}

export function stateRefusal(state: ProgrammeState): Refusal {
  return refuse('NOT_ALLOWED_IN_STATE', { zh: `项目${stateWords[state].zh}，不能这样做。`, en: `The programme is ${stateWords[state].en}; this cannot be done.` }, { requirement: 'JS-09', facts: { state } });
}

/** People take part in what is published or runs; an archived programme is only read. */
export function takingPartRefusals(state: ProgrammeState): Refusal[] {
  return state === 'PUBLISHED' || state === 'RUNNING' || state === 'ASSESSED' ? [] : [stateRefusal(state)];
}

/** From here on it is only read; but for an appeal inside its window, and its answer. */
export const endedStates: readonly ProgrammeState[] = ['ARCHIVED', 'CANCELLED'];

/** What has ended takes no new rules, no new courses, and nothing of what learners and tutors do. */
export function endedRefusals(state: ProgrammeState): Refusal[] {
  return endedStates.includes(state) ? [stateRefusal(state)] : [];
}

function reasonRefusals(act: ProgrammeAct, reason: string): Refusal[] {
  const asked = reasoned[act];
  const length = [...reason.trim()].length;
  if (length === 0) return asked === undefined ? [] : [refuse('EMPTY', asked, { field: 'reason' })];
  return length > reasonMaximum ? [refuse('TOO_LONG', { zh: `最多 ${reasonMaximum} 字，现有 ${length} 字。`, en: `At most ${reasonMaximum} characters; there are ${length}.` }, { field: 'reason', facts: { maximum: reasonMaximum, length } })] : [];
}

function missing(act: ProgrammeAct, facts: LifeFacts): Refusal[] {
  const lacks = (requirement: string, field: string, zh: string, en: string): Refusal => refuse('INCOMPLETE', { zh, en }, { field, requirement });
  if (act === 'SUBMIT') {
    return [
      ...(facts.hasNeeds ? [] : [lacks('JS-10', 'needs', '请先写需求分析。', 'Write the needs analysis first.')]),
      ...(facts.hasPlan ? [] : [lacks('JS-09', 'plan', '请先写培训方案。', 'Write the plan first.')]),
      ...(facts.approvers > 0 ? [] : [lacks('JS-09', 'steeringGroup', '本级领导小组中没有能登录审批的成员，请先任命一位系统内人员（本级管理员不能审批）。', 'Nobody in the steering group can sign in to approve; appoint a person of the system (the office’s administrators cannot approve).')]),
    ];
  }
  if (act === 'PUBLISH') {
    return [
      ...(facts.hasNotice ? [] : [lacks('JS-10', 'notice', '请先写通知。', 'Write the notice first.')]),
      ...(facts.contacts > 0 ? [] : [lacks('JS-10', 'contacts', '请先选定联系人。', 'Name a contact first.')]),
      ...(facts.hasRuleInForce ? [] : [lacks('JS-10', 'rules', '项目要求还没有生效的版本，不能发布。', 'No version of the programme’s rules is in force.')]),
    ];
  }
  return [];
}
