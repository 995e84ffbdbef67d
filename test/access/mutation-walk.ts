// The walk over mutations for one caller: what is not granted cannot be called, what is granted cannot reach beyond the own scope
// by any id of any input, and within it it is done. Answers what did not hold, for tests and the proof alike.
import { getNamedType, isInputObjectType, isObjectType, type GraphQLObjectType } from 'graphql';
import { demoPassword } from '../../server/demo/cast.js';
import type { NodeType } from '../../server/kernel/ids.js';
import type { Answer, TestServer } from '../support/test-server.js';
import { chosen, chosenAtSchool, colleague, entryOfSchool, inPeriodToCome, inReview, notExcepted, oneOfSchool, sentBack, waitingForReview } from './choice-scene.js';
import { handedIn, ownDraft, toRate } from './course-scene.js';
import { fieldsOf, selectAll } from './documents.js';
import { fingerprint, firstInSight, idOf, isWrittenAfter, momentOf, neverKey, rows, visible, type Caller } from './places.js';
import { nominationFixtures } from './nomination-scene.js';
import { programmeFixtures, programmesBeside } from './programme-scene.js';
import { resourceFixtures } from './resource-scene.js';
import { bytes, grantedTo, outcome, schema } from './read-walk.js';
import { differenceOf, type StatementCount } from './statement-count.js';

export const mutations = fieldsOf(schema.getMutationType() as GraphQLObjectType);

const points = [{ criterion: 'content', points: '25' }, { criterion: 'practice', points: '25' }, { criterion: 'reflection', points: '20' }, { criterion: 'expression', points: '10' }];

let given = 0;
/** A number that no other act has. */
const next = () => (given += 1);
const decided = () => ({ effectiveOn: '2023-09-10', reason: '某文件。', idempotencyKey: `walk ${next()}` });
/** Something of the caller's own to name beside the target; null when there is none. */
async function inSight({ server }: MutationWalk, field: string, caller: Caller, condition: string): Promise<object | null> {
  const key = await firstInSight(server.owner, 'Office', caller.sees, condition);
  return key === undefined ? null : { [field]: idOf({ type: 'Office', key }) };
}

/** Whoever holds a post is helped by the office above it (rules/access-reset.test.ts). */
const withoutPost = "not exists (select 1 from role_assignment r where r.person_id = t.id and r.role <> 'LEARNER')";

/** What lies in the caller's own sight besides the thing that is acted upon. */
interface Near { schoolId: string; personId: string }

/** Somebody who works at an office now and whom no other caller of the walk made a lead there, to be given a post. */
async function somebodyAt({ server }: MutationWalk, officeKey: number): Promise<object> {
  const [person] = await rows<{ id: number }>(server.owner, "select min(p.id)::int as id from person p where p.office_id = $1 and p.merged_into_id is null and not exists (select 1 from role_assignment r where r.person_id = p.id and r.office_id = $1 and r.role = 'SUBJECT_LEAD')", [officeKey]);
  return { personId: idOf({ type: 'Person', key: person?.id ?? 0 }) };
}
const subjects = ['CHINESE', 'MATHEMATICS', 'ENGLISH', 'PHYSICS', 'CHEMISTRY', 'BIOLOGY', 'HISTORY', 'GEOGRAPHY', 'MUSIC', 'PE'];
let subjectsGiven = 0;

const inHand = "t.is_latest and t.state = 'SUBMITTED'";

/** As if it had been released a moment ago. */
async function released({ server }: MutationWalk, _: Caller, key: number): Promise<void> {
  await server.owner.query('update review set released_at = $2 where id = (select last_review_id from submission where id = $1)', [key, server.clock.business()]);
}

/** As if it waited for the caller's answer, or for nobody's yet. */
async function appealed({ server }: MutationWalk, caller: Caller, key: number): Promise<void> {
  await server.owner.query("update appeal set state = 'OPEN', withdrawn_at = null, answered_at = null, answered_by_id = null, answer = null, review_after_id = null, step = $2 where id = $1", [key, caller.name === '裴致远' ? 'CHIEF_TUTOR' : 'TUTOR']);
  await server.owner.query("with s as (update submission set state = 'APPEALED' where id = (select submission_id from appeal where id = $1)) delete from submission_lease where submission_id = (select submission_id from appeal where id = $1)", [key]);
}

async function versionOfAppealed({ server }: MutationWalk, _: Caller, key: number): Promise<{ expectedVersion: number }> {
  return { expectedVersion: (await rows<{ version: number }>(server.owner, 'select s.version from appeal t join submission s on s.id = t.submission_id where t.id = $1', [key]))[0]?.version ?? 1 };
}

/** As the caller's own review of a moment ago would have left it, held back. */
async function scored({ server }: MutationWalk, caller: Caller, key: number): Promise<void> {
  await server.owner.query(`with r as (insert into review (submission_id, person_id, school_id, class_id, period_id, programme_id, tutor_id, tutor_name, rubric_id, points_tenths, criterion_points, comment, is_excellent, submitted_at, state_before, version_after)
      select id, person_id, school_id, class_id, period_id, programme_id, $2, '某辅导员', 1, 800, '[]', '好。', false, $3, state, version + 1 from submission where id = $1 returning id),
    counted as (update school_indicator i set graded = graded + 1 from submission s where s.id = $1 and i.school_id = s.school_id and i.period_id = s.period_id)
  update submission set state = 'SCORED', version = version + 1, last_review_id = (select id from r) where id = $1`, [key, 'personId' in caller.sees ? caller.sees.personId : 0, server.clock.business()]);
}

/** In second marking, after reviews of two tutors or of one, none of them the caller. */
async function markedTwice({ server }: MutationWalk, _caller: Caller, key: number, state: 'WAITING' | 'DISPUTED'): Promise<void> {
  await server.owner.query(`with s as (select * from submission where id = $1),
    r as (insert into review (submission_id, person_id, school_id, class_id, period_id, programme_id, tutor_id, tutor_name, rubric_id, points_tenths, criterion_points, comment, is_excellent, submitted_at, state_before, is_blind, marking)
      select id, person_id, school_id, class_id, period_id, programme_id, n, '某辅导员', 1, 900 - n * 100, '[]', '好。', false, now(), 'SUBMITTED', $2 = 'WAITING', case n when 1 then 'FIRST' else 'SECOND' end from s, generate_series(1, case when $2 = 'WAITING' then 1 else 2 end) n returning id, tutor_id),
    m as (insert into second_marking (submission_id, person_id, school_id, class_id, period_id, programme_id, state, reasons, tolerance_tenths, sampled_at, first_review_id, first_tutor_id, second_review_id, second_tutor_id)
      select s.id, person_id, school_id, class_id, period_id, programme_id, $2, '{RANDOM}', 50, now(), f.id, 1, (select id from r where tutor_id = 2), (select tutor_id from r where tutor_id = 2) from s, r f where f.tutor_id = 1),
    counted as (update school_indicator i set graded = graded + 1 from s where i.school_id = s.school_id and i.period_id = s.period_id)
  update submission set state = 'SECOND_MARKING', is_blind = $2 = 'WAITING', version = version + 2, last_review_id = (select id from r where tutor_id = 1) where id = $1`, [key, state]);
}

