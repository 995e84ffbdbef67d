// Promotion under a rush: seats are given up while others are named late, and the server may be killed in between. What is freed goes to the
// first of the waiting list and to nobody else, each seat once.
import { randomUUID } from 'node:crypto';
import { globalId, keyOf } from '../../server/kernel/ids.js';
import { shuffled } from '../assignments/rivals.js';
import { Actor, type TestServer } from '../support/test-server.js';
import { freeSeats } from './choosing-acts.js';
import { administratorsOf, enrolOne, noneLeft, seatsForAll, toldBy, waitingTeachers } from './rush-scene.js';
import { outcomeOf, withdraw } from './withdrawal-acts.js';

export interface PromotionOrder {
  server: TestServer;
  /** Where they act: at this server, or at another one on its database that can be killed. */
  origin: string;
  schoolId: number;
  periodId: number;
  /** Seats that are given up; fewer than wait for one. */
  freed: number;
  listed: number;
  /** So many are named while seats become free, who chose after those on the list. */
  late: number;
  /** Ends the server in the middle of it and starts it again; null where it goes on. */
  kill: (() => Promise<void>) | null;
  /** Waits until the server has promoted whom it can. */
  settled(): Promise<void>;
  seed: number;
}
export interface PromotionReport { faults: string[]; promoted: number; askedAgain: number }

const againMs = 40;

export async function promotedMeanwhile({ server, origin, schoolId, periodId, freed, listed, late, kill, settled, seed }: PromotionOrder): Promise<PromotionReport> {
  const report: PromotionReport = { faults: [], promoted: 0, askedAgain: 0 };
  const administrators = (await administratorsOf(server, schoolId, 4)).map(({ credentials }) => new Actor(origin, credentials));
  const by = (place: number): Actor => administrators[place % administrators.length] as Actor;
  const [go, wait] = [await waitingTeachers(server, schoolId, periodId, freed), await waitingTeachers(server, schoolId, periodId, listed)];
  const keysOf = (people: readonly { personId: string }[]) => people.map(({ personId }) => keyOf('Person', personId) ?? 0);
  // In another order than that of their keys, which is the order of nothing.
  await server.owner.query("update course_choice set chosen_at = chosen_at - (1 + id % 7) * interval '1 hour' where person_id = any ($1::bigint[])", [keysOf(wait)]);
  const come = await waitingTeachers(server, schoolId, periodId, late);
  await seatsForAll(server, schoolId, periodId, freed);
  const before = [...(await Promise.all(go.map((one, place) => enrolOne(by(place), one, null)))), ...(await Promise.all(shuffled(wait, seed).map((one, place) => enrolOne(by(place), one, null))))];
  if (before.some((told, place) => told !== (place < freed ? 'ok' : noneLeft))) return { ...report, faults: [`before: ${before.join()}`] };
  const { rows: list } = await server.owner.query<{ person: string }>('select person_id as person from course_choice where person_id = any ($1::bigint[]) order by chosen_at, id', [keysOf(wait)]);
  const { rows: held } = await server.owner.query<{ id: string }>("select id from enrolment where state = 'ENROLLED' and person_id = any ($1::bigint[])", [keysOf(go)]);

  /** Under one key, until there is an answer. */
  const answered = async (act: (key: string) => Promise<string>): Promise<string> => {
    const key = randomUUID();
    let told = await act(key);
    for (; kill !== null && told.startsWith('!') && /SERVICE_UNAVAILABLE|fetch failed|JSON/.test(told) && report.askedAgain < 10_000; told = await act(key)) {
      report.askedAgain += 1;
      await new Promise((resolve) => { setTimeout(resolve, againMs); });
    }
    return told;
  };
  const acts = shuffled([
    ...held.map(({ id }, place) => async () => ({ kind: 'gone', told: await answered((idempotencyKey) => toldBy(withdraw(by(place), globalId('Enrolment', id), { idempotencyKey }), (answer) => (outcomeOf(answer) === 'ok' ? '' : outcomeOf(answer)))) })),
    ...come.map((one, place) => async () => ({ kind: 'came', told: await answered((key) => enrolOne(by(place), one, key)) })),
  ], seed);
  const told = (await Promise.all([kill?.(), ...acts.map((act) => act())])).filter((one) => one !== undefined);
  await settled();
  const strange = told.filter(({ kind, told: code }) => (kind === 'gone' ? code !== 'ok' : code !== noneLeft && code !== 'NOT_IN_TURN'));
  if (strange.length > 0) report.faults.push(`told ${[...new Set(strange.map((one) => `${one.kind} ${one.told}`))].slice(0, 5).join(' | ')}`);
  const { rows: enrolled } = await server.owner.query<{ person: string }>("select person_id as person from enrolment where state = 'ENROLLED' and person_id = any ($1::bigint[])", [keysOf([...wait, ...come])]);
  const [is, due] = [enrolled, list.slice(0, freed)].map((rows) => rows.map(({ person }) => Number(person)).sort((a, b) => a - b).join());
  if (is !== due) report.faults.push(`enrolled are ${is}, and the first of the list ${due}`);
  const free = await freeSeats(server, schoolId, periodId);
  if (free !== 0) report.faults.push(`${free} of ${freed} freed seats are left, and ${listed} waited`);
  report.promoted = enrolled.length;
  return report;
}
