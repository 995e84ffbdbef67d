// How the walk over mutations recommends learners, takes a recommendation back, and decides.
import type { MutationWalk } from './mutation-walk.js';
import type { Caller } from './places.js';

/** Of the chief tutor's subject, at or above the line, and recommended by nobody. */
const excellent = "t.state = 'ENROLLED' and exists (select 1 from result r join training_class k on k.id = r.class_id join course c on c.id = k.course_id where r.enrolment_id = t.id and r.verdict = 'PASS' and r.total_tenths >= 900 and c.subject = 'CHINESE') and not exists (select 1 from nomination n where n.enrolment_id = t.id)";

let acts = 0;
/** A number that no other act has. */
const next = () => (acts += 1);

/** As the chief tutor of the cast would have left it, undecided. */
async function nominated({ server }: MutationWalk, _: Caller, key: number): Promise<void> {
  await server.owner.query("update nomination set state = 'NOMINATED', by_id = (select id from person where user_name = 'pei.zhiyuan'), settled_at = null, settled_by_id = null, settled_by_name = null, settled_reason = null where id = $1", [key]);
}

/** Only the organiser decides. */
const ofTheOrganiser = async (_walk: MutationWalk, { name }: Caller) => (name === '顾文远' ? {} : null);

export const nominationFixtures = {
  nominateLearner: { target: 'Enrolment' as const, suits: excellent, input: (enrolmentId: string) => ({ enrolmentId, reason: '作业扎实。', idempotencyKey: `nomination ${next()}` }) },
  withdrawNomination: { target: 'Nomination' as const, suits: 'true', input: (nominationId: string, expectedVersion: number) => ({ nominationId, reason: '推荐有误。', expectedVersion }), prepare: nominated },
  decideNomination: { target: 'Nomination' as const, suits: 'true', input: (nominationId: string, expectedVersion: number) => ({ nominationId, decision: 'DECLINE', reason: '名额有限。', expectedVersion, idempotencyKey: `nomination ${next()}` }), prepare: nominated, given: ofTheOrganiser },
};
