// More tutors than the cast has, at the classes of 周明礼.
import { demoPassword } from '../../server/demo/cast.js';
import { Actor, signedIn, type TestServer } from '../support/test-server.js';

export interface Tutor { name: string; actor: Actor }

const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { name } refusals { message } } }';

/** So many colleagues of his, signed in at the server itself; `origin` is where they talk to from then on. */
export async function colleaguesOf(server: TestServer, count: number, origin: string): Promise<Tutor[]> {
  await server.owner.query(`
    with he as (select * from person where user_name = 'zhou.mingli'),
    people as (insert into person (name, training_number, user_name, office_id) select '辅导员' || n, 'PROOF' || lpad(n::text, 6, '0'), 'proof.tutor' || n, he.office_id from he, generate_series(1, $1) n returning id, user_name),
    passwords as (insert into credential (person_id, password_hash, changed_at) select people.id, c.password_hash, c.changed_at from people, credential c join he on he.id = c.person_id),
    posts as (insert into role_assignment (person_id, role, office_id, valid_from, valid_until) select people.id, r.role, r.office_id, r.valid_from, r.valid_until from people, role_assignment r join he on he.id = r.person_id where r.role = 'TUTOR' returning id)
    insert into class_tutor (role_id, class_id) select posts.id, t.class_id from posts, class_tutor t join role_assignment r on r.id = t.role_id join he on he.id = r.person_id`, [count]);
  const tutors: Tutor[] = [];
  for (let number = 1; number <= count; number += 1) {
    const answer = await server.nobody().ask(signIn, { input: { login: `proof.tutor${number}`, password: demoPassword } });
    tutors.push({ name: `辅导员${number}`, actor: new Actor(origin, signedIn(server.origin, answer).credentials) });
  }
  return tutors;
}
