// How people act on quotas in the tests.
import { globalId } from '../../server/kernel/ids.js';
import type { Actor, TestServer } from '../support/test-server.js';

export const programmeId = globalId('Programme', 1);
export const period = (number: number) => globalId('Period', number);
export const office = (key: number) => globalId('Office', key);

export interface Refused { code: string; field: string | null; requirement: string | null; message: string; facts: { name: string; value: string }[] }
export interface Answer { moved: { handedDown: number; takenBack: number; cells: number } | null; refusals: Refused[] }
export interface Cell { periodId: string; number: number; stated: number | null; received: number; handedDown: number; used: number; free: number; usedBelow: number; version: number }
export interface SheetAccount { office: { id: string; name: string; code: string }; teachers: number; isAddressed: boolean; viewerCanState: boolean; viewerCanConfirm: boolean; viewerCanHandDown: boolean; cells: Cell[] }

const account = 'office { id name code } teachers isAddressed viewerCanState viewerCanConfirm viewerCanHandDown cells { periodId number stated received handedDown used free usedBelow version }';
const answer = 'moved { handedDown takenBack cells } refusals { code field requirement message facts { name value } }';

export async function accountOf(actor: Actor, officeId: string | null): Promise<SheetAccount> {
  return (await actor.sees(`query ($programmeId: ID!, $officeId: ID) { quotaAccount(programmeId: $programmeId, officeId: $officeId) { ${account} } }`, { programmeId, officeId })).quotaAccount;
}

export async function childrenOf(actor: Actor, officeId: string | null): Promise<SheetAccount[]> {
  return (await actor.sees(`query ($programmeId: ID!, $officeId: ID) { childQuotas(programmeId: $programmeId, officeId: $officeId, first: 100) { nodes { ${account} } } }`, { programmeId, officeId })).childQuotas.nodes;
}

export function cellIn({ cells }: Pick<SheetAccount, 'cells'>, number: number): Cell {
  const found = cells.find((cell) => cell.number === number);
  if (!found) throw new Error(`no cell of period ${number}`);
  return found;
}

export interface WantedCell { officeId: string; periodId: string; seats: number; expectedVersion: number }

async function act(actor: Actor, mutation: string, input: object): Promise<Answer> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
  return (await actor.sees(`mutation ($input: ${type}) { ${mutation}(input: $input) { ${answer} } }`, { input: { programmeId, ...input } }))[mutation];
}

export const saveSheet = (actor: Actor, officeId: string, cells: readonly WantedCell[], more: { reason?: string; idempotencyKey?: string } = {}) => act(actor, 'saveQuotaSheet', { officeId, cells, reason: '按学校选课情况调整。', ...more });
export const confirm = (actor: Actor, officeId: string, cells: readonly WantedCell[]) => act(actor, 'confirmQuotas', { officeId, cells, reason: '按申报核定。' });
export const state = (actor: Actor, officeId: string, cells: readonly Omit<WantedCell, 'officeId'>[]) => act(actor, 'stateQuotas', { officeId, cells });
export const takeBackIdle = (actor: Actor, officeId: string, periods: readonly { periodId: string; expectedSeats: number }[]) => act(actor, 'takeBackIdleQuotas', { officeId, periods, reason: '报名即将截止，统筹使用。' });

export const codesOf = ({ refusals }: Pick<Answer, 'refusals'>) => refusals.map(({ code }) => code);
export const factsOf = ({ refusals }: Pick<Answer, 'refusals'>, place: number) => Object.fromEntries((refusals[place]?.facts ?? []).map(({ name, value }) => [name, value]));

export interface Movement { kind: string; seats: number; reason: string | null; byName: string; at: string; office: { name: string }; above: { name: string } | null; period: { number: number } }

export async function movementsOf(actor: Actor, officeId: string, more: { side?: 'OF_OFFICE' | 'TO_CHILDREN'; periodId?: string } = {}): Promise<Movement[]> {
  return (await actor.sees('query ($officeId: ID!, $side: QuotaMovementSide, $periodId: ID) { quotaMovements(officeId: $officeId, side: $side, periodId: $periodId, first: 100) { totalCount nodes { kind seats reason byName at office { name } above { name } period { number } } } }', { officeId, ...more })).quotaMovements.nodes;
}

/** Keys of offices by their codes. */
export async function officeKey({ owner }: TestServer, code: string): Promise<number> {
  const { rows } = await owner.query<{ id: string }>('select id from office where code = $1', [code]);
  return Number(rows[0]?.id);
}

/** What differs when the ledger is counted anew, and the tree with it. */
export { reconcileOnly } from '../../server/reconcile.js';