async function flagged({ server }: MutationWalk, _caller: Caller, key: number): Promise<void> {
  await server.owner.query(`insert into submission_flag (submission_id, person_id, school_id, class_id, period_id, programme_id, kind, reason, by_id, by_name, at)
    select id, person_id, school_id, class_id, period_id, programme_id, 'ATTENTION', '再看一遍。', 1, '某辅导员', now() from submission where id = $1`, [key]);
}

async function asStated({ server }: MutationWalk, officeKey: number): Promise<object | null> {
  const [cell] = await rows<{ stated: number; version: number }>(server.owner, 'select q.stated, q.version from quota q join office o on o.id = q.office_id where q.period_id = 9 and q.office_id = $1 and o.parent_id = 1', [officeKey]);
  return cell ? { cells: [{ periodId: 'prd_9', seats: cell.stated, expectedVersion: cell.version }] } : null;
}

async function asHeld({ server }: MutationWalk, officeKey: number): Promise<object | null> {
  const [cell] = await rows<{ id: number; received: number; version: number }>(server.owner, 'select q.office_id::int as id, q.received, q.version from quota q join office o on o.id = q.office_id where q.period_id = 9 and o.parent_id = $1 order by q.office_id limit 1', [officeKey]);
  return cell ? { cells: [{ officeId: idOf({ type: 'Office', key: cell.id }), periodId: 'prd_9', seats: cell.received, expectedVersion: cell.version }] } : null;
}

async function asIdle({ server }: MutationWalk, officeKey: number): Promise<object> {
  const [idle] = await rows<{ seats: number }>(server.owner, "select coalesce(sum(q.received - q.handed_down - q.used), 0)::int as seats from quota q join office o on o.id = q.office_id where q.period_id = 9 and o.id <> $1 and o.path like (select path from office where id = $1) || '%'", [officeKey]);
  return { periods: [{ periodId: 'prd_9', expectedSeats: idle?.seats ?? 0 }] };
}

const oneCriterion = [{ key: 'content', name: '内容', description: '', maximumPoints: '100', levels: [{ name: '优秀', description: '', points: '100' }, { name: '合格', description: '', points: '60' }] }];

const courseContent = { name: '走一遍的课程', subject: 'MUSIC', stage: 'PRIMARY', hours: '1', description: '简介', units: [{ title: '导论', kind: 'VIDEO', minutes: 45, isRequired: true, requiredMinutes: 45, requiredPosts: 1, requiredViews: 1 }] };
const coursePoints = ['DIRECTION', 'NEEDS', 'DESIGN', 'PRACTICE', 'MEDIA'].map((criterion) => ({ criterion, points: '8.5' }));

function courseAs(statement: string) {
  return async ({ server }: MutationWalk, _: Caller, key: number): Promise<void> => { await server.owner.query(statement, [key]); };
}

/** The course of the caller's own office or body in the place of the first in sight: who sees many writes on the own one only. */
async function ownCourse({ server }: MutationWalk, caller: Caller, key: number): Promise<object | null> {
  if ((await firstInSight(server.owner, 'Course', caller.sees, `t.id = ${key}`)) === undefined) return {};
  const personId = 'personId' in caller.sees ? (caller.sees.personId ?? 0) : 0;
  await server.owner.query("update course set state = 'RETURNED', version = 1 where code = 'SCENE' || $1::bigint", [personId]);
  const [own] = await rows<{ id: number }>(server.owner, "select id::int as id from course where code = 'SCENE' || $1::bigint", [personId]);
  return own ? { courseId: idOf({ type: 'Course', key: own.id }), expectedVersion: 1 } : null;
}

/** Of a course of Nanjing's, so that no course of the callers' own goes astray. */
async function twoExperts({ server }: MutationWalk, caller: Caller): Promise<object | null> {
  if (caller.name !== '顾文远') return null;
  const [course] = await rows<{ id: number }>(server.owner, "update course set state = 'HANDED_IN', version = 1 where code = 'DRAFTED' returning id::int as id");
  const found = await rows<{ id: number }>(server.owner, `with post as (insert into role_assignment (person_id, role, office_id, valid_from) select person_id, 'EXPERT', 1, '2023-07-01' from role_assignment where role = 'CHIEF_TUTOR' limit 1 returning id, person_id), served as (insert into programme_role (role_id, programme_id) select id, 1 from post)
    select person_id::int as id from post union all select id::int from person where user_name = 'song.huaijin'`);
  return { courseId: idOf({ type: 'Course', key: course?.id ?? 0 }), expectedVersion: 1, personIds: found.map(({ id }) => idOf({ type: 'Person', key: id })) };
}

async function ownContact({ server }: MutationWalk, caller: Caller): Promise<object | null> {
  const key = await firstInSight(server.owner, 'Person', caller.sees, 't.merged_into_id is null');
  const [person] = await rows<{ number: string }>(server.owner, 'select training_number as number from person where id = $1', [key ?? 0]);
  return person ? { contactNumber: person.number } : null;
}

