// The life of a resource (资源) as a table of transitions, and which office takes which step: it climbs one library at a time.
import { numberFaults } from '../../kernel/personal-numbers.js';
import { refuse, type Refusal } from '../../kernel/refusals.js';
import { nextState, type StateMachine } from '../../kernel/state-machine.js';

export const resourceStates = { HELD: '在库', RECOMMENDED: '待审', TAKEN_BACK: '已撤回' } as const;
export type ResourceState = keyof typeof resourceStates;

export const resourceActs = { HAND_IN: '入库', RECOMMEND: '推荐', ACCEPT: '采用', RETURN: '退回', TAKE_OUT: '移出本级资源库', WITHDRAW: '撤回', FOLLOW: '随机构调整' } as const;
export type ResourceAct = keyof typeof resourceActs;
/** What somebody decides upon; the first is handing in itself, the last is what a change of the organisation brings about. */
export type ResourceMove = Exclude<ResourceAct, 'HAND_IN' | 'FOLLOW'>;

export const resourceDecisions = { ACCEPT: '采用', RETURN: '退回' } as const;
export type ResourceDecision = keyof typeof resourceDecisions;

export const resourceLife: StateMachine<ResourceState, ResourceMove> = {
  initial: 'HELD',
  final: ['TAKEN_BACK'],
  transitions: {
    // Taken out of a library it is still in the one below, from which it came.
    HELD: { RECOMMEND: 'RECOMMENDED', TAKE_OUT: 'HELD', WITHDRAW: 'TAKEN_BACK' },
    // Accepted it lies in the library above and may be recommended again from there; returned it stays where it was.
    RECOMMENDED: { ACCEPT: 'HELD', RETURN: 'HELD', TAKE_OUT: 'HELD', WITHDRAW: 'TAKEN_BACK' },
    TAKEN_BACK: {},
  },
};

/** Where a resource stands, and who had a part in bringing it there. */
export interface ResourcePlace {
  state: ResourceState;
  version: number;
  /** The office that handed it in. */
  sourceId: number;
  /** The highest office whose library holds it; null of a withdrawn one. */
  libraryId: number | null;
  /** The office before which it waits. */
  waitingId: number | null;
  /** The office directly above the library, whatever level that has; null above the province. */
  aboveId: number | null;
  handedInById: number;
  authorId: number | null;
  recommendedById: number | null;
}

export interface Actor { officeId: number | null; personId: number | null }
export interface Step { reason: string; expectedVersion: number }

/** The office that takes the step; null where there is none. */
export function officeFor(act: ResourceMove, { sourceId, libraryId, waitingId }: ResourcePlace): number | null {
  if (act === 'WITHDRAW') return sourceId;
  return act === 'ACCEPT' || act === 'RETURN' ? waitingId : libraryId;
}

/** Whoever handed it in takes it out of every library; every other office out of its own. */
export function withdrawalBy({ officeId }: Actor, { sourceId }: ResourcePlace): 'WITHDRAW' | 'TAKE_OUT' {
  return officeId === sourceId ? 'WITHDRAW' : 'TAKE_OUT';
}

export const reasonMaximum = 500;
const general = 'JS-13';
const asksReason: ReadonlySet<ResourceMove> = new Set(['RETURN', 'TAKE_OUT', 'WITHDRAW']);

function isOwnWork({ handedInById, authorId, recommendedById }: ResourcePlace, { personId }: Actor): boolean {
  return personId !== null && [handedInById, authorId, recommendedById].includes(personId);
}

/** What speaks against the step, whatever is said with it. */
function placeRefusals(place: ResourcePlace, act: ResourceMove, actor: Actor): Refusal[] {
  if (nextState(resourceLife, place.state, act) === null) return [refuse('NOT_ALLOWED_IN_STATE', { zh: `这份资源现在是“${resourceStates[place.state]}”，不能这样处理。`, en: 'The state of this resource does not allow it.' }, { field: 'resourceId', requirement: general, facts: { state: place.state } })];
  const due = officeFor(act, place);
  if (due === null || due !== actor.officeId) return [refuse('NOT_ENTITLED', { zh: `“${resourceActs[act]}”不由本机构办理。`, en: 'This step is not for your office.' }, { field: 'resourceId', requirement: general })];
  if (act === 'RECOMMEND' && place.aboveId === null) return [refuse('NOT_ALLOWED', { zh: '上面没有资源库可以推荐。', en: 'There is no library above.' }, { field: 'resourceId', requirement: general })];
  if ((act === 'ACCEPT' || act === 'RETURN') && isOwnWork(place, actor)) return [refuse('NOT_ALLOWED', { zh: '本人编写、报送或推荐的资源由他人审核。', en: 'Nobody judges what he wrote, handed in or recommended.' }, { field: 'resourceId', requirement: general })];
  return [];
}

/** Refuses by place first; then a look that is out of date, and a reason that is missing or too long. */
export function stepRefusals(place: ResourcePlace, act: ResourceMove, actor: Actor, { reason, expectedVersion }: Step): Refusal[] {
  const stale = place.version === expectedVersion ? [] : [refuse('STALE', { zh: '资源已有变化，请重新查看后再办理。', en: 'The resource has changed; look at it again.' }, { field: 'expectedVersion', facts: { current: place.version, yours: expectedVersion } })];
  const refusals = placeRefusals(place, act, actor);
  // Of two who act at once the second is told that it has changed, rather than that it may not.
  if (refusals.length > 0) return [...stale, ...refusals];
  return [...stale, ...reasonRefusals(reason, asksReason.has(act))];
}

export function mayTake(place: ResourcePlace, act: ResourceMove, actor: Actor): boolean {
  return placeRefusals(place, act, actor).length === 0;
}

function reasonRefusals(reason: string, isAsked: boolean): Refusal[] {
  const length = [...reason.trim()].length;
  if (length === 0) return isAsked ? [refuse('EMPTY', { zh: '请写明理由。', en: 'Say why.' }, { field: 'reason', requirement: general })] : [];
  return length > reasonMaximum ? [refuse('TOO_LONG', { zh: `理由最多 ${reasonMaximum} 字，现有 ${length} 字。`, en: `At most ${reasonMaximum} characters; there are ${length}.` }, { field: 'reason', requirement: general, facts: { maximum: reasonMaximum, length } })] : numberFaults(reason, 'reason');
}
