// Schools, their teachers, counties and a city that choose, enrol, withdraw, swap and move seats while the server is killed and started
// again under them. Each act has a key, and is sent again under it until it is answered: in the end every act has an answer, and what
// stands in the database is what was answered, once each.
import { randomUUID } from 'node:crypto';
import { globalId, keyOf } from '../../server/kernel/ids.js';
import { office, period, programmeId } from '../quotas/quota-acts.js';
import { Actor, type Answer, type TestServer } from '../support/test-server.js';
import { classKey, classOf, hire } from './choosing-acts.js';
import type { ActKind, AnsweredAct } from './killed-acts-check.js';
import { administratorsOf, schoolsOf, type School } from './rush-scene.js';

export interface KilledRun {
  server: TestServer;
  /** Where the killed server listens. */
  origin: string;
  cityCode: string;
  counties: number;
  schoolsEach: number;
  teachersEach: number;
  clients: number;
  operations: number;
  kills: number;
  /** Ends the server in the middle of whatever it is at, and starts it again. */
  kill(): Promise<void>;
  below: (limit: number) => number;
  tell(text: string): void;
}
export interface KilledReport { faults: string[]; acts: AnsweredAct[]; kills: number; askedAgain: number; /** Done before a kill took the answer. */ answeredFromKey: number; refused: Record<string, number> }

interface Person { id: string; actor: Actor }
type Standing = { kind: 'chosen'; classId: string; personId: string } | { kind: 'enrolled'; classId: string; personId: string; enrolmentId: string };
interface Place { school: School; administrator: Actor; teachers: Person[]; /** By period. */ standing: Map<number, Map<string, Standing>> }

const periods = [7, 8, 9];
const coursesUsed = 3;
const retryMs = 60;
const triesAtMost = 1_000;
/** What rivals may be told; anything else is a fault. */
const expected = new Set(['ALREADY_EXISTS', 'ALREADY_ENROLLED', 'NOT_IN_TURN', 'NOT_ELIGIBLE', 'QUOTA_EXHAUSTED', 'NOT_ALLOWED_IN_STATE', 'STALE', 'IN_USE', 'NOTHING_TO_CHANGE']);

const refusals = 'refusals { code }';
const documents: Record<ActKind, { name: string; text: string }> = {
  choose: { name: 'chooseClass', text: `mutation ($input: ChooseClassInput!) { chooseClass(input: $input) { chosenAt ${refusals} } }` },
  enrol: { name: 'enrolLearners', text: `mutation ($input: EnrolLearnersInput!) { enrolLearners(input: $input) { outcomes { personId enrolmentId isListed ${refusals} } ${refusals} } }` },
  withdraw: { name: 'withdrawEnrolment', text: `mutation ($input: WithdrawEnrolmentInput!) { withdrawEnrolment(input: $input) { withdrawn { id } ${refusals} } }` },
  substitute: { name: 'substituteLearner', text: `mutation ($input: SubstituteLearnerInput!) { substituteLearner(input: $input) { withdrawn { id } enrolment { id } ${refusals} } }` },
  sheet: { name: 'saveQuotaSheet', text: `mutation ($input: SaveQuotaSheetInput!) { saveQuotaSheet(input: $input) { moved { handedDown takenBack cells } ${refusals} } }` },
  idle: { name: 'takeBackIdleQuotas', text: `mutation ($input: TakeBackIdleQuotasInput!) { takeBackIdleQuotas(input: $input) { moved { handedDown takenBack cells } ${refusals} } }` },
};

interface Payload { outcomes?: { personId: string; enrolmentId: string | null; isListed: boolean; refusals: { code: string }[] }[]; enrolment?: { id: string } | null; moved?: { handedDown: number; takenBack: number } | null; refusals: { code: string }[] }

