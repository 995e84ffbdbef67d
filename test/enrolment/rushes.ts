// Rushes for seats, through GraphQL: more callers than seats, seats that are taken back or given up while callers come. Each answers
// what did not hold; who calls when is drawn, who may win is known.
import { globalId, keyOf } from '../../server/kernel/ids.js';
import { codesOf, office, period, saveSheet, takeBackIdle } from '../quotas/quota-acts.js';
import type { Actor, TestServer } from '../support/test-server.js';
import { shuffled } from '../assignments/rivals.js';
import { freeSeats } from './choosing-acts.js';
import { administratorsOf, enrolOne, inParallel, noneLeft, seatsForAll, toldBy, waitingTeachers, type Waiting } from './rush-scene.js';
import { outcomeOf, withdraw } from './withdrawal-acts.js';

export interface RushOrder { server: TestServer; schoolId: number; periodId: number; callers: number; seats: number; /** So many connections. */ atOnce: number; seed: number }
export interface RushReport { faults: string[]; winners: number; losers: number; errors: number; seconds: number }

/** Q1: every caller enrols somebody else into the same last seats. */
export async function lastSeats({ server, schoolId, periodId, callers, seats, atOnce, seed }: RushOrder): Promise<RushReport> {
  const [waiting, administrators] = [await waitingTeachers(server, schoolId, periodId, callers), await administratorsOf(server, schoolId, 8)];
  await seatsForAll(server, schoolId, periodId, seats);
  const acts = shuffled(waiting, seed).map((one, place) => () => enrolOne(administrators[place % administrators.length] as Actor, one, null));
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
    await seatsForAll(server, schoolId, periodId, seats);
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
    const acts = shuffled([takeBack, handDown, ...waiting.map((one) => () => enrolOne(administrator, one, null))], seed + round);
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

/**
 * Q6: enrolments of a full school are withdrawn while more than those are enrolled: whoever comes before a seat is free waits on the list, and
 * has the next one before those who come later. Each freed seat is given once, and none is left.
 */
export async function freedMeanwhile({ server, schoolId, periodId, leaving, coming, atOnce, seed }: FreedOrder): Promise<RushReport & { promoted: number }> {
  const administrators = await administratorsOf(server, schoolId, 4);
  const by = (place: number): Actor => administrators[place % administrators.length] as Actor;
  const [goes, comes] = [await waitingTeachers(server, schoolId, periodId, leaving), await waitingTeachers(server, schoolId, periodId, coming)];
  await seatsForAll(server, schoolId, periodId, leaving);
  const enrolledOf = async (people: readonly Waiting[]) => (await server.owner.query<{ id: string; person: string }>("select id, person_id as person from enrolment where state = 'ENROLLED' and person_id = any ($1::bigint[])", [people.map(({ personId }) => keyOf('Person', personId))])).rows;
  await Promise.all(goes.map((one, place) => enrolOne(by(place), one, null)));
  const rows = await enrolledOf(goes);
  const withdrawing = rows.map(({ id }, place) => async () => ({ kind: 'gone', personId: '', told: await toldBy(withdraw(by(place), globalId('Enrolment', id)), (answer) => (outcomeOf(answer) === 'ok' ? '' : outcomeOf(answer))) }));
  const enrolling = comes.map((one, place) => async () => ({ kind: 'came', personId: one.personId, told: await enrolOne(by(place), one, null) }));
  const began = performance.now();
  const told = await inParallel(shuffled([...withdrawing, ...enrolling], seed), atOnce);
  const seconds = (performance.now() - began) / 1_000;
  await server.app.waitingListWork.idle();
  const of = (kind: string, ...outcomes: string[]) => told.filter((one) => one.kind === kind && outcomes.includes(one.told));
  const [won, free] = [new Set((await enrolledOf(comes)).map(({ person }) => globalId('Person', person))), await freeSeats(server, schoolId, periodId)];
  const faults: string[] = [];
  if (rows.length !== leaving || of('gone', 'ok').length !== leaving) faults.push(`${of('gone', 'ok').length} of ${leaving} were withdrawn`);
  if (won.size !== Math.min(leaving, coming) || free !== leaving - won.size) faults.push(`${won.size} of ${coming} have one of ${leaving} freed seats, ${free} are free`);
  if (of('came', 'ok', noneLeft, 'NOT_IN_TURN').length !== coming || of('came', 'ok').some(({ personId }) => !won.has(personId))) faults.push(`told: ${[...new Set(told.map((one) => one.told))].slice(0, 5).join(' | ')}`);
  return { faults, winners: won.size, losers: coming - won.size, promoted: won.size - of('came', 'ok').length, errors: told.filter((one) => one.told.startsWith('!')).length, seconds };
}
