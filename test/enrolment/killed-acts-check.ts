// What stands in the database after acts under kills, against what was answered: nothing acknowledged is lost, nothing is there twice, and no seat
// lies free for which somebody waits.
import { keyOf } from '../../server/kernel/ids.js';
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
  /** Class and person of each who came onto the waiting list. */
  listed: string[];
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

/** Seats that lie free while somebody on the waiting list of the school could have them. */
const unpromoted = `select concat_ws(' ', c.class_id, c.person_id) as item from course_choice c join person p on p.id = c.person_id join quota q on q.period_id = c.period_id and q.office_id = p.office_id
  where c.id > $1 and c.listed_at is not null and c.withdrawn_at is null and p.office_id = c.school_id and q.received - q.handed_down - q.used > 0 and not exists (select 1 from enrolment e where e.person_id = c.person_id and e.period_id = c.period_id and e.state = 'ENROLLED')`;
/** The server looks by itself once a minute. */
const promotedWithinMs = 70_000;

async function untilPromoted({ owner }: TestServer, since: Baseline): Promise<string[]> {
  for (const began = performance.now(); ;) {
    const { rows } = await owner.query<{ item: string }>(unpromoted, [since.choice]);
    if (rows.length === 0 || performance.now() - began > promotedWithinMs) return rows.map(({ item }) => `a seat is free, and on the list waits ${item}`);
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
}

export async function killedActsFaults(server: TestServer, heads: HeadsKeeper, since: Baseline, acts: readonly AnsweredAct[]): Promise<string[]> {
  const { owner } = server;
  const read = async (statement: string, values: unknown[]) => (await owner.query<{ item: string }>(statement, values)).rows.map(({ item }) => item);
  const overlooked = await untilPromoted(server, since);
  // Whom the server itself enrolled, from the waiting list: by an event of its own each.
  const promotions = (await owner.query<{ class: string; person: string }>("select subject as class, facts->'learners'->>0 as person from audit_event where id > $1 and action = 'enrolment.enrol' and facts->>'act' = 'promote'", [since.event])).rows.map((one) => `${keyOf('TrainingClass', one.class)} ${keyOf('Person', one.person)}`);
  const listed = new Set(acts.flatMap((act) => act.listed));
  const promoted = "select enrolment_id from quota_entry where id > $2 and kind = 'USED' and reason = '候补递补'";
  const done = acts.filter(({ isDone }) => isDone);
  const compare = (what: string, answered: readonly string[], stored: readonly string[]) => setFaults(counted(answered), [], counted(stored)).map((fault) => `${what}: ${fault}`);
  const moves = done.filter(({ kind }) => kind === 'sheet' || kind === 'idle');
  const actions: Record<ActKind, string> = { choose: 'enrolment.choose', enrol: 'enrolment.enrol', withdraw: 'enrolment.withdraw', substitute: 'enrolment.withdraw', sheet: 'quotas.handDown', idle: 'quotas.handDown' };
  const faults = [
    ...compare('enrolment', done.flatMap(({ enrolled }) => enrolled.map(String)), await read(`select id::text as item from enrolment where id > $1 and id not in (${promoted})`, [since.enrolment, since.entry])),
    ...compare('promotion', promotions, await read(`select concat_ws(' ', class_id, person_id) as item from enrolment where id > $1 and id in (${promoted})`, [since.enrolment, since.entry])),
    ...promotions.filter((one) => !listed.has(one)).map((one) => `promoted, and never on the list: ${one}`),
    ...overlooked,
    ...compare('seat taken', done.flatMap(({ enrolled }) => enrolled.map(String)), await read("select enrolment_id::text as item from quota_entry where id > $1 and kind = 'USED' and reason is distinct from '候补递补'", [since.entry])),
    ...compare('withdrawal', done.flatMap(({ gone, reason }) => (gone === null ? [] : [`${gone} ${reason}`])), await read("select concat_ws(' ', id, withdrawn_reason) as item from enrolment where state = 'WITHDRAWN' and withdrawn_reason like '第%次办理。'", [])),
    ...compare('seat given back', done.flatMap(({ gone, reason }) => (gone === null ? [] : [`${gone} ${reason}`])), await read("select concat_ws(' ', enrolment_id, reason) as item from quota_entry where id > $1 and kind = 'RETURNED'", [since.entry])),
    ...compare('choice', done.flatMap(({ chose }) => (chose === null ? [] : [chose])), await read("select concat_ws(' ', class_id, person_id) as item from course_choice where id > $1", [since.choice])),
    ...compare('seats moved', moves.flatMap(({ reason, handedDown, takenBack }) => (handedDown + takenBack > 0 ? [`${reason} ${handedDown} down ${takenBack} back`] : [])),
      await read(`with top as (select e.*, min(length(o.path)) over (partition by e.reason) as first, length(o.path) as own from quota_entry e join office o on o.id = e.above_id where e.id > $1 and e.reason like '第%次办理。')
        select concat(reason, ' ', coalesce(sum(seats) filter (where kind = 'HANDED_DOWN'), 0), ' down ', coalesce(sum(seats) filter (where kind = 'TAKEN_BACK'), 0), ' back') as item from top where own = first group by reason`, [since.entry])),
    ...compare('audited', done.filter(({ kind, enrolled, listed: toList }) => kind !== 'enrol' || enrolled.length + toList.length > 0).map(({ kind }) => actions[kind]), await read("select action as item from audit_event where id > $1 and action in ('enrolment.choose', 'enrolment.enrol', 'enrolment.withdraw', 'quotas.handDown') and facts->>'act' is distinct from 'promote'", [since.event])),
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