/** On what a mutation acts, which rows it may act on, and an input with every field. `alsoGiven` covers fields that shut each other out. */
export const fixtures: Record<string, { target: NodeType; suits: string; input: (id: string, version: number, near: Near) => object; alsoGiven?: object; given?: (walk: MutationWalk, caller: Caller, key: number) => Promise<object | null>; prepare?: (walk: MutationWalk, caller: Caller, key: number) => Promise<void>; exceptFor?: string } | { target: null; input: object }> = {
  signIn: { target: null, input: { login: 'zhou.mingli', password: demoPassword } }, proveSecondFactor: { target: null, input: { code: '000000' } },
  beginSecondFactor: { target: null, input: { password: demoPassword } }, confirmSecondFactor: { target: null, input: { code: '000000' } }, switchOffSecondFactor: { target: null, input: { password: demoPassword } },
  renewRecoveryCodes: { target: null, input: { password: demoPassword } },
  changePassword: { target: null, input: { oldPassword: demoPassword, newPassword: '另一个够长的密码词' } },
  revokeSessions: { target: 'Session', suits: 'true', input: (sessionId) => ({ sessionId }) },
  resetPassword: { target: 'Person', suits: withoutPost, input: (personId) => ({ personId, reason: '忘记密码' }) },
  resetSecondFactor: { target: 'Person', suits: withoutPost, input: (personId) => ({ personId, reason: '更换手机' }) },
  signOut: { target: null, input: {} },
  beginViewAs: { target: 'Office', suits: "t.level = 'SCHOOL' and t.state = 'OPEN'", input: (officeId) => ({ officeId, reason: '协助排查。' }) },
  endViewAs: { target: null, input: {} },
  activateRole: { target: 'RoleAssignment', suits: 'true', input: (roleId) => ({ roleId }) },
  claimSubmission: { target: 'Submission', suits: "t.is_latest and t.state = 'SUBMITTED'", input: (submissionId) => ({ submissionId }), alsoGiven: { filter: 'UNGRADED', classId: 'cls_1', assignmentId: 'asg_1', order: 'RANDOM', afterSubmissionId: 'sbm_1', seat: 'walk', isAhead: true } },
  giveBackSubmission: { target: 'Submission', suits: "t.is_latest and t.state = 'SUBMITTED'", input: (submissionId) => ({ submissionId }) },
  saveReviewDraft: { target: 'Submission', suits: "t.is_latest and t.state = 'SUBMITTED'", input: (submissionId) => ({ submissionId, expectedDraftVersion: 0, points: '80', criterionPoints: points, comment: '草稿。', isExcellent: true, annotations: [] }) },
  submitReview: { target: 'Submission', suits: "t.is_latest and t.state = 'SUBMITTED'", input: (submissionId, expectedVersion) => ({ submissionId, expectedVersion, points: '80', criterionPoints: points, comment: '好。', isExcellent: false, annotations: [], idempotencyKey: `walk ${submissionId}`, force: false }), alsoGiven: { usedCommentIds: [], annotations: [{ start: 0, end: 1, quote: '一', comment: '好。', criterion: 'content', deduction: '1' }] } },
  returnSubmission: { target: 'Submission', suits: "t.is_latest and t.state = 'SUBMITTED'", input: (submissionId, expectedVersion) => ({ submissionId, expectedVersion, reason: '请补充。', annotations: [] }) },
  createRubric: { target: null, input: { name: '新标准', subject: 'ART', criteria: oneCriterion, idempotencyKey: 'walk rubric' } },
  reviseRubric: { target: 'Rubric', suits: `t.is_latest and t.criteria @> '[{"key": "content"}]'`, input: (rubricId, expectedVersion) => ({ rubricId, expectedVersion, name: '改过的标准', subject: 'ART', criteria: oneCriterion }) },
  applyRubric: { target: 'Assignment', suits: 't.rubric_id = 1 and t.id < 1000', input: (assignmentId) => ({ assignmentId, rubricId: 'rub_1', expectedRubricId: 'rub_1', reason: '改分。' }) },
  createSavedComment: { target: null, input: { text: '结构完整。', subject: 'ART', idempotencyKey: 'walk comment' } },
  changeSavedComment: { target: 'SavedComment', suits: 't.subject is null', input: (savedCommentId, expectedVersion) => ({ savedCommentId, expectedVersion, text: `改过的评语${next()}。` }), alsoGiven: { subject: 'ART' } },
  favourSavedComment: { target: 'SavedComment', suits: 't.subject is null and t.version = 1', input: (savedCommentId) => ({ savedCommentId, isFavourite: true }) },
  removeSavedComment: { target: 'SavedComment', suits: 't.subject is null', input: (savedCommentId, expectedVersion) => ({ savedCommentId, expectedVersion }) },
  releaseReviews: { target: 'Submission', suits: inHand, input: (submissionId, expectedVersion) => ({ items: [{ submissionId, expectedVersion }], idempotencyKey: `walk ${next()}` }), alsoGiven: { class: { classId: 'cls_1', assignmentId: 'asg_1', expectedCount: 1 } }, prepare: scored },
  returnSubmissions: { target: 'Submission', suits: inHand, input: (submissionId, expectedVersion) => ({ items: [{ submissionId, expectedVersion }], reason: '请补充。', idempotencyKey: `walk ${next()}` }) },
  flagSubmissions: { target: 'Submission', suits: inHand, input: (submissionId, expectedVersion) => ({ items: [{ submissionId, expectedVersion }], kind: 'PLAGIARISM', reason: '与他人相近。', idempotencyKey: `walk ${next()}` }) },
  undoReview: { target: 'Submission', suits: inHand, input: (submissionId, expectedVersion) => ({ submissionId, expectedVersion, idempotencyKey: `walk ${next()}` }), prepare: scored },
  flagSubmission: { target: 'Submission', suits: `${inHand} and not exists (select 1 from submission_flag f where f.submission_id = t.id)`, input: (submissionId) => ({ submissionId, kind: 'ATTENTION', reason: '再看一遍。' }) },
  clearFlag: { target: 'Submission', suits: inHand, input: (submissionId) => ({ submissionId, kind: 'ATTENTION' }), prepare: flagged },
  applyGradingSheet: { target: 'GradingSheet', suits: 't.apply_act_id is null', input: (sheetId) => ({ sheetId, overwriteLines: [], idempotencyKey: `walk ${next()}` }) },
  undoGradingSheet: { target: 'GradingSheet', suits: 't.apply_act_id is not null and t.undo_act_id is null', input: (sheetId) => ({ sheetId }) },
  saveQueue: { target: 'TrainingClass', suits: 'true', input: (classId) => ({ name: `筛选${next()}`, filter: 'LATE', order: 'RANDOM', classId, assignmentId: 'asg_1' }) },
  removeSavedQueue: { target: 'SavedQueue', suits: 'true', input: (savedQueueId) => ({ savedQueueId }) },
  lookAtReviews: { target: 'Enrolment', suits: 'true', input: (enrolmentId) => ({ enrolmentId }) },
  writeCourse: { target: null, input: { ...courseContent, programmeId: 'prg_1', bodyId: null, idempotencyKey: 'walk course' } },
  rewriteCourse: { target: 'Course', suits: "t.code like 'SCENE%'", input: (courseId, expectedVersion) => ({ ...courseContent, courseId, expectedVersion }), prepare: courseAs(ownDraft), given: ownCourse },
  handInCourse: { target: 'Course', suits: "t.code like 'SCENE%'", input: (courseId, expectedVersion) => ({ courseId, expectedVersion, note: '请评审。' }), prepare: courseAs(ownDraft), given: ownCourse },
  assignCourseReviewers: { target: 'Course', suits: "t.code like 'SCENE%'", input: (courseId, expectedVersion) => ({ courseId, expectedVersion, personIds: ['prs_1'] }), given: twoExperts },
  rateCourse: { target: 'Course', suits: "t.code like 'SCENE%'", input: (courseId) => ({ courseId, points: coursePoints, comment: '好。' }), prepare: courseAs(toRate) },
  decideCourse: { target: 'Course', suits: "t.code like 'SCENE%'", input: (courseId, expectedVersion) => ({ courseId, expectedVersion, isAccepted: false, reason: '请补充。' }), prepare: courseAs(handedIn), given: async (_, caller) => (caller.name === '顾文远' ? {} : null) },
  openClasses: { target: null, input: { programmeId: 'prg_1', expectedPeriods: 0, expectedClasses: 0, idempotencyKey: 'walk classes' } },
  registerTrainingBody: { target: null, input: { name: '某中心', creditCode: '91350100M000100Y43', contactNumber: '1', email: 'x@example.cn', idempotencyKey: 'walk body' } },
  changeTrainingBody: { target: 'TrainingBody', suits: "t.name = '某培训中心'", input: (bodyId, expectedVersion) => ({ bodyId, expectedVersion, name: '某培训中心', creditCode: '91350100M000100Y43', contactNumber: '1', email: 'x@example.cn' }), given: ownContact, prepare: async ({ server }) => { await server.owner.query("update training_body set credit_code = 'SCENE' || id"); } },
  ...nominationFixtures, ...programmeFixtures, ...resourceFixtures,
  makeAppeal: { target: 'Submission', suits: "t.is_latest and t.state = 'RELEASED'", input: (submissionId, expectedVersion) => ({ submissionId, expectedVersion, items: [{ criterion: 'content', reason: '写到了。' }], idempotencyKey: `walk ${next()}` }), prepare: released },
  withdrawAppeal: { target: 'Appeal', suits: 'true', input: (appealId, expectedVersion) => ({ appealId, expectedVersion }), prepare: appealed, given: versionOfAppealed },
  answerAppeal: { target: 'Appeal', suits: 'true', input: (appealId, expectedVersion) => ({ appealId, expectedVersion, answer: '维持原分。', idempotencyKey: `walk ${next()}` }), alsoGiven: { revisions: [{ criterion: 'content', points: '20', reason: '改。' }] }, prepare: appealed, given: versionOfAppealed },
  // Only those who serve or organise the programme find it; the stories are told in test/allocation.
  allocateSubmissions: { target: null, input: { allocation: { programmeId: 'prg_zz', classId: 'cls_1', assignmentId: 'asg_1', terms: [{ tutorId: 'prs_1', weight: 1, dailyCap: 1 }], days: 1, isAnew: true, excludesOwnCounty: true }, expectedVersion: 0, expectedCount: 0, idempotencyKey: 'walk allocation' } },
  reassignSubmissions: { target: null, input: { programmeId: 'prg_zz', fromTutorId: 'prs_1', toTutorId: 'prs_2', assignmentId: 'asg_1', count: 1, submissionIds: ['sbm_1'], reason: '均衡。', idempotencyKey: 'walk reassign' } },
  endTutorAbsence: { target: null, input: { programmeId: 'prg_zz', tutorId: 'prs_1', from: '2023-09-11', idempotencyKey: 'walk absence ended' } },
  markTutorAbsent: { target: null, input: { programmeId: 'prg_zz', tutorId: 'prs_1', from: '2023-09-11', until: '2023-09-12', reason: '病假。', idempotencyKey: 'walk absence' } },
  // As it stands: who may say so may say it again. A county below a city states nothing, and only who organises confirms.
  stateQuotas: { target: 'Office', suits: "t.level in ('CITY', 'COUNTY')", input: (officeId) => ({ programmeId: 'prg_1', officeId, cells: [{ periodId: 'prd_9', seats: 0, expectedVersion: 0 }], idempotencyKey: `walk ${next()}` }), given: async (walk, _caller, key) => asStated(walk, key) },
  confirmQuotas: { target: 'Office', suits: "t.level <> 'SCHOOL'", input: (officeId) => ({ programmeId: 'prg_1', officeId, cells: [{ officeId: 'ofc_2', periodId: 'prd_9', seats: 0, expectedVersion: 0 }], reason: '核定。', idempotencyKey: `walk ${next()}` }), given: async (walk, _caller, key) => (key === 1 ? asHeld(walk, key) : null) },
  saveQuotaSheet: { target: 'Office', suits: "t.level = 'COUNTY'", input: (officeId) => ({ programmeId: 'prg_1', officeId, cells: [{ officeId: 'ofc_2', periodId: 'prd_9', seats: 0, expectedVersion: 0 }], reason: '调整。', idempotencyKey: `walk ${next()}` }), given: async (walk, _caller, key) => asHeld(walk, key) },
  takeBackIdleQuotas: { target: 'Office', suits: "t.level = 'COUNTY'", input: (officeId) => ({ programmeId: 'prg_1', officeId, periods: [{ periodId: 'prd_9', expectedSeats: 0 }], reason: '统筹。', idempotencyKey: `walk ${next()}` }), given: async (walk, _caller, key) => asIdle(walk, key) },
  chooseClass: { target: 'TrainingClass', suits: 't.period_id = 9 and t.course_id = 1', input: (classId) => ({ classId, idempotencyKey: `walk ${next()}` }) },
  withdrawChoice: { target: 'TrainingClass', suits: 't.period_id = 9 and t.course_id = 2', input: (classId) => ({ classId, idempotencyKey: `walk ${next()}` }), prepare: chosen },
  enrolLearners: { target: 'TrainingClass', suits: 't.period_id = 9 and t.course_id = 3', input: (classId) => ({ classId, personIds: ['prs_1'], idempotencyKey: `walk ${next()}` }), prepare: chosenAtSchool, given: oneOfSchool },
  // Whatever an office may not decide it is told so; only who organises says how many a class takes.
  setClassCapacity: { target: 'TrainingClass', suits: 't.period_id = 9 and not exists (select 1 from class_places c where c.class_id = t.id)', input: (classId) => ({ classId, capacity: 5_000, expectedVersion: 0, idempotencyKey: `walk ${next()}` }), given: async (_walk, { name }) => (name === '顾文远' ? {} : null) },
  enrolBySheet: { target: 'TrainingClass', suits: 't.period_id = 7 and t.course_id = 4', input: (classId) => ({ entries: [{ classId, personId: 'prs_1' }], idempotencyKey: `walk ${next()}` }), prepare: chosenAtSchool, given: entryOfSchool },
  withdrawEnrolment: { target: 'Enrolment', suits: inPeriodToCome, input: (enrolmentId, expectedVersion) => ({ enrolmentId, expectedVersion, reason: '病假。', idempotencyKey: `walk ${next()}` }) },
  substituteLearner: { target: 'Enrolment', suits: inPeriodToCome, input: (enrolmentId, expectedVersion) => ({ enrolmentId, expectedVersion, personId: 'prs_1', reason: '调动。', idempotencyKey: `walk ${next()}` }), given: colleague },
  reviewEnrolments: { target: 'Enrolment', suits: inReview, input: (enrolmentId, expectedVersion) => ({ enrolments: [{ enrolmentId, expectedVersion }], decision: 'PASS', idempotencyKey: `walk ${next()}` }), alsoGiven: { reason: '请核实。' }, prepare: waitingForReview, given: async (_walk, { name }) => (/陆景行|钱开明/.test(name) ? {} : null) },
  answerEnrolmentReview: { target: 'Enrolment', suits: inReview, input: (enrolmentId, expectedVersion) => ({ enrolmentId, answer: '已核实。', expectedVersion, idempotencyKey: `walk ${next()}` }), prepare: sentBack },
  grantEnrolmentException: { target: 'Person', suits: notExcepted, input: (personId) => ({ programmeId: 'prg_1', personId, rule: 'NOT_SAME_SERIES_IN_CONSECUTIVE_YEARS', reason: '骨干教师。', idempotencyKey: `walk ${next()}` }), given: async (_walk, { name }) => (name === '顾文远' ? {} : null) },
  addOpinion: { target: 'Submission', suits: 't.is_latest', input: (submissionId) => ({ submissionId, text: '有新意。' }) },
  handIn: { target: 'Submission', suits: "t.is_latest and t.state = 'RETURNED'", input: (submissionId, expectedVersion) => ({ submissionId, expectedVersion, text: '修改后的正文。', idempotencyKey: `walk ${submissionId}` }) },
  createApiClient: { target: 'Office', suits: "t.state = 'OPEN'", input: (officeId) => ({ name: '某平台', officeId, scopes: ['OFFICES_READ', 'RESULTS_READ'] }) },
  createOffice: { target: 'Office', suits: "t.level = 'COUNTY'", input: (parentId) => ({ parentId, level: 'SCHOOL', code: String(88_000_000 + next()), name: '新学校', ...decided() }) },
  renameOffice: { target: 'Office', suits: "t.level = 'SCHOOL' and t.state = 'OPEN'", input: (officeId, expectedVersion) => ({ officeId, expectedVersion, name: `新名${next()}`, ...decided() }) },
  moveOffice: { target: 'Office', suits: "t.level = 'SCHOOL' and t.state = 'OPEN'", input: (officeId, expectedVersion) => ({ officeId, expectedVersion, parentId: 'ofc_1', ...decided() }), given: async (walk, caller, key) => inSight(walk, 'parentId', caller, `t.level = 'COUNTY' and t.id <> coalesce((select parent_id from office where id = ${key}), 0)`) },
  mergeOffice: { target: 'Office', suits: "t.code like '99%' and t.state = 'OPEN'", input: (officeId, expectedVersion) => ({ officeId, expectedVersion, intoId: 'ofc_1', ...decided() }), given: async (walk, caller, key) => inSight(walk, 'intoId', caller, `t.level = 'SCHOOL' and t.state = 'OPEN' and t.id <> ${key}`) },
  closeOffice: { target: 'Office', suits: "t.code like '99%' and t.state = 'OPEN' and not exists (select 1 from person p where p.office_id = t.id)", input: (officeId, expectedVersion) => ({ officeId, expectedVersion, ...decided() }) },
  cancelOfficeChange: { target: 'OfficeChange', suits: "t.state = 'PLANNED'", input: (changeId) => ({ changeId, reason: '不办了。' }) },
  appointSteeringMember: { target: 'Office', suits: "t.level = 'COUNTY'", input: (officeId) => ({ officeId, post: 'MEMBER', name: `新成员${next()}`, unit: '某局', validFrom: '2023-09-10', validUntil: '2024-08-31', idempotencyKey: `walk ${next()}` }), alsoGiven: { trainingNumber: '3200000001' } },
  endSteeringMembership: { target: 'SteeringMember', suits: 't.valid_until is null', input: (memberId, expectedVersion) => ({ memberId, expectedVersion, lastDay: '2023-12-31' }) },
  addOfficeContact: { target: 'Office', suits: "t.state = 'OPEN'", input: (officeId) => ({ officeId, name: '联系人', unit: '某单位', mobile: '13800000000', email: 'x@example.cn', idempotencyKey: `walk ${next()}` }) },
  changeOfficeContact: { target: 'OfficeContact', suits: 't.removed_at is null', input: (contactId, expectedVersion) => ({ contactId, expectedVersion, name: '联系人', unit: '某单位', mobile: '13900000000', email: 'y@example.cn' }) },
  removeOfficeContact: { target: 'OfficeContact', suits: 't.removed_at is null', input: (contactId, expectedVersion) => ({ contactId, expectedVersion }) },
  revealOfficeContact: { target: 'OfficeContact', suits: 't.removed_at is null', input: (contactId) => ({ contactId, reason: '联系报名。' }) },
  updateTeacherData: { target: 'Person', suits: 't.subject is not null', input: (personId, expectedVersion) => ({ personId, expectedVersion, title: '特聘教师', effectiveOn: '2023-09-01', reason: '新聘。', idempotencyKey: `update ${personId} ${expectedVersion}` }), alsoGiven: { name: '某人', subject: 'MUSIC', stage: 'PRIMARY', joinedYear: 2001, posts: [], specialGrades: [], idCard: null, mobile: null } },
  transferTeacher: { target: 'Person', suits: 't.subject is not null', input: (personId, expectedVersion, { schoolId }) => ({ personId, toOfficeId: schoolId, effectiveOn: '2023-09-01', reason: '工作需要', expectedVersion, idempotencyKey: `move ${personId} ${expectedVersion}` }) },
  mergePeople: { target: 'Person', suits: "t.training_number like 'DUP%' and t.merged_into_id is null", input: (keptId, keptVersion, { personId }) => ({ keptId, keptVersion, mergedId: personId, mergedVersion: 1, reason: '确为同一人', idempotencyKey: `merge ${keptId}` }) },
  revealPersonalData: { target: 'Person', suits: 't.id_card_sealed is not null', input: (personId) => ({ personId, field: 'ID_CARD', reason: '核对证件' }) },
  decideCorrection: { target: 'DataCorrection', suits: "t.state = 'PROPOSED'", input: (correctionId) => ({ correctionId, isAccepted: false, reason: '与档案不符', idempotencyKey: `decide ${correctionId}` }) },
  applyRosterImport: { target: 'RosterImport', suits: "t.state = 'CHECKED'", input: (importId) => ({ importId }) },
  undoRosterImport: { target: 'RosterImport', suits: "t.state = 'APPLIED' and t.undoable_until > now()", input: (importId) => ({ importId }) },
  confirmOwnData: { target: null, input: { expectedVersion: 1 } },
  proposeCorrection: { target: null, input: { changes: [{ field: 'TITLE', value: '高级教师' }], note: '已评上', idempotencyKey: 'walk own' } },
  appoint: { target: 'Office', suits: "t.level = 'SCHOOL' and t.state = 'OPEN' and (select count(*) from person p where p.office_id = t.id and p.merged_into_id is null) > 5", input: (officeId) => ({ officeId, role: 'SUBJECT_LEAD', personId: 'prs_1', subject: subjects[(subjectsGiven += 1) % subjects.length], validFrom: '2023-09-10', validUntil: '2024-08-31', reason: '工作需要。', idempotencyKey: `walk appoint ${subjectsGiven}` }), alsoGiven: { classIds: [], programmeIds: [] }, given: async (walk, _caller, key) => somebodyAt(walk, key) },
  endAppointment: { target: 'Appointment', suits: "t.role = 'SUBJECT_LEAD' and t.valid_until is null", input: (appointmentId, expectedVersion) => ({ appointmentId, expectedVersion, lastDay: '2023-12-31', reason: '调整。', idempotencyKey: `walk ${appointmentId}` }) },
  changeAllotments: { target: 'Appointment', suits: "t.role = 'EXPERT' and t.version = 1 and not exists (select 1 from programme_role p where p.role_id = t.id)", input: (appointmentId, expectedVersion) => ({ appointmentId, expectedVersion, classIds: [], programmeIds: [], reason: '核对。', idempotencyKey: `walk ${appointmentId}` }) },
  // A county below a city recommends nobody: JS-17 names the cities.
  recommendChiefTutor: { target: 'Person', suits: "not exists (select 1 from chief_tutor_recommendation r where r.person_id = t.id)", input: (personId) => ({ personId, subject: 'DANCE', standings: ['SPECIAL_GRADE'], reason: '经验丰富。', idempotencyKey: `walk ${personId}` }), exceptFor: '陆景行' },
  withdrawChiefTutorRecommendation: { target: 'ChiefTutorRecommendation', suits: "t.state = 'RECOMMENDED' and t.office_id in (select id from office where code in ('3205', '320583'))", input: (recommendationId, expectedVersion) => ({ recommendationId, expectedVersion, reason: '另有安排。' }), exceptFor: '陆景行' },
  appointChiefTutor: { target: 'ChiefTutorRecommendation', suits: "t.state = 'RECOMMENDED'", input: (recommendationId, expectedVersion) => ({ recommendationId, expectedVersion, programmeId: 'prg_1', validFrom: '2023-09-10', validUntil: '2024-08-31', reason: '遴选。', idempotencyKey: `walk ${recommendationId}` }) },
  requestExport: { target: null, input: { list: 'enrolments', format: 'XLSX', parameters: [{ name: 'search', value: '王' }], reason: '核对名册', idempotencyKey: 'walk export' } },
  decideExport: { target: 'ExportRequest', suits: "t.state = 'WAITING'", input: (requestId, expectedVersion) => ({ requestId, expectedVersion, isApproved: true, reason: '用途清楚', idempotencyKey: `walk ${requestId}` }) },
  setSecondMarking: { target: 'Assignment', suits: 't.id < 7', input: (assignmentId) => ({ assignmentId, expectedVersion: 0, samplePercent: 0, borders: [], newTutorReviews: 0, newTutorDays: 0, tolerance: '5' }), alsoGiven: { classId: 'cls_1', borders: [{ from: '0.1', to: '0.2' }] }, prepare: async ({ server }) => { await server.owner.query('delete from second_marking_setting where assignment_id < 7'); } },
  decideDispute: { target: 'Submission', suits: inHand, input: (submissionId, expectedVersion) => ({ submissionId, expectedVersion, points: '80', criterionPoints: points, given: [{ side: 'FIRST', annotation: null }], comment: '', reason: '细看后定分。', isExcellent: false, idempotencyKey: `walk ${next()}` }), prepare: (walk, caller, key) => markedTwice(walk, caller, key, 'DISPUTED') },
  waiveSecondMarking: { target: 'Submission', suits: inHand, input: (submissionId, expectedVersion) => ({ submissionId, expectedVersion, reason: '无人复评。' }), prepare: (walk, caller, key) => markedTwice(walk, caller, key, 'WAITING') },
  markAnchor: { target: 'Submission', suits: `${inHand} and not exists (select 1 from anchor_paper a where a.submission_id = t.id)`, input: (submissionId) => ({ submissionId, title: '80 分', criterionPoints: points.map((one) => ({ ...one, comment: '' })), comment: '过程完整。' }) },
  removeAnchor: { target: 'AnchorPaper', suits: 't.removed_at is null', input: (anchorId) => ({ anchorId }) },
  calibrate: { target: 'AnchorPaper', suits: 't.removed_at is null', input: (anchorId) => ({ anchorId, criterionPoints: points }) },
  revokeApiClient: { target: 'ApiClient', suits: "t.revoked_at is null and t.client_id <> 'yx-demo-suzhou'", input: (clientId) => ({ clientId }) },
};