export async function actUnderKills(run: KilledRun): Promise<KilledReport> {
  const { server, below } = run;
  const report: KilledReport = { faults: [], acts: [], kills: 0, askedAgain: 0, answeredFromKey: 0, refused: {} };
  const there = (actor: Actor): Actor => new Actor(run.origin, actor.credentials);
  const schools = await schoolsOf(server, run.cityCode, run.counties, run.schoolsEach);
  const places: Place[] = [];
  for (const school of schools) {
    const [administrator] = (await administratorsOf(server, school.id, 1)) as [Actor];
    const teachers = await hire(server, school.id, run.teachersEach);
    places.push({ school, administrator: there(administrator), teachers: teachers.map(({ id, actor }) => ({ id, actor: there(actor) })), standing: new Map(periods.map((one) => [one, new Map<string, Standing>()])) });
  }
  const counties = new Map<number, Actor>();
  for (const id of new Set(schools.map(({ countyId }) => countyId))) counties.set(id, there((await administratorsOf(server, id, 1))[0] as Actor));
  const cityId = schools[0]?.cityId ?? 0;
  const city = there((await administratorsOf(server, cityId, 1))[0] as Actor);
  const classes = new Map<number, string[]>();
  for (const one of periods) classes.set(one, await Promise.all(Array.from({ length: coursesUsed }, async (_, course) => classOf(await classKey(server, course + 1, one)))));

  let killing: Promise<void> | null = null;
  const points = Array.from({ length: run.kills }, () => 1 + below(Math.max(1, run.operations - 1))).sort((a, b) => a - b);
  const maybeKill = (): void => {
    if (killing !== null || report.acts.length < (points[report.kills] ?? Infinity)) return;
    killing = (async () => {
      await pause(below(40));
      await run.kill();
      report.kills += 1;
      killing = null;
      run.tell(`killed ${report.kills} times, ${report.acts.length} acts answered`);
    })();
  };

  /** Sends until there is an answer, always under the same key. */
  const ask = async (actor: Actor, kind: ActKind, input: Record<string, unknown>, key: string): Promise<Payload | null> => {
    const { name, text } = documents[kind];
    for (let tries = 0; tries < triesAtMost; tries += 1) {
      const killsBefore = report.kills;
      const answer: Answer<Record<string, Payload>> | null = await actor.ask<Record<string, Payload>>(text, { input: { ...input, idempotencyKey: key } }).catch(() => null);
      if (answer !== null && answer.errors.length === 0) return answer.data[name] ?? null;
      if (answer !== null && (answer.errors[0]?.extensions['code'] !== 'SERVICE_UNAVAILABLE' || (killing === null && report.kills === killsBefore))) {
        report.faults.push(`${name} was answered ${answer.text.slice(0, 300)}`);
        return null;
      }
      report.askedAgain += 1;
      await pause(retryMs);
      if (tries === 0 && (await server.owner.query('select 1 from idempotency_key where key = $1', [key])).rowCount === 1) report.answeredFromKey += 1;
    }
    report.faults.push(`${name} got no answer`);
    return null;
  };

  const act = async (kind: ActKind, by: Actor, input: Record<string, unknown>, { reason = '', chose = null }: { reason?: string; chose?: string | null }): Promise<Payload | null> => {
    const key = randomUUID();
    const payload = await ask(by, kind, input, key);
    if (payload === null) return null;
    const codes = [...payload.refusals, ...(payload.outcomes ?? []).flatMap((outcome) => outcome.refusals)].map(({ code }) => code);
    for (const code of codes) {
      report.refused[code] = (report.refused[code] ?? 0) + 1;
      if (!expected.has(code)) report.faults.push(`${kind} was refused with ${code}`);
    }
    const listed = (payload.outcomes ?? []).flatMap(({ personId, isListed }) => (isListed ? [`${keyOf('TrainingClass', String(input['classId']))} ${keyOf('Person', personId)}`] : []));
    const enrolled = (payload.outcomes ?? []).flatMap(({ enrolmentId }) => (enrolmentId === null ? [] : [keyOf('Enrolment', enrolmentId) ?? 0]));
    report.acts.push({ kind, key, isDone: payload.refusals.length === 0, reason, enrolled: payload.enrolment ? [keyOf('Enrolment', payload.enrolment.id) ?? 0] : enrolled, listed, gone: kind === 'withdraw' || kind === 'substitute' ? keyOf('Enrolment', String(input['enrolmentId'])) : null, chose, handedDown: payload.moved?.handedDown ?? 0, takenBack: payload.moved?.takenBack ?? 0 });
    maybeKill();
    return payload;
  };

  const anyOf = <T>(items: readonly T[]): T | undefined => items[below(items.length)];
  const steps: Record<ActKind, (place: Place, number: number, reason: string) => Promise<unknown>> = {
    choose: async ({ teachers, standing }, number) => {
      const there = standing.get(number) as Map<string, Standing>;
      const free = teachers.filter(({ id }) => !there.has(id));
      const teacher = anyOf(free.length > 0 && below(10) > 0 ? free : teachers) as Person;
      const classId = anyOf(classes.get(number) ?? []) ?? '';
      const payload = await act('choose', teacher.actor, { classId }, { chose: `${keyOf('TrainingClass', classId)} ${keyOf('Person', teacher.id)}` });
      if (payload?.refusals.length === 0 && !there.has(teacher.id)) there.set(teacher.id, { kind: 'chosen', classId, personId: teacher.id });
    },
    enrol: async ({ administrator, standing }, number) => {
      const there = standing.get(number) as Map<string, Standing>;
      const classId = anyOf(classes.get(number) ?? []) ?? '';
      const waiting = [...there.values()].filter((one) => one.kind === 'chosen' && one.classId === classId).slice(0, 1 + below(4));
      if (waiting.length === 0) return;
      const payload = await act('enrol', administrator, { classId, personIds: waiting.map(({ personId }) => personId) }, {});
      for (const { personId, enrolmentId, refusals: [refusal] } of payload?.outcomes ?? []) {
        if (enrolmentId !== null) there.set(personId, { kind: 'enrolled', classId, personId, enrolmentId });
        if (refusal?.code !== 'ALREADY_ENROLLED') continue;
        // Promoted from the waiting list meanwhile: from now on she is withdrawn and substituted like the others.
        const { rows: [held] } = await server.owner.query<{ id: string; class: string }>("select id, class_id as class from enrolment where person_id = $1 and period_id = $2 and state = 'ENROLLED'", [keyOf('Person', personId), number]);
        if (held) there.set(personId, { kind: 'enrolled', classId: classOf(Number(held.class)), personId, enrolmentId: globalId('Enrolment', held.id) });
      }
    },
    withdraw: async ({ administrator, standing }, number, reason) => {
      const there = standing.get(number) as Map<string, Standing>;
      const one = anyOf([...there.values()].filter(({ kind }) => kind === 'enrolled'));
      if (one?.kind !== 'enrolled') return;
      const payload = await act('withdraw', administrator, { enrolmentId: one.enrolmentId, expectedVersion: 1, reason }, { reason });
      if (payload?.refusals.length === 0) there.delete(one.personId);
    },
    substitute: async ({ administrator, standing, teachers }, number, reason) => {
      const there = standing.get(number) as Map<string, Standing>;
      const one = anyOf([...there.values()].filter(({ kind }) => kind === 'enrolled'));
      const comes = anyOf(teachers.filter(({ id }) => there.get(id)?.kind !== 'enrolled'));
      if (one?.kind !== 'enrolled' || !comes) return;
      const payload = await act('substitute', administrator, { enrolmentId: one.enrolmentId, personId: comes.id, expectedVersion: 1, reason }, { reason });
      if (!payload?.enrolment) return;
      there.delete(one.personId);
      there.set(comes.id, { kind: 'enrolled', classId: one.classId, personId: comes.id, enrolmentId: payload.enrolment.id });
    },
    sheet: async ({ school }, number, reason) => {
      const isOfCity = below(4) === 0;
      const [aboveId, by] = isOfCity ? [cityId, city] : [school.countyId, counties.get(school.countyId) as Actor];
      const children = isOfCity ? [school.countyId] : schools.filter(({ countyId }) => countyId === school.countyId).map(({ id }) => id).slice(0, 1 + below(3));
      const { rows } = await server.owner.query<{ id: string; received: number; version: number }>('select o.id, coalesce(q.received, 0) as received, coalesce(q.version, 0) as version from office o left join quota q on q.office_id = o.id and q.period_id = $2 where o.id = any ($1::bigint[]) order by o.id', [children, number]);
      const cells = rows.map(({ id, received, version }) => ({ officeId: office(Number(id)), periodId: period(number), seats: Math.max(0, received + below(6) - 2), expectedVersion: version }));
      await act('sheet', by, { programmeId, officeId: office(aboveId), cells, reason }, { reason });
    },
    idle: async ({ school }, number, reason) => {
      const { rows: [idle] } = await server.owner.query<{ seats: number }>("select coalesce(sum(q.received - q.handed_down - q.used), 0)::int as seats from quota q join office o on o.id = q.office_id where q.period_id = $1 and o.path like (select path from office where id = $2) || '_%'", [number, school.countyId]);
      await act('idle', counties.get(school.countyId) as Actor, { programmeId, officeId: office(school.countyId), periods: [{ periodId: period(number), expectedSeats: idle?.seats ?? 0 }], reason }, { reason });
    },
  };
  /** Of a hundred acts so many are of each kind. */
  const shares: [ActKind, number][] = [['choose', 32], ['enrol', 28], ['withdraw', 14], ['substitute', 10], ['sheet', 14], ['idle', 2]];
  let number = 0;
  await Promise.all(Array.from({ length: run.clients }, async () => {
    while (report.acts.length < run.operations && report.faults.length < 50) {
      let drawn = below(100);
      const [kind] = shares.find(([, share]) => (drawn -= share) < 0) ?? shares[0] as [ActKind, number];
      await steps[kind](anyOf(places) as Place, anyOf(periods) ?? 7, `第${(number += 1)}次办理。`);
    }
  }));
  while (killing !== null) await killing;
  return report;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, ms); });
}
