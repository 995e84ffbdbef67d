// Choices of classes for the walk over mutations.
import type { TestServer } from '../support/test-server.js';
import { idOf, rows, type Caller } from './places.js';

interface Walk { server: TestServer }

/** As if the caller had chosen the class before. */
export async function chosen({ server }: Walk, { sees }: Caller, classKey: number): Promise<void> {
  await server.owner.query('insert into course_choice (class_id, person_id, school_id, period_id, programme_id, chosen_at) select k.id, p.id, p.office_id, k.period_id, k.programme_id, now() from training_class k, person p where k.id = $1 and p.id = $2', [classKey, 'personId' in sees ? sees.personId : 0]);
}

const ofSchool = "select p.id, p.office_id from person p join office o on o.id = p.office_id where o.path = $1 and o.level = 'SCHOOL' and p.merged_into_id is null order by p.id limit 1";
const pathOf = ({ sees }: Caller) => (sees.kind === 'SUBTREE' ? sees.path : '');

/** As if somebody of the school waited for the class, and there was a seat. */
export async function chosenAtSchool({ server }: Walk, caller: Caller, classKey: number): Promise<void> {
  await server.owner.query(`with chooser as (${ofSchool}),
    seat as (insert into quota (period_id, office_id, received) select k.period_id, c.office_id, 1 from training_class k, chooser c where k.id = $2 on conflict (period_id, office_id) do update set received = quota.received + 1)
    insert into course_choice (class_id, person_id, school_id, period_id, programme_id, chosen_at) select k.id, c.id, c.office_id, k.period_id, k.programme_id, now() from training_class k, chooser c where k.id = $2`, [pathOf(caller), classKey]);
}

export async function oneOfSchool({ server }: Walk, caller: Caller): Promise<object> {
  const [person] = await rows<{ id: string }>(server.owner, ofSchool, [pathOf(caller)]);
  return { personIds: [idOf({ type: 'Person', key: Number(person?.id ?? 0) })] };
}
