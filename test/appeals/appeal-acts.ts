// What people do with appeals in the tests, as GraphQL; and a released score to do it with.
import { globalId, keyOf } from '../../server/kernel/ids.js';
import type { Actor, TestServer } from '../support/test-server.js';
import type { Refusal } from '../assignments/grading-acts.js';

export interface SeenAppeal {
  id: string; step: string; state: string; answer: string | null; answeredByName: string | null; madeAt: string; withdrawnAt: string | null; viewerCanAnswer: boolean; viewerCanWithdraw: boolean;
  items: { criterion: string | null; name: string; reason: string; pointsBefore: string; pointsAfter: string | null; answer: string | null }[];
  reviewBefore: { id: string; points: string }; reviewAfter: { id: string; points: string } | null; submission: { id: string; state: string; version: number };
}
export interface AppealAnswer { appeal: SeenAppeal | null; refusals: Refusal[] }

const refusalFields = 'refusals { code field message facts { name value } }';
export const appealFields = `id step state answer answeredByName madeAt withdrawnAt viewerCanAnswer viewerCanWithdraw items { criterion name reason pointsBefore pointsAfter answer }
  reviewBefore { id points } reviewAfter { id points } submission { id state version }`;

export async function makeAppeal(actor: Actor, input: { submissionId: string; expectedVersion: number; items?: { criterion?: string; reason: string }[]; idempotencyKey?: string }): Promise<AppealAnswer> {
  return (await actor.sees<{ makeAppeal: AppealAnswer }>(`mutation ($input: MakeAppealInput!) { makeAppeal(input: $input) { ${refusalFields} appeal { ${appealFields} } } }`, { input: { items: [{ criterion: 'content', reason: '第二段写了课例，没有计分。' }], ...input } })).makeAppeal;
}
export async function withdrawAppeal(actor: Actor, appealId: string, expectedVersion: number): Promise<AppealAnswer> {
  return (await actor.sees<{ withdrawAppeal: AppealAnswer }>(`mutation ($input: WithdrawAppealInput!) { withdrawAppeal(input: $input) { ${refusalFields} appeal { ${appealFields} } } }`, { input: { appealId, expectedVersion } })).withdrawAppeal;
}
export interface Answer { appealId: string; expectedVersion: number; answer?: string; revisions?: { criterion?: string; points: string; reason: string }[]; idempotencyKey?: string }
export async function answerAppeal(actor: Actor, input: Answer): Promise<AppealAnswer> {
  return (await actor.sees<{ answerAppeal: AppealAnswer }>(`mutation ($input: AnswerAppealInput!) { answerAppeal(input: $input) { ${refusalFields} appeal { ${appealFields} } } }`, { input: { answer: '复核后的意见。', ...input } })).answerAppeal;
}

export interface OwnWork { id: string; state: string; version: number; isNews: boolean; review: { id: string; points: string; comment: string }; appealWindow: { step: string; until: string } | null; appeals: SeenAppeal[]; history: { from: string | null; to: string; byName: string; reason: string | null }[]; enrolment: { result: { total: string; subjectivePoints: string } } }
/** As the learner sees the own work. */
export async function ownWork(learner: Actor, id: string): Promise<OwnWork> {
  return (await learner.sees<{ submission: OwnWork }>(`query ($id: ID!) { submission(id: $id) { id state version isNews review { id points comment } appealWindow { step until } appeals { ${appealFields} } history { from to byName reason } enrolment { result { total subjectivePoints } } } }`, { id })).submission;
}

/** 林晓岚's released submission as it was before anybody appealed: 27, 27, 22 and 14 of 30, 30, 25 and 15, released at that time. */
export async function releasedWork(server: TestServer, releasedAt: string): Promise<string> {
  const { owner } = server;
  const { rows } = await owner.query<{ id: string }>(`select s.id from submission s where s.is_latest and s.state in ('RELEASED', 'APPEALED', 'REVISED') and s.person_id = (select id from person where user_name = 'lin.xiaolan') order by s.id limit 1`);
  const key = rows[0]?.id;
  await owner.query('delete from appeal where submission_id = $1', [key]);
  await owner.query("update review set criterion_points = $2, points_tenths = 900, annotations = '[]', released_at = $3 where id = (select last_review_id from submission where id = $1)", [key, JSON.stringify([['content', 270], ['practice', 270], ['reflection', 220], ['expression', 140]].map(([criterion, pointsTenths]) => ({ criterion, pointsTenths }))), releasedAt]);
  await owner.query("insert into submission_event (submission_id, person_id, school_id, class_id, period_id, programme_id, from_state, to_state, by_id, by_name, at) select id, person_id, school_id, class_id, period_id, programme_id, state, 'RELEASED', 1, '某辅导员', $2 from submission where id = $1", [key, releasedAt]);
  await owner.query("update submission set state = 'RELEASED', version = version + 1 where id = $1", [key]);
  return globalId('Submission', Number(key));
}

export function keyOfSubmission(id: string): number { return keyOf('Submission', id) ?? 0; }

/** The score that stands is made 裴致远's own decision between two markers; the way back is answered. */
export async function decidedByPei(server: TestServer, id: string): Promise<() => Promise<void>> {
  const { owner } = server;
  const key = keyOfSubmission(id);
  const { rows: [made] } = await owner.query<{ decided: string; before: string }>(`
    with decision as (insert into review (submission_id, person_id, school_id, class_id, period_id, programme_id, tutor_id, tutor_name, rubric_id, points_tenths, criterion_points, annotations, comment, is_excellent, submitted_at, released_at, replaces_id, marking)
      select r.submission_id, r.person_id, r.school_id, r.class_id, r.period_id, r.programme_id, p.id, p.name, r.rubric_id, r.points_tenths, r.criterion_points, r.annotations, r.comment, r.is_excellent, r.submitted_at, r.released_at, r.id, 'AGREED'
      from submission s join review r on r.id = s.last_review_id, person p where s.id = $1 and p.user_name = 'pei.zhiyuan' returning id, replaces_id)
    update submission s set last_review_id = decision.id from decision where s.id = $1 returning decision.id as decided, decision.replaces_id as before`, [key]);
  return async () => {
    await owner.query('delete from appeal where submission_id = $1', [key]);
    await owner.query('update submission set last_review_id = $2 where id = $1', [key, made?.before]);
    await owner.query('delete from review where id = $1', [made?.decided]);
  };
}

/** 宋怀瑾 is a chief subject tutor of 裴致远's programmes as well, and acts as one; the way back is answered. */
export async function alsoChief(server: TestServer): Promise<{ song: Actor; ends: () => Promise<void> }> {
  const { rows: [post] } = await server.owner.query<{ id: string }>(`
    with his as (select r.* from role_assignment r join person p on p.id = r.person_id where p.user_name = 'pei.zhiyuan' and r.role = 'CHIEF_TUTOR'),
    post as (insert into role_assignment (person_id, role, office_id, subject, valid_from) select p.id, his.role, his.office_id, his.subject, his.valid_from from his, person p where p.user_name = 'song.huaijin' returning id)
    insert into programme_role (role_id, programme_id) select post.id, g.programme_id from post, his join programme_role g on g.role_id = his.id returning role_id as id`);
  const song = await server.as('宋怀瑾');
  await song.sees('mutation ($input: ActivateRoleInput!) { activateRole(input: $input) { viewer { name } } }', { input: { roleId: globalId('RoleAssignment', Number(post?.id)) } });
  return { song, ends: async () => { await server.owner.query('update role_assignment set valid_until = valid_from - 1 where id = $1', [post?.id]); } };
}
