// Files of many persons' data need a second pair of eyes (reliability T2): what is asked, who decides, and how long a decision holds.
import { numberFaults } from '../../kernel/personal-numbers.js';
import { refuse, type Refusal } from '../../kernel/refusals.js';

export const exportRequestStates = ['WAITING', 'APPROVED', 'REFUSED', 'FETCHED'] as const;
export type ExportRequestState = (typeof exportRequestStates)[number];
/** As it is shown: a request that was not decided in time, or whose file was not fetched in time, has run out. */
export type ShownState = ExportRequestState | 'EXPIRED';

const hour = 3_600_000;
/** A request waits for a week; an approved file may be fetched for a day, once. */
export const waitingMs = 7 * 24 * hour;
export const fetchableMs = 24 * hour;

const reasonMinimum = 4;
const reasonMaximum = 200;
const parametersMaximum = 10;
const valueMaximum = 100;

export interface StandingRequest { state: ExportRequestState; expiresAt: Date; requestedById: number; version: number }

export function shownState(state: ExportRequestState, expiresAt: Date, now: Date): ShownState {
  return (state === 'WAITING' || state === 'APPROVED') && expiresAt <= now ? 'EXPIRED' : state;
}

/** Whether somebody may decide about a request that is in sight: another administrator, of the same office or of one above, while it waits. */
export function mayDecide(request: Pick<StandingRequest, 'state' | 'expiresAt' | 'requestedById'>, personId: number | null, now: Date): boolean {
  return personId !== null && request.requestedById !== personId && shownState(request.state, request.expiresAt, now) === 'WAITING';
}

export function requestRefusals(reason: string, parameters: readonly { name: string; value: string }[], rows: number, limit: number): Refusal[] {
  const refusals = reasonRefusals(reason, reasonMinimum);
  if (parameters.length > parametersMaximum || parameters.some(({ name, value }) => name.length > valueMaximum || [...value].length > valueMaximum)) refusals.push(refuse('TOO_LONG', { zh: '筛选条件太长。', en: 'The filter is too long.' }, { field: 'parameters', facts: { maximum: valueMaximum } }));
  // They are kept for whoever decides, and shown there.
  for (const { value } of parameters) refusals.push(...numberFaults(value, 'parameters'));
  if (rows <= limit) refusals.push(refuse('NOTHING_TO_CHANGE', { zh: `共 ${rows} 行，不超过 ${limit} 行，可以直接导出。`, en: `${rows} rows: up to ${limit} need no approval.` }, { field: 'parameters', facts: { rows, limit } }));
  return refusals;
}

/** `personId` decides. Nobody approves the own request, whatever posts they hold. */
export function decisionRefusals(request: StandingRequest, decision: { personId: number | null; isApproved: boolean; reason: string | null; expectedVersion: number }, now: Date): Refusal[] {
  if (decision.personId === null || request.requestedById === decision.personId) return [refuse('NOT_ALLOWED', { zh: '不能批准自己的申请，须由同级或上级的另一位管理员办理。', en: 'Nobody decides about the own request: another administrator of the same office or of one above does.' }, { field: 'requestId' })];
  const state = shownState(request.state, request.expiresAt, now);
  if (state !== 'WAITING') return [refuse('NOT_ALLOWED_IN_STATE', state === 'EXPIRED' ? { zh: '申请已过期，请申请人重新提出。', en: 'The request has run out; it has to be made anew.' } : { zh: '这份申请已经处理过了。', en: 'This request was decided already.' }, { field: 'requestId', facts: { state } })];
  if (request.version !== decision.expectedVersion) return [refuse('STALE', { zh: '申请刚被他人处理，请刷新后再看。', en: 'The request has just changed; read it again.' }, { field: 'expectedVersion', facts: { current: request.version, yours: decision.expectedVersion } })];
  // A refusal that gives no reason helps nobody; an approval speaks for itself.
  return reasonRefusals(decision.reason ?? '', decision.isApproved ? 0 : reasonMinimum);
}

function reasonRefusals(reason: string, minimum: number): Refusal[] {
  const length = [...reason.trim()].length;
  if (length < minimum) return [refuse('INCOMPLETE', { zh: `请写明理由，至少 ${minimum} 个字。`, en: `Give a reason of at least ${minimum} characters.` }, { field: 'reason', facts: { minimum } })];
  if (length > reasonMaximum) return [refuse('TOO_LONG', { zh: `理由最多 ${reasonMaximum} 个字。`, en: `A reason has at most ${reasonMaximum} characters.` }, { field: 'reason', facts: { maximum: reasonMaximum } })];
  return numberFaults(reason, 'reason');
}