/** Fields of inputs that take an id beside the target: what they name, and an input in which nothing else is wrong. */
const besides: Record<string, { names: NodeType; input?: (id: string) => object }> = {
  ...programmesBeside,
  ...Object.fromEntries(['stateQuotas', 'confirmQuotas', 'saveQuotaSheet', 'takeBackIdleQuotas', 'grantEnrolmentException'].map((mutation) => [`${mutation}.programmeId`, { names: 'Programme' as const }])),
  'writeCourse.programmeId': { names: 'Programme' },
  'writeCourse.bodyId': { names: 'TrainingBody' },
  'assignCourseReviewers.personIds': { names: 'Person' },
  'openClasses.programmeId': { names: 'Programme' },
  'enrolLearners.personIds': { names: 'Person' },
  'substituteLearner.personId': { names: 'Person' },
  'moveOffice.parentId': { names: 'Office' },
  'mergeOffice.intoId': { names: 'Office' },
  'saveQueue.assignmentId': { names: 'Assignment' },
  'setSecondMarking.classId': { names: 'TrainingClass' },
  'endTutorAbsence.programmeId': { names: 'Programme' },
  'endTutorAbsence.tutorId': { names: 'Person' },
  'markTutorAbsent.programmeId': { names: 'Programme' },
  'markTutorAbsent.tutorId': { names: 'Person' },
  'reassignSubmissions.programmeId': { names: 'Programme' },
  'reassignSubmissions.fromTutorId': { names: 'Person' }, 'reassignSubmissions.toTutorId': { names: 'Person' },
  'reassignSubmissions.assignmentId': { names: 'Assignment' },
  'reassignSubmissions.submissionIds': { names: 'Submission' },
  'applyRubric.rubricId': { names: 'Rubric' },
  'applyRubric.expectedRubricId': { names: 'Rubric' },
  'claimSubmission.assignmentId': { names: 'Assignment', input: (assignmentId) => ({ filter: 'RETURNED', assignmentId }) },
  'claimSubmission.classId': { names: 'TrainingClass', input: (classId) => ({ filter: 'UNGRADED', classId }) },
  // The review itself is refused: whether a comment is another's must not be told by what is counted.
  'submitReview.usedCommentIds': { names: 'SavedComment', input: (id) => ({ submissionId: 'sbm_1', expectedVersion: 1, criterionPoints: [], comment: '', isExcellent: false, usedCommentIds: [id] }) },
  'transferTeacher.toOfficeId': { names: 'Office' },
  'mergePeople.mergedId': { names: 'Person' },
  'appoint.personId': { names: 'Person' },
  'appoint.classIds': { names: 'TrainingClass' },
  'appoint.programmeIds': { names: 'Programme' },
  'changeAllotments.classIds': { names: 'TrainingClass' },
  'changeAllotments.programmeIds': { names: 'Programme' },
  'appointChiefTutor.programmeId': { names: 'Programme' },
  'claimSubmission.afterSubmissionId': { names: 'Submission', input: (afterSubmissionId) => ({ filter: 'RETURNED', afterSubmissionId }) },
};

