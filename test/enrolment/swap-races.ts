// Races about people: learners of full classes who change places, one teacher whom several schools or classes want at once.
import { keyOf } from '../../server/kernel/ids.js';
import type { Actor, TestServer } from '../support/test-server.js';
import { shuffled } from '../assignments/rivals.js';
import { office } from '../quotas/quota-acts.js';
import { choose, classOf, enrol, freeSeats, hire, type Teacher } from './choosing-acts.js';
import { administratorsOf, newClasses, seatsForAll, toldBy } from './rush-scene.js';
import { outcomeOf, substitute } from './withdrawal-acts.js';

interface Placed { teacher: Teacher; enrolmentId: string; periodId: number; classId: string }

/** A new teacher in a new class of each period, each enrolled on the school's last seat. */
async function fullClasses(server: TestServer, administrator: Actor, schoolId: number, periodIds: readonly number[]): Promise<Placed[]> {
  const teachers = await hire(server, schoolId, periodIds.length);
  const placed: Placed[] = [];
  for (const [place, periodId] of periodIds.entries()) {
    const teacher = teachers[place] as Teacher;
    const [key = 0] = await newClasses(server, periodId, 1);
    await seatsForAll(server, schoolId, periodId, 1);
    await choose(teacher.actor, classOf(key));
    const { outcomes } = await enrol(administrator, classOf(key), [teacher.id]);
    placed.push({ teacher, enrolmentId: outcomes[0]?.enrolmentId ?? '', periodId, classId: classOf(key) });
  }
  return placed;
}

export interface SwapOrder { server: TestServer; schoolId: number; /** One for each who changes places: two swap, three rotate. */ periodIds: readonly number[]; rounds: number; seed: number }

/** Q4: everybody comes in the place of the next, all at once. In full classes of different periods all succeed; nobody's seat moves. */
export async function changingPlaces({ server, schoolId, periodIds, rounds, seed }: SwapOrder): Promise<string[]> {
  const faults: string[] = [];
  const administrators = await administratorsOf(server, schoolId, periodIds.length);
  let placed = await fullClasses(server, administrators[0] as Actor, schoolId, periodIds);
  for (let round = 0; round < rounds; round += 1) {
    const moves = placed.map((one, place) => ({ one, by: administrators[place] as Actor, comes: placed[(place + 1) % placed.length] as Placed }));
    const done = await Promise.all(shuffled(moves, seed + round).map(async (move) => {
      let enrolmentId = '';
      const told = await toldBy(substitute(move.by, move.one.enrolmentId, move.comes.teacher.id), (answer) => { enrolmentId = answer.enrolment?.id ?? ''; return outcomeOf(answer) === 'ok' ? '' : outcomeOf(answer); });
      return { ...move, told, enrolmentId };
    }));
    if (done.some(({ told }) => told !== 'ok')) return [...faults, `round ${round}: ${done.map(({ told }) => told).join(' | ')}`];
    placed = moves.map((move) => ({ ...move.one, teacher: move.comes.teacher, enrolmentId: done.find(({ one }) => one === move.one)?.enrolmentId ?? '' }));
    for (const periodId of periodIds) if ((await freeSeats(server, schoolId, periodId)) !== 0) faults.push(`round ${round}: a seat of period ${periodId} is free`);
  }
  const { rows } = await server.owner.query<{ person: string; period: string }>("select person_id as person, period_id as period from enrolment where state = 'ENROLLED' and class_id = any ($1::bigint[])", [placed.map(({ classId }) => keyOf('TrainingClass', classId))]);
  const standing = rows.map(({ person, period }) => `${person} in ${period}`).sort().join();
  const due = placed.map(({ teacher, periodId }) => `${keyOf('Person', teacher.id)} in ${periodId}`).sort().join();
  return standing === due ? faults : [...faults, `there stand ${standing}, and should ${due}`];
}

/** Q4 within one period both learners already have a class: neither comes in the other's place, and nothing moves. */
export async function changingClasses({ server, schoolId, periodIds: [periodId = 0], rounds }: SwapOrder): Promise<string[]> {
  const faults: string[] = [];
  const [one, other] = (await administratorsOf(server, schoolId, 2)) as [Actor, Actor];
  for (let round = 0; round < rounds; round += 1) {
    const [a, b] = (await fullClasses(server, one, schoolId, [periodId, periodId])) as [Placed, Placed];
    const told = await Promise.all([substitute(one, a.enrolmentId, b.teacher.id), substitute(other, b.enrolmentId, a.teacher.id)].map((asked) => toldBy(asked, (answer) => (outcomeOf(answer) === 'ok' ? '' : outcomeOf(answer)))));
    if (told.some((code) => code !== 'ALREADY_ENROLLED')) faults.push(`round ${round}: ${told.join(' | ')}`);
    if ((await freeSeats(server, schoolId, periodId)) !== 0) faults.push(`round ${round}: a seat is free`);
  }
  return faults;
}

