// Rushes for seats, through GraphQL: more callers than seats, seats that are taken back or given up while callers come. Each answers
// what did not hold; who calls when is drawn, who may win is known.
import { globalId, keyOf } from '../../server/kernel/ids.js';
import { codesOf, office, period, saveSheet, takeBackIdle } from '../quotas/quota-acts.js';
import type { Actor, TestServer } from '../support/test-server.js';
import { shuffled } from '../assignments/rivals.js';
import { enrol, freeSeats, leaveFree } from './choosing-acts.js';
import { administratorsOf, inParallel, toldBy, waitingTeachers, type Waiting } from './rush-scene.js';
import { outcomeOf, withdraw } from './withdrawal-acts.js';

export interface RushOrder { server: TestServer; schoolId: number; periodId: number; callers: number; seats: number; /** So many connections. */ atOnce: number; seed: number }
export interface RushReport { faults: string[]; winners: number; losers: number; errors: number; seconds: number }

/** An act for one who waits: `ok`, or the refusal's code with the remaining number where one is told. */
async function enrolOne(by: Actor, { personId, classId }: Waiting): Promise<string> {
  return toldBy(enrol(by, classId, [personId]), ({ refusals, outcomes }) => [...refusals, ...(outcomes[0]?.refusals ?? [])].map(({ code, facts }) => [code, facts.find(({ name }) => name === 'remaining')?.value].filter((part) => part !== undefined).join(' ')).join());
}

const noneLeft = 'QUOTA_EXHAUSTED 0';

/** Q1: every caller enrols somebody else into the same last seats. */
export async function lastSeats({ server, schoolId, periodId, callers, seats, atOnce, seed }: RushOrder): Promise<RushReport> {
  const [waiting, administrators] = [await waitingTeachers(server, schoolId, periodId, callers), await administratorsOf(server, schoolId, 8)];
  await leaveFree(server, schoolId, periodId, seats);
  const acts = shuffled(waiting, seed).map((one, place) => () => enrolOne(administrators[place % administrators.length] as Actor, one));
  const began = performance.now();
  const told = await inParallel(acts, atOnce);
  const seconds = (performance.now() - began) / 1_000;
  const [winners, losers] = [told.filter((one) => one === 'ok').length, told.filter((one) => one === noneLeft).length];
  const faults: string[] = [];
  const due = Math.min(callers, seats);
  if (winners !== due || losers !== callers - due) faults.push(`${winners} of ${due} were enrolled, ${losers} of ${callers - due} were told that none is left; others: ${[...new Set(told.filter((one) => one !== 'ok' && one !== noneLeft))].slice(0, 3).join(' | ')}`);
  const { rows: [stored] } = await server.owner.query<{ n: number; persons: number }>("select count(*)::int as n, count(distinct person_id)::int as persons from enrolment where state = 'ENROLLED' and person_id = any ($1::bigint[])", [waiting.map(({ personId }) => keyOf('Person', personId))]);
  if (stored?.n !== winners || stored.persons !== winners) faults.push(`${stored?.n} are enrolled, ${winners} were told so`);
  const free = await freeSeats(server, schoolId, periodId);
  if (free !== seats - due) faults.push(`${free} seats are left of ${seats}`);
  return { faults, winners, losers, errors: told.filter((one) => one.startsWith('!')).length, seconds };
}

export interface ContestOrder { server: TestServer; county: Actor; city: Actor; countyId: number; cityId: number; schoolId: number; periodId: number; rounds: number; seed: number }
export interface ContestReport { faults: string[]; taken: number; used: number }

/**
 * Q3: the level above takes the last free seats back, by a sheet or as idle ones, while the school enrols into them. All seats go one way, for
 * the sheet is done as a whole; idle seats are taken as many as were seen, or none.
 */