/** Every field of a mutation's input that takes an id, as `mutation.field`, but for the one that names the target. */
export function idFieldsBeside(): { missing: string[]; surplus: string[] } {
  const fields = mutations.flatMap(({ name, args }) => {
    const input = args[0] ? getNamedType(args[0].type) : undefined;
    const fixture = fixtures[name];
    const target = fixture && fixture.target !== null ? Object.entries(fixture.input('the target', 1, { schoolId: 'x', personId: 'x' })).find(([, value]) => value === 'the target')?.[0] : undefined;
    if (!input) return [];
    return isInputObjectType(input) ? Object.values(input.getFields()).filter((field) => getNamedType(field.type).name === 'ID' && field.name !== target).map((field) => `${name}.${field.name}`) : [];
  });
  return { missing: fields.filter((field) => !besides[field]), surplus: Object.keys(besides).filter((field) => !fields.includes(field)) };
}

const codeOf = outcome;
const versioned: Partial<Record<NodeType, string>> = { Submission: 'submission', Enrolment: 'enrolment', Office: 'office', OfficeContact: 'office_contact', SteeringMember: 'steering_member', Person: 'person', Appointment: 'role_assignment', ChiefTutorRecommendation: 'chief_tutor_recommendation', SavedComment: 'saved_comment', Rubric: 'rubric', Course: 'course', TrainingBody: 'training_body', Resource: 'resource', Nomination: 'nomination' };

