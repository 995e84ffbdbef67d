// What stands in the database after acts under kills, against what was answered: nothing acknowledged is lost, nothing is there twice.
import { setFaults } from '../assignments/history.js';
import { reconcile } from '../../server/reconcile.js';
import { vaultOf } from '../../server/installation.js';
import type { HeadsKeeper } from '../../server/platform/audit/heads-file.js';
import { verifyTrail } from '../../server/platform/audit/verify.js';
import { testFieldKey } from '../support/test-profile.js';
import type { TestServer } from '../support/test-server.js';

export type ActKind = 'choose' | 'enrol' | 'withdraw' | 'substitute' | 'sheet' | 'idle';

/** An act that was answered in the end. */
export interface AnsweredAct {
  kind: ActKind;
  key: string;
  isDone: boolean;
  /** Says which act it was where a reason is kept. */
  reason: string;
  enrolled: number[];
  gone: number | null;
  /** Class and person of a choice. */
  chose: string | null;
  handedDown: number;
  takenBack: number;
}

export interface Baseline { enrolment: number; entry: number; choice: number; event: number; differences: Set<string> }

export async function baselineOf({ owner }: TestServer): Promise<Baseline> {
  const { rows: [row] } = await owner.query<{ enrolment: string; entry: string; choice: string; event: string }>('select (select coalesce(max(id), 0) from enrolment) as enrolment, (select coalesce(max(id), 0) from quota_entry) as entry, (select coalesce(max(id), 0) from course_choice) as choice, (select coalesce(max(id), 0) from audit_event) as event');
  return { enrolment: Number(row?.enrolment), entry: Number(row?.entry), choice: Number(row?.choice), event: Number(row?.event), differences: new Set((await reconcile(owner)).map(({ what, key }) => `${what} ${key}`)) };
}

/** Each item with how manieth it is, so that one that stands twice is another one. */
function counted(items: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return items.map((item) => { seen.set(item, (seen.get(item) ?? 0) + 1); return `${item} #${seen.get(item)}`; });
}

export async function killedActsFaults(server: TestServer, heads: HeadsKeeper, since: Baseline, acts: readonly AnsweredAct[]): Promise<string[]> {
  const { owner } = server;
  const read = async (statement: string, values: unknown[]) => (await owner.query<{ item: string }>(statement, values)).rows.map(({ item }) => item);
  const done = acts.filter(({ isDone }) => isDone);
  const compare = (what: string, answered: readonly string[], stored: readonly string[]) => setFaults(counted(answered), [], counted(stored)).map((fault) => `${what}: ${fault}`);
  const moves = done.filter(({ kind }) => kind === 'sheet' || kind === 'idle');
  const actions: Record<ActKind, string> = { choose: 'enrolment.choose', enrol: 'enrolment.enrol', withdraw: 'enrolment.withdraw', substitute: 'enrolment.withdraw', sheet: 'quotas.handDown', idle: 'quotas.handDown' };
  const faults = [
    ...compare('enrolment', done.flatMap(({ enrolled }) => enrolled.map(String)), await read('select id::text as item from enrolment where id > $1', [since.enrolment])),
    ...compare('seat taken', done.flatMap(({ enrolled }) => enrolled.map(String)), await read("select enrolment_id::text as item from quota_entry where id > $1 and kind = 'USED'", [since.entry])),
    ...compare('withdrawal', done.flatMap(({ gone, reason }) => (gone === null ? [] : [`${gone} ${reason}`])), await read("select concat_ws(' ', id, withdrawn_reason) as item from enrolment where state = 'WITHDRAWN' and withdrawn_reason like '第%次办理。'", [])),
    ...compare('seat given back', done.flatMap(({ gone, reason }) => (gone === null ? [] : [`${gone} ${reason}`])), await read("select concat_ws(' ', enrolment_id, reason) as item from quota_entry where id > $1 and kind = 'RETURNED'", [since.entry])),
    ...compare('choice', done.flatMap(({ chose }) => (chose === null ? [] : [chose])), await read("select concat_ws(' ', class_id, person_id) as item from course_choice where id > $1", [since.choice])),
    ...compare('seats moved', moves.flatMap(({ reason, handedDown, takenBack }) => (handedDown + takenBack > 0 ? [`${reason} ${handedDown} down ${takenBack} back`] : [])),
      await read(`with top as (select e.*, min(length(o.path)) over (partition by e.reason) as first, length(o.path) as own from quota_entry e join office o on o.id = e.above_id where e.id > $1 and e.reason like '第%次办理。')
        select concat(reason, ' ', coalesce(sum(seats) filter (where kind = 'HANDED_DOWN'), 0), ' down ', coalesce(sum(seats) filter (where kind = 'TAKEN_BACK'), 0), ' back') as item from top where own = first group by reason`, [since.entry])),
    ...compare('audited', done.filter(({ kind, enrolled }) => kind !== 'enrol' || enrolled.length > 0).map(({ kind }) => actions[kind]), await read("select action as item from audit_event where id > $1 and action in ('enrolment.choose', 'enrolment.enrol', 'enrolment.withdraw', 'quotas.handDown')", [since.event])),
    ...compare('key', done.map(({ key }) => key), await read('select key as item from idempotency_key where key = any ($1)', [acts.map(({ key }) => key)])),
    ...(await reconcile(owner)).filter(({ what, key }) => !since.differences.has(`${what} ${key}`)).map((one) => `reconcile: ${JSON.stringify(one)}`),
  ];
  await server.app.auditSealer.seal();
  const trail = await verifyTrail(owner, vaultOf(testFieldKey), await heads.read(), (fault) => faults.push(`audit trail: ${JSON.stringify(fault)}`));
  if (trail.faults > 0) faults.push(`the audit trail has ${trail.faults} faults`);
  const { rows: [open] } = await owner.query<{ n: number }>("select count(*)::int as n from pg_stat_activity where datname = current_database() and state like 'idle in transaction%' and state_change < now() - interval '5 seconds'");
  if (open?.n !== 0) faults.push(`${open?.n} transactions were left open`);
  return faults;
}