export async function takenBackMeanwhile({ server, county, city, countyId, cityId, schoolId, periodId, rounds, seed }: ContestOrder): Promise<ContestReport> {
  const report: ContestReport = { faults: [], taken: 0, used: 0 };
  const seats = 3;
  const [administrator] = (await administratorsOf(server, schoolId, 1)) as [Actor];
  for (let round = 0; round < rounds; round += 1) {
    const waiting = await waitingTeachers(server, schoolId, periodId, seats);
    await leaveFree(server, schoolId, periodId, seats);
    const { rows: [account] } = await server.owner.query<{ received: number; version: number; idle: number }>(`select q.received, q.version,
      (select sum(b.received - b.handed_down - b.used)::int from quota b join office o on o.id = b.office_id where b.period_id = $2 and o.path like (select path from office where id = $3) || '_%') as idle from quota q where q.office_id = $1 and q.period_id = $2`, [schoolId, periodId, countyId]);
    const { received = 0, version = 0, idle = 0 } = account ?? {};
    const isIdle = round % 3 === 2;
    const takeBack = async () => toldBy(isIdle ? takeBackIdle(county, office(countyId), [{ periodId: period(periodId), expectedSeats: idle }])
      : saveSheet(county, office(countyId), [{ officeId: office(schoolId), periodId: period(periodId), seats: received - seats, expectedVersion: version }]), (answer) => codesOf(answer).join());
    // The city hands on meanwhile: another act that holds the county's account.
    const handDown = async () => {
      const { rows: [held] } = await server.owner.query<{ received: number; version: number }>('select received, version from quota where office_id = $1 and period_id = $2', [countyId, periodId]);
      return toldBy(saveSheet(city, office(cityId), [{ officeId: office(countyId), periodId: period(periodId), seats: (held?.received ?? 0) + 1, expectedVersion: held?.version ?? 0 }]), (answer) => codesOf(answer).join());
    };
    const acts = shuffled([takeBack, handDown, ...waiting.map((one) => () => enrolOne(administrator, one))], seed + round);
    const order = [takeBack, handDown];
    const told = await Promise.all(acts.map(async (act) => ({ act, told: await act() })));
    const [back = '', down = ''] = order.map((act) => told.find((one) => one.act === act)?.told);
    const enrolled = told.filter((one) => !order.includes(one.act)).map((one) => one.told);
    const won = enrolled.filter((one) => one === 'ok').length;
    const where = `round ${round}, ${isIdle ? 'idle seats' : 'a sheet'}: taken back ${back}, handed down ${down}, enrolled ${enrolled.join()}`;
    const refused = isIdle ? 'STALE' : 'IN_USE';
    if (back === 'ok' ? won !== 0 : back !== refused || won !== seats) report.faults.push(where);
    if (enrolled.some((one) => one !== 'ok' && one !== noneLeft)) report.faults.push(where);
    if (!['ok', 'QUOTA_EXHAUSTED', 'STALE'].includes(down)) report.faults.push(where);
    const free = await freeSeats(server, schoolId, periodId);
    if (free !== 0) report.faults.push(`${where}: ${free} seats are left`);
    if (back === 'ok') report.taken += 1;
    else report.used += 1;
  }
  return report;
}

export interface FreedOrder { server: TestServer; schoolId: number; periodId: number; leaving: number; coming: number; atOnce: number; seed: number }

/** Q6: enrolments of a full school are withdrawn while others are enrolled: each freed seat is given once, and what nobody came for is free. */
export async function freedMeanwhile({ server, schoolId, periodId, leaving, coming, atOnce, seed }: FreedOrder): Promise<RushReport> {
  const administrators = await administratorsOf(server, schoolId, 4);
  const by = (place: number): Actor => administrators[place % administrators.length] as Actor;
  const [goes, comes] = [await waitingTeachers(server, schoolId, periodId, leaving), await waitingTeachers(server, schoolId, periodId, coming)];
  await leaveFree(server, schoolId, periodId, leaving);
  for (const one of goes) await enrolOne(by(0), one);
  const { rows } = await server.owner.query<{ id: string }>("select id from enrolment where state = 'ENROLLED' and person_id = any ($1::bigint[])", [goes.map(({ personId }) => keyOf('Person', personId))]);
  const withdrawing = rows.map(({ id }, place) => async () => ({ kind: 'gone', told: await toldBy(withdraw(by(place), globalId('Enrolment', id)), (answer) => (outcomeOf(answer) === 'ok' ? '' : outcomeOf(answer))) }));
  const enrolling = comes.map((one, place) => async () => ({ kind: 'came', told: await enrolOne(by(place), one) }));
  const began = performance.now();
  const told = await inParallel(shuffled([...withdrawing, ...enrolling], seed), atOnce);
  const seconds = (performance.now() - began) / 1_000;
  const of = (kind: string, outcome: string) => told.filter((one) => one.kind === kind && one.told === outcome).length;
  const [gone, came, free] = [of('gone', 'ok'), of('came', 'ok'), await freeSeats(server, schoolId, periodId)];
  const faults: string[] = [];
  if (rows.length !== leaving || gone !== leaving) faults.push(`${gone} of ${leaving} were withdrawn`);
  if (came > leaving || came + of('came', noneLeft) !== coming || free !== leaving - came) faults.push(`${came} came for ${leaving} freed seats, ${free} are free; told: ${[...new Set(told.map((one) => one.told))].slice(0, 5).join(' | ')}`);
  return { faults, winners: came, losers: coming - came, errors: told.filter((one) => one.told.startsWith('!')).length, seconds };
}