export class MutationWalk {
  asked = 0;

  constructor(readonly server: TestServer) {}

  may(caller: Caller, mutation: string): boolean { return grantedTo(caller)(`Mutation.${mutation}`); }

  documentFor(mutation: string, caller: Caller): string {
    const field = mutations.find((one) => one.name === mutation);
    const payload = getNamedType(field?.type as NonNullable<typeof field>['type']);
    if (!isObjectType(payload)) throw new Error(`${mutation} answers no object`);
    const selection = selectAll(payload, grantedTo(caller), 2) ?? '__typename';
    const argument = field?.args.length ? ['($input: ' + String(field.args[0]?.type) + ')', '(input: $input)'] : ['', ''];
    return `mutation ${argument[0]} { ${mutation}${argument[1]} { ${selection} } }`;
  }

  #ask(caller: Caller, mutation: string, input: object): Promise<Answer> {
    this.asked += 1;
    return caller.actor.ask(this.documentFor(mutation, caller), { input });
  }

  async #versionOf(type: NodeType, key: number): Promise<number> {
    return type in versioned ? ((await rows<{ version: number }>(this.server.owner, `select version from ${versioned[type]} where id = $1`, [key]))[0]?.version ?? 1) : 1;
  }

  async #nearOf(caller: Caller, key: number): Promise<Near> {
    const first = async (type: NodeType, condition: string) => idOf({ type, key: (await firstInSight(this.server.owner, type, caller.sees, condition)) ?? 0 });
    return {
      schoolId: await first('Office', `t.level = 'SCHOOL' and t.state = 'OPEN' and t.id <> coalesce((select office_id from person where id = ${key}), 0)`),
      personId: await first('Person', `t.training_number like 'DUP%' and t.merged_into_id is null and t.version = 1 and t.id <> ${key}`),
    };
  }

  async #outOfSight(caller: Caller, type: NodeType, suits: string): Promise<number | undefined> {
    const { owner } = this.server;
    const hidden = (condition: string) => firstInSight(owner, type, { kind: 'SUBTREE', path: '/', personId: null, roleId: null }, `not coalesce((${visible(type, caller.sees)}), false) and (${condition})`);
    // Where every suitable row is in sight (the programme's own people), any other row beyond it will do.
    const ofOthers: Partial<Record<NodeType, string>> = { RoleAssignment: 'role_assignment t where t.person_id', Session: 'session t where t.person_id', SavedQueue: 'saved_queue t where t.person_id', GradingSheet: 'grading_sheet t where t.person_id', SavedComment: 'saved_comment t where t.subject is null and t.owner_id' };
    return ofOthers[type] ? (await rows<{ id: number }>(owner, `select t.id::int as id from ${ofOthers[type]} <> ${'personId' in caller.sees ? (caller.sees.personId ?? 0) : 0} order by t.id limit 1`))[0]?.id : (await hidden(suits)) ?? (await hidden('true'));
  }

  /** What is not granted is refused before anything runs, and nothing is written. Who looks as an office is refused everything. */
  async notGranted(caller: Caller, isTried: (mutation: string) => boolean): Promise<string[]> {
    const unexpected: string[] = [];
    const before = await fingerprint(this.server.owner);
    for (const { name: mutation } of mutations) {
      const fixture = fixtures[mutation];
      const isOpen = ['signIn', 'signOut', 'endViewAs'].includes(mutation);
      if (!fixture || (caller.isViewing ? isOpen : this.may(caller, mutation)) || !isTried(mutation)) continue;
      const key = fixture.target === null ? 0 : (await firstInSight(this.server.owner, fixture.target, caller.isViewing ? caller.sees : { kind: 'SUBTREE', path: '/', personId: null, roleId: null }, 'true')) ?? 1;
      const answer = await this.#ask(caller, mutation, fixture.target === null ? fixture.input : fixture.input(idOf({ type: fixture.target, key }), 1, { schoolId: 'ofc_1', personId: 'prs_1' }));
      const wanted = caller.grantee.kind === 'NOBODY' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
      if (codeOf(answer) !== wanted) unexpected.push(`${caller.name}: ${mutation} answers ${codeOf(answer)}`);
      if (caller.isViewing && answer.errors[0]?.extensions['reason'] !== 'READ_ONLY_VIEW') unexpected.push(`${caller.name}: ${mutation} is not refused as read-only`);
    }
    if ((await fingerprint(this.server.owner)) !== before) unexpected.push(`${caller.name}: something was written by what is not granted`);
    return unexpected;
  }

  /** Beyond the own scope the answer is that of what never existed, from as many statements, and nothing is written. Tells of which there is nothing beyond. */
  async beyondScope(caller: Caller, count: StatementCount | null, isTried: (mutation: string) => boolean): Promise<{ unexpected: string[]; allInSight: string[] }> {
    const unexpected: string[] = [];
    const allInSight: string[] = [];
    const before = await fingerprint(this.server.owner);
    for (const { name: mutation } of mutations) {
      const fixture = fixtures[mutation];
      if (!isTried(mutation)) continue;
      if (!fixture || fixture.target === null || !this.may(caller, mutation) || caller.isViewing || (caller.grantee.kind === 'TOKEN' && mutation === 'activateRole')) continue;
      const { target } = fixture;
      const key = await this.#outOfSight(caller, target, fixture.suits);
      if (key === undefined) { allInSight.push(target); continue; }
      const beside = (await fixture.given?.(this, caller, key)) ?? {};
      const version = await this.#versionOf(target, key);
      const near = await this.#nearOf(caller, key);
      const ask = async (id: number) => {
        count?.take();
        const answer = await this.#ask(caller, mutation, { ...fixture.input(idOf({ type: target, key: id }), version, near), ...beside });
        const code = mutation === 'activateRole' ? String(answer.data?.[mutation]?.['refusals']?.[0]?.['code']) : codeOf(answer);
        if (code !== 'NOT_FOUND') unexpected.push(`${caller.name}: ${mutation} answers ${code} for ${id === key ? 'a foreign' : 'no'} ${target}`);
        return `${bytes(answer)} from ${count?.take() ?? 0} statements`;
      };
      const difference = await differenceOf(ask, key, neverKey);
      if (difference !== null) unexpected.push(`${caller.name}: ${mutation}: ${difference}`);
    }
    if ((await fingerprint(this.server.owner)) !== before) unexpected.push(`${caller.name}: something was written beyond the scope`);
    return { unexpected, allInSight };
  }

  /** The same of the ids beside the target, which itself is in sight. */
  async besideTargets(caller: Caller, count: StatementCount | null, isTried: (coordinate: string) => boolean): Promise<string[]> {
    const unexpected: string[] = [];
    const before = await fingerprint(this.server.owner);
    for (const [coordinate, { names, input }] of Object.entries(besides)) {
      const [mutation = '', field = ''] = coordinate.split('.');
      const fixture = fixtures[mutation];
      if (!isTried(coordinate)) continue;
      if (!fixture || fixture.target === null || !this.may(caller, mutation) || caller.isViewing) continue;
      const own = await firstInSight(this.server.owner, fixture.target, caller.sees, fixture.suits);
      const foreign = await this.#outOfSight(caller, names, 'true');
      if (own === undefined || foreign === undefined) continue;
      const version = await this.#versionOf(fixture.target, own);
      const near = await this.#nearOf(caller, own);
      const beside = (await fixture.given?.(this, caller, own)) ?? {};
      const { target } = fixture;
      const ask = async (key: number) => {
        const id = idOf({ type: names, key });
        count?.take();
        const answer = await this.#ask(caller, mutation, input ? input(id) : { ...fixture.input(idOf({ type: target, key: own }), version, near), ...beside, [field]: id });
        return `${bytes(answer)} from ${count?.take() ?? 0} statements`;
      };
      const difference = await differenceOf(ask, foreign, neverKey);
      if (difference !== null) unexpected.push(`${caller.name}: ${coordinate}: ${difference}`);
    }
    if ((await fingerprint(this.server.owner)) !== before) unexpected.push(`${caller.name}: something was written by an id from beyond`);
    return unexpected;
  }

  /** What is granted is done within the own scope, and written. Tells what was done. */
  async within(caller: Caller, isTried: (mutation: string) => boolean): Promise<{ unexpected: string[]; done: string[]; withoutPartner: string[] }> {
    const unexpected: string[] = [];
    const done: string[] = [];
    const withoutPartner: string[] = [];
    const { owner } = this.server;
    for (const { name: mutation } of mutations) {
      const fixture = fixtures[mutation];
      if (!fixture || fixture.target === null || !isTried(mutation) || !this.may(caller, mutation) || caller.isViewing || fixture.exceptFor === caller.name || (caller.grantee.kind === 'TOKEN' && mutation === 'activateRole')) continue;
      // A score is appealed whoever has it open.
      const free = fixture.target === 'Submission' && mutation !== 'makeAppeal' ? `${fixture.suits} and not exists (select 1 from submission_lease l where l.submission_id = t.id) and not exists (select 1 from review_draft d where d.submission_id = t.id)` : fixture.suits;
      const key = await firstInSight(owner, fixture.target, caller.sees, free);
      if (key === undefined) { unexpected.push(`${caller.name} has nothing to ${mutation}`); continue; }
      if (fixture.prepare) await fixture.prepare(this, caller, key);
      const beside = await fixture.given?.(this, caller, key);
      if (beside === null) { withoutPartner.push(mutation); continue; }
      const input = { ...fixture.input(idOf({ type: fixture.target, key }), await this.#versionOf(fixture.target, key), await this.#nearOf(caller, key)), ...beside };
      const before = await momentOf(owner);
      const answer = await this.#ask(caller, mutation, input);
      const refusals = JSON.stringify(answer.data?.[mutation]?.['refusals'] ?? null);
      if (codeOf(answer) !== 'data' || refusals !== '[]') unexpected.push(`${caller.name}: ${mutation} answers ${codeOf(answer)} ${refusals}`);
      // What was begun is worked off before the next mutation is tried.
      await this.server.app.rosterWork.idle();
      await this.server.app.bulkActWork.idle();
      if (!(await isWrittenAfter(owner, before))) unexpected.push(`${caller.name}: ${mutation} wrote nothing`);
      done.push(mutation);
      // Whoever looks as an office may do nothing else until they leave.
      if (mutation === 'beginViewAs') await caller.actor.sees('mutation { endViewAs { refusals { code } } }');
    }
    return { unexpected, done, withoutPartner };
  }
}