export interface WantedOrder { server: TestServer; /** Who may move teachers between the two schools. */ above: Actor; schools: readonly [number, number]; periodId: number; copies: number; rounds: number; seed: number }
export interface WantedReport { faults: string[]; byFormer: number; byLatter: number; afterwards: number }

const transfer = 'mutation ($input: TransferTeacherInput!) { transferTeacher(input: $input) { refusals { code } } }';

/**
 * Q5: a teacher who chose two classes of a period moves to another school, while the old school and the new one enrol her into both, each many
 * times over. She learns in one class, on one seat of one school; the schools that cannot see her are told that there is nobody.
 */
export async function wantedTwice({ server, above, schools, periodId, copies, rounds, seed }: WantedOrder): Promise<WantedReport> {
  const report: WantedReport = { faults: [], byFormer: 0, byLatter: 0, afterwards: 0 };
  const administrators = [...(await administratorsOf(server, schools[0], 1)), ...(await administratorsOf(server, schools[1], 1))] as [Actor, Actor];
  const classes = (await newClasses(server, periodId, 2)).map(classOf);
  for (let round = 0; round < rounds; round += 1) {
    const [teacher] = (await hire(server, schools[0], 1)) as [Teacher];
    const key = keyOf('Person', teacher.id);
    for (const classId of classes) await choose(teacher.actor, classId);
    // Who was there in the rounds before may not wait in front of her.
    await server.owner.query('update course_choice set withdrawn_at = now() where class_id = any ($1::bigint[]) and person_id <> $2 and withdrawn_at is null', [classes.map((id) => keyOf('TrainingClass', id)), key]);
    for (const school of schools) await seatsForAll(server, school, periodId, 3);
    const move = () => toldBy(above.sees(transfer, { input: { personId: teacher.id, toOfficeId: office(schools[1]), expectedVersion: 1, effectiveOn: '2023-09-10', reason: '工作调动。' } }), ({ transferTeacher }) => (transferTeacher as { refusals: { code: string }[] }).refusals.map(({ code }) => code).join());
    const enrolAt = (place: 0 | 1, classId: string) => () => toldBy(enrol(administrators[place], classId, [teacher.id]), ({ refusals, outcomes }) => [...refusals, ...(outcomes[0]?.refusals ?? [])].map(({ code }) => code).join());
    const enrolments = Array.from({ length: copies }, (_, copy) => enrolAt(copy % 2 === 0 ? 0 : 1, classes[Math.floor(copy / 2) % 2] as string));
    // The move takes longer than an enrolment: in every other round the schools come in the middle of it, or a little later.
    const told = await Promise.all(shuffled([move, ...enrolments], seed + round).map(async (act, place) => {
      if (act !== move && round % 2 === 1) await new Promise((resolve) => { setTimeout(resolve, 4 * place); });
      return { isMove: act === move, told: await act() };
    }));
    const { rows } = await server.owner.query<{ school: string }>("select school_id as school from enrolment where person_id = $1 and state = 'ENROLLED'", [key]);
    const won = told.filter((one) => !one.isMove && one.told === 'ok').length;
    const strange = told.filter((one) => one.told.startsWith('!') ? !one.told.includes('NOT_FOUND') : !['ok', 'ALREADY_ENROLLED', ...(one.isMove ? [] : ['NOT_ELIGIBLE'])].includes(one.told));
    if (strange.length > 0 || won !== rows.length || rows.length > 1 || told.find((one) => one.isMove)?.told !== 'ok') report.faults.push(`round ${round}: ${won} told that she is enrolled, ${rows.length} times she is: ${[...new Set(told.map((one) => one.told))].join(' | ')}`);
    const free = [await freeSeats(server, schools[0], periodId), await freeSeats(server, schools[1], periodId)];
    if (free[0] !== 3 - Number(Number(rows[0]?.school) === schools[0]) || free[1] !== 3 - Number(Number(rows[0]?.school) === schools[1])) report.faults.push(`round ${round}: free are ${free.join()}`);
    if (rows.length === 0) {
      // Nobody saw her in that moment; now the new school does.
      const late = await enrolAt(1, classes[0] as string)();
      if (late !== 'ok') report.faults.push(`round ${round}: enrolled afterwards: ${late}`);
      report.afterwards += 1;
    } else if (Number(rows[0]?.school) === schools[0]) report.byFormer += 1;
    else report.byLatter += 1;
  }
  return report;
}
