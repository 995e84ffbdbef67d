// Rushes for the places of a class, which all schools share: many schools name teachers for the last ones at the same moment.
import { globalId } from '../../server/kernel/ids.js';
import type { Actor, TestServer } from '../support/test-server.js';
import { castSchool, classOf, enrol, leaveFree } from './choosing-acts.js';
import { inParallel, toldBy } from './rush-scene.js';
import { signedIn } from './withdrawal-acts.js';

export interface ChoosingSchool { key: number; administrator: Actor; personIds: string[] }

/** Schools with an administrator and so many teachers each who chose the class, in turn over the schools, with seats for all of them. */
export async function schoolsThatChose(server: TestServer, classKeyed: number, period: number, schools: number, each: number): Promise<ChoosingSchool[]> {
  const { rows } = await server.owner.query<{ id: string; head: string }>(`select o.id, (select max(p.id) from person p where p.office_id = o.id) as head from office o where o.level = 'SCHOOL' and o.id <> $1 and exists (select 1 from person p where p.office_id = o.id) order by o.id limit $2`, [await castSchool(server), schools]);
  const found: ChoosingSchool[] = [];
  for (const { id, head } of rows) {
    const { rows: people } = await server.owner.query<{ id: string }>(`with people as (insert into person (name, training_number, office_id) select '候选' || n, 'RACE' || $1::text || '-' || $3::text || '-' || n, $1::bigint from generate_series(1, $2::int) n returning id)
      insert into course_choice (class_id, person_id, school_id, period_id, programme_id, chosen_at) select $3::bigint, p.id, $1::bigint, $4::bigint, 1, timestamptz '2023-09-09 08:00:00+08' + row_number() over (order by p.id) * interval '1 hour' + $5::int * interval '1 second' from people p returning person_id as id`, [id, each, classKeyed, period, found.length]);
    await leaveFree(server, Number(id), period, each);
    found.push({ key: Number(id), administrator: await signedIn(server, Number(head), 'ADMIN', Number(id)), personIds: people.map((one) => globalId('Person', one.id)) });
  }
  return found;
}

/** 顾文远 says how many a class takes; the codes of what is refused. */
export async function limit(gu: Actor, classId: string, capacity: number, expectedVersion: number): Promise<string[]> {
  return (await gu.sees('mutation ($input: SetClassCapacityInput!) { setClassCapacity(input: $input) { refusals { code } } }', { input: { classId, capacity, expectedVersion } })).setClassCapacity.refusals.map(({ code }: { code: string }) => code);
}

export interface PlaceRushOrder { server: TestServer; gu: Actor; /** A class in which nobody is. */ classKeyed: number; periodId: number; schools: number; each: number; places: number; /** So many connections. */ atOnce: number }

/** Each school sends an act for its first teacher, one for its first two, and so on, so that nobody is refused for the order. */
export async function lastPlaces({ server, gu, classKeyed, periodId, schools: count, each, places, atOnce }: PlaceRushOrder): Promise<{ faults: string[]; acts: number; winners: number; listed: number; seconds: number }> {
  const classId = classOf(classKeyed);
  const schools = await schoolsThatChose(server, classKeyed, periodId, count, each);
  const faults = await limit(gu, classId, places, 0);
  const acts = schools.flatMap(({ administrator, personIds }) => personIds.map((_, index) => () => toldBy(enrol(administrator, classId, personIds.slice(0, index + 1)), ({ refusals, outcomes }) => [...refusals.map(({ code }) => code), ...outcomes.map((one) => one.refusals[0]?.code ?? 'enrolled')].join())));
  const began = performance.now();
  const told = (await inParallel(acts, atOnce)).flatMap((one) => (one.startsWith('!') ? [one] : one.split(',')));
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const winners = told.filter((one) => one === 'enrolled').length;
  const strange = [...new Set(told)].filter((one) => !['enrolled', 'CLASS_FULL', 'NOT_IN_TURN', 'ALREADY_ENROLLED'].includes(one));
  if (strange.length > 0) faults.push(`told ${strange.slice(0, 5).join(' | ')}`);
  const { rows: [seen] } = await server.owner.query<{ taken: number; enrolled: number; listed: number }>(`select (select taken from class_places where class_id = $1), (select count(*)::int from enrolment where class_id = $1 and state = 'ENROLLED') as enrolled,
    (select count(*)::int from course_choice c where c.class_id = $1 and c.listed_at is not null and not exists (select 1 from enrolment e where e.class_id = c.class_id and e.person_id = c.person_id)) as listed`, [classKeyed]);
  if (winners !== places || seen?.taken !== places || seen.enrolled !== places || seen.listed !== schools.length * each - places) faults.push(`${winners} were told that they have one of ${places} places: ${JSON.stringify(seen)}`);
  return { faults, acts: acts.length, winners, listed: seen?.listed ?? 0, seconds };
}
