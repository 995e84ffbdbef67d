// Who stands where: the callers, rows of every type at every place, and by plain SQL which of them each caller may see.
import type pg from 'pg';
import { cast, demoClient } from '../../server/demo/cast.js';
import { vaultOf } from '../../server/installation.js';
import { globalId, type NodeType } from '../../server/kernel/ids.js';
import { testFieldKey } from '../support/test-profile.js';
import type { Actor, CastName, TestServer } from '../support/test-server.js';
import type { Grantee } from './permission-table.js';
import { enrolledScene, exceptionScene, reviewScene } from './choice-scene.js';
import { courseScene } from './course-scene.js';
import { resourceScene } from './resource-scene.js';
import { sheetOf } from './sheet-scene.js';

export interface Caller {
  name: string;
  actor: Actor;
  grantee: Grantee;
  sees: Sight;
  /** Looks as an office. */
  isViewing?: true;
  /** Sees too little for an object of every granted type. */
  holdsLittle?: true;
}

/** What part of the data somebody sees, as a tester says it; the server's own code has no part in it. */
export type Sight =
  | { kind: 'SUBTREE'; path: string; personId: number | null; roleId: number | null }
  | { kind: 'CLASSES'; classIds: readonly number[]; personId: number; roleId: number }
  | { kind: 'PROGRAMMES'; programmeIds: readonly number[]; personId: number; roleId: number }
  | { kind: 'SELF'; personId: number; roleId: number | null }
  | { kind: 'NOTHING' };

export interface Thing { type: NodeType; key: number; at: string }

export function idOf(thing: { type: NodeType; key: number }): string { return globalId(thing.type, thing.key); }

/** A key that no row has: the answer for it is the measure for every answer about what is out of scope. */
export const neverKey = 900_000_001;

export async function callersOf(server: TestServer): Promise<Caller[]> {
  const callers: Caller[] = [{ name: 'nobody', actor: server.nobody(), grantee: { kind: 'NOBODY' }, sees: { kind: 'NOTHING' } }];
  const scopes = ['OFFICES_READ', 'CLASSES_READ', 'ENROLMENTS_READ', 'RESULTS_READ'];
  const [platform] = await rows<{ path: string }>(server.owner, 'select o.path from api_client c join office o on o.id = c.office_id where c.client_id = $1', [demoClient.clientId]);
  callers.push({ name: demoClient.name, actor: await server.asPlatform(), grantee: { kind: 'TOKEN', scopes, level: 'CITY' }, sees: { kind: 'SUBTREE', path: platform?.path ?? '', personId: null, roleId: null } });
  for (const { name, login, role } of cast) {
    const [row] = await rows<{ person: number; role: number; path: string; level: string }>(server.owner, `select p.id::int as person, r.id::int as role, o.path, o.level
      from person p join role_assignment r on r.person_id = p.id join office o on o.id = r.office_id where p.user_name = $1`, [login]);
    if (!row) throw new Error(`${name} has no role`);
    const who = { personId: row.person, roleId: row.role };
    const ids = async (statement: string) => (await rows<{ id: number }>(server.owner, statement, [row.role])).map(({ id }) => id);
    const sees: Sight = role === 'TUTOR' ? { kind: 'CLASSES', classIds: await ids('select class_id::int as id from class_tutor where role_id = $1'), ...who }
      : role === 'EXPERT' || role === 'CHIEF_TUTOR' ? { kind: 'PROGRAMMES', programmeIds: await ids('select programme_id::int as id from programme_role where role_id = $1'), ...who }
      : role === 'LEARNER' ? { kind: 'SELF', ...who } : { kind: 'SUBTREE', path: row.path, ...who };
    callers.push({ name, actor: await server.as(name as CastName), grantee: { kind: 'ROLE', role, level: row.level }, sees });
  }
  return callers;
}

/** Whether a caller may see a row of a type: stated per type in plain SQL conditions over its table `t`. */
export function visible(type: NodeType, sees: Sight): string {
  if (sees.kind === 'NOTHING') return 'false';
  const below = (column: string) => (sees.kind === 'SUBTREE' ? `(select o.path from office o where o.id = ${column}) like '${sees.path}%'` : 'false');
  // What became part of another office is seen from there too, with what arose at it.
  const inCare = (column: string) => (sees.kind === 'SUBTREE' ? `(select o.path like '${sees.path}%' or coalesce(o.heir_path, '') like '${sees.path}%' from office o where o.id = ${column})` : 'false');
  const fact = sees.kind === 'SUBTREE' ? inCare('t.school_id') : sees.kind === 'CLASSES' ? among('t.class_id', sees.classIds) : sees.kind === 'PROGRAMMES' ? among('t.programme_id', sees.programmeIds) : `t.person_id = ${sees.personId}`;
  switch (type) {
    case 'Office': return inCare('t.id');
    case 'Person': return sees.kind === 'SUBTREE' ? below('t.office_id') : `t.id = ${sees.personId}`;
    case 'RoleAssignment': return sees.roleId === null ? 'false' : `t.id = ${sees.roleId}`;
    case 'Programme': case 'Period': case 'Assignment': case 'Rubric': return 'true';
    case 'Course': {
      const ofBody = 'personId' in sees ? `exists (select 1 from training_body b where b.id = t.body_id and b.contact_id = ${sees.personId ?? 0})` : 'false';
      return `(t.state = 'ACCEPTED' or ${sees.kind === 'SUBTREE' ? `coalesce(${below('t.office_id')}, false) or coalesce(${below('(select p.office_id from programme p where p.id = t.programme_id)')}, false)` : sees.kind === 'SELF' ? 'false' : sees.kind === 'CLASSES' ? ofBody : `t.state <> 'DRAFT' and ${among('t.programme_id', sees.programmeIds)} or ${ofBody}`})`;
    }
    case 'TrainingBody': return below('t.office_id');
    // What came from below, and what the libraries at and above the own office hold; whoever is no administrator is where they work.
    case 'Resource': return sees.kind === 'SUBTREE' ? `(${inCare('t.source_id')} or t.library_id in (select a.id from office a where '${sees.path}' like a.path || '%'))` : `t.library_id in (select a.id from office a join office h on h.path like a.path || '%' join person p on p.office_id = h.id where p.id = ${sees.personId})`;
    case 'RubricChange': return sees.kind === 'PROGRAMMES' ? among('t.programme_id', sees.programmeIds) : 'false';
    case 'TrainingClass': return sees.kind === 'CLASSES' ? among('t.id', sees.classIds) : sees.kind === 'PROGRAMMES' ? among('t.programme_id', sees.programmeIds) : 'true';
    case 'Enrolment': case 'Result': case 'Submission': return fact;
    case 'Review': return sees.kind === 'SELF' ? `${fact} and t.released_at is not null` : fact;
    case 'Appeal': return fact;
    case 'Nomination': return sees.kind === 'SELF' ? `${fact} and t.state = 'COMMENDED'` : sees.kind === 'CLASSES' ? 'false' : fact;
    case 'Opinion': return sees.kind === 'SELF' ? 'false' : fact;
    case 'SavedComment': return sees.kind === 'CLASSES' || sees.kind === 'PROGRAMMES' ? `(t.owner_id = ${sees.personId} or t.subject is not null)` : 'false';
    case 'SecondMarking': return sees.kind === 'SELF' ? 'false' : `${fact} and t.state <> 'WAITING'`;
    // No office is granted any; within a programme they are all in sight.
    case 'AnchorPaper': return `t.removed_at is null and ${sees.kind === 'CLASSES' ? `exists (select 1 from training_class k where k.course_id = t.course_id and ${among('k.id', sees.classIds)})` : sees.kind === 'PROGRAMMES' ? among('t.programme_id', sees.programmeIds) : String(sees.kind === 'SUBTREE')}`;
    case 'SavedQueue': case 'BulkAct': case 'GradingSheet': return sees.kind === 'CLASSES' || sees.kind === 'PROGRAMMES' ? `t.person_id = ${sees.personId}` : 'false';
    case 'Appointment': return `${below('t.office_id')} and t.role <> 'LEARNER'`;
    case 'ApiClient': case 'ChiefTutorRecommendation': case 'RosterImport': case 'OfficeContact': case 'SteeringMember': case 'AuditEvent': case 'ExportRequest': return below('t.office_id');
    case 'OfficeChange': return sees.kind === 'SUBTREE' ? `exists (select 1 from office o where o.id in (t.office_id, t.parent_before_id, t.parent_after_id, t.merged_into_id) and o.path like '${sees.path}%')` : 'false';
    case 'Session': return sees.personId === null ? 'false' : `t.person_id = ${sees.personId} and t.expires_at > now()`;
    case 'DataCorrection': return sees.kind === 'SUBTREE' ? below('(select p.office_id from person p where p.id = t.person_id)') : `t.person_id = ${sees.personId}`;
  }
}

/** What an answer may hold anywhere below what is the caller's: people are also seen through their work. */
export function reachable(type: NodeType, sees: Sight): string {
  // Posts of people in sight: an office knows those of its subtree, everybody else the own ones.
  if (type === 'RoleAssignment' && sees.kind !== 'NOTHING') return sees.kind === 'SUBTREE' ? `((select o.path from office o where o.id = t.office_id) like '${sees.path}%')` : `t.person_id = ${sees.personId}`;
  if (type !== 'Person' || sees.kind === 'NOTHING' || sees.kind === 'SELF') return visible(type, sees);
  const throughWork = `exists (select 1 from enrolment e where e.person_id = t.id and ${visible('Enrolment', sees).replaceAll('t.', 'e.')})`;
  return sees.kind === 'SUBTREE' ? `(${visible('Person', sees)} or ${throughWork})` : `(t.id = ${sees.personId} or ${throughWork})`;
}

const tables: Record<NodeType, [table: string, key: string]> = {
  Office: ['office', 'id'], OfficeChange: ['office_change', 'id'], OfficeContact: ['office_contact', 'id'], SteeringMember: ['steering_member', 'id'], Person: ['person', 'id'], RoleAssignment: ['role_assignment', 'id'], Programme: ['programme', 'id'], Period: ['period', 'id'], Course: ['course', 'id'], TrainingBody: ['training_body', 'id'], Resource: ['resource', 'id'], TrainingClass: ['training_class', 'id'],
  Enrolment: ['enrolment', 'id'], Result: ['result', 'enrolment_id'], Assignment: ['assignment', 'id'], Rubric: ['rubric', 'id'], RubricChange: ['rubric_change', 'id'], Submission: ['submission', 'id'], Review: ['review', 'id'], Nomination: ['nomination', 'id'], Opinion: ['opinion', 'id'], Appeal: ['appeal', 'id'], SavedComment: ['saved_comment', 'id'], SavedQueue: ['saved_queue', 'id'], BulkAct: ['bulk_act', 'id'], GradingSheet: ['grading_sheet', 'id'], SecondMarking: ['second_marking', 'id'], AnchorPaper: ['anchor_paper', 'id'], ApiClient: ['api_client', 'id'], Appointment: ['role_assignment', 'id'], ChiefTutorRecommendation: ['chief_tutor_recommendation', 'id'], Session: ['session', 'id'], DataCorrection: ['data_correction', 'id'], RosterImport: ['roster_import', 'id'], AuditEvent: ['audit_event', 'id'], ExportRequest: ['export_request', 'id'],
};

/** Commended, so that the learner sees it too. */
const nominationScene = `insert into nomination (enrolment_id, person_id, school_id, class_id, period_id, programme_id, total_tenths, reason, by_id, by_name, at, state, version, settled_at, settled_by_id, settled_by_name, settled_reason)
  select id, person_id, school_id, class_id, period_id, programme_id, 930, '作业扎实。', 1, '某总辅导员', '2023-09-09', 'COMMENDED', 2, '2023-09-09', 1, '某管理员', '同意。' from enrolment where id = $1 returning id::int as id`;

/** The keys of a type that may stand in an answer to a caller. */
export async function keysReachable(owner: pg.Client, type: NodeType, sees: Sight): Promise<number[]> {
  const [table, key] = tables[type];
  return (await rows<{ key: number }>(owner, `select t.${key}::int as key from ${table} t where ${reachable(type, sees)}`)).map((row) => row.key);
}

/** The keys of a type that a caller may see under a condition, in the order of an SQL expression. */
export async function keysInSight(owner: pg.Client, type: NodeType, sees: Sight, condition = 'true', order?: string): Promise<number[]> {
  const [table, key] = tables[type];
  return (await rows<{ key: number }>(owner, `select t.${key}::int as key from ${table} t where (${visible(type, sees)}) and (${condition}) order by ${order ?? `t.${key}`}`)).map((row) => row.key);
}

/** The first of them. */
export async function firstInSight(owner: pg.Client, type: NodeType, sees: Sight, condition: string): Promise<number | undefined> {
  const [table, key] = tables[type];
  const [first] = await rows<{ key: number }>(owner, `select t.${key}::int as key from ${table} t where (${visible(type, sees)}) and (${condition}) order by t.${key} limit 1`);
  return first?.key;
}

/** Sets the scene: a second programme that nobody of the cast serves, opinions, drafts, claims, and platforms of other offices. Answers one row of each type at each place. */
export async function setScene(server: TestServer): Promise<Thing[]> {
  const { owner } = server;
  await owner.query(scene);
  await owner.query(enrolledScene);
  await owner.query(reviewScene);
  await owner.query(exceptionScene);
  await owner.query(courseScene);
  await owner.query(resourceScene);
  const things: Thing[] = [];
  const add = (at: string, type: NodeType, key: number | undefined) => {
    if (key === undefined) throw new Error(`nothing of ${type} at ${at}`);
    things.push({ type, key, at });
  };
  for (const [at, condition] of Object.entries(factPlaces)) {
    const [row] = await rows<Record<NodeType, number>>(owner, `
      select e.id::int as "Enrolment", e.id::int as "Result", t.id::int as "Submission", t.last_review_id::int as "Review", e.person_id::int as "Person", e.school_id::int as "Office", e.class_id::int as "TrainingClass",
        t.assignment_id::int as "Assignment", (select a.rubric_id from assignment a where a.id = t.assignment_id)::int as "Rubric", c.course_id::int as "Course", e.period_id::int as "Period", e.programme_id::int as "Programme"
      from submission t join enrolment e on e.id = t.enrolment_id join training_class c on c.id = t.class_id join office o on o.id = t.school_id join person p on p.id = t.person_id
      where t.state = 'RELEASED' and (${condition}) order by t.id limit 1`);
    if (!row) throw new Error(`no submission at ${at}`);
    for (const [type, key] of Object.entries(row)) add(at, type as NodeType, key);
    const [opinion] = await rows<{ id: number }>(owner, `insert into opinion (submission_id, person_id, school_id, class_id, period_id, programme_id, expert_id, expert_name, text, given_at)
      select id, person_id, school_id, class_id, period_id, programme_id, (select id from person where user_name = 'song.huaijin'), '宋怀瑾', '结构清楚。', '2023-09-09' from submission where id = $1 returning id::int as id`, [row.Submission]);
    add(at, 'Opinion', opinion?.id);
    const [nomination] = await rows<{ id: number }>(owner, nominationScene, [row.Enrolment]);
    add(at, 'Nomination', nomination?.id);
    await owner.query('delete from appeal where submission_id = $1', [row.Submission]);
    const [appeal] = await rows<{ id: number }>(owner, `insert into appeal (submission_id, person_id, school_id, class_id, period_id, programme_id, step, state, items, first_review_id, review_before_id, review_after_id, state_before, made_at, answered_at, answered_by_id, answered_by_name, answer)
      select id, person_id, school_id, class_id, period_id, programme_id, 'TUTOR', 'UPHELD', '[{"criterion": "content", "name": "内容", "reason": "写到了。", "beforeTenths": 200, "afterTenths": null, "answer": null}]', last_review_id, last_review_id, last_review_id, 'RELEASED', '2023-09-09', '2023-09-09', 1, '某辅导员', '维持。' from submission where id = $1 returning id::int as id`, [row.Submission]);
    add(at, 'Appeal', appeal?.id);
    const [change] = await rows<{ id: number }>(owner, "insert into rubric_change (assignment_id, programme_id, before_id, after_id, reason, by_id, by_name, at, reviews, rescored, finished_at) values ($1, $2, 1, 1, '改分', 1, '某总辅导员', '2023-09-09', 0, 0, '2023-09-09') returning id::int as id", [row.Assignment, row.Programme]);
    add(at, 'RubricChange', change?.id);
    const [moderated] = await rows<{ marking: number; anchor: number }>(owner, moderationScene, [row.Submission]);
    add(at, 'SecondMarking', moderated?.marking);
    add(at, 'AnchorPaper', moderated?.anchor);
    await owner.query(`update submission set return_annotations = '[{"start": 0, "end": 1, "quote": "一", "comment": "好。", "criterion": "content", "deductionTenths": 1}]' where id = $1`, [row.Submission]);
    await owner.query(`insert into submission_lease (submission_id, person_id, school_id, class_id, period_id, programme_id, holder_id, holder_name, until, since)
      select id, person_id, school_id, class_id, period_id, programme_id, 1, '某辅导员', now() + interval '1 hour', now() from submission where id = $1`, [row.Submission]);
    await owner.query(`insert into submission_flag (submission_id, person_id, school_id, class_id, period_id, programme_id, kind, reason, by_id, by_name, at)
      select id, person_id, school_id, class_id, period_id, programme_id, 'PLAGIARISM', '与他人相近。', 1, '某辅导员', now() from submission where id = $1`, [row.Submission]);
    await owner.query(`insert into review_draft (submission_id, tutor_id, person_id, school_id, class_id, period_id, programme_id, version, points_tenths, criterion_points, comment, is_excellent, saved_at)
      select s.id, p.id, s.person_id, s.school_id, s.class_id, s.period_id, s.programme_id, 1, 800, '[{"criterion": "content", "pointsTenths": 200}]', '草稿', false, now() from submission s, person p where s.id = $1 and p.user_name in ('zhou.mingli', 'xu.jingshu', 'han.licheng', 'pei.zhiyuan')`, [row.Submission]);
  }
  // In a class of none of the cast's tutors, so that nothing of theirs is somebody else's.
  await owner.query(`update submission set allocated_to_id = 1, allocated_to_name = '某辅导员' where id = (select max(s.id) from submission s join training_class k on k.id = s.class_id where k.course_id > 4 and s.is_latest and s.state = 'SUBMITTED')`);
  await owner.query(`insert into allocation_act (programme_id, kind, shares, unplaced, reason, by_name, at) values (1, 'ALLOCATE', '[{"tutorId": 1, "name": "某辅导员", "count": 1}]', 0, null, '某总辅导员', '2023-09-09')`);
  await owner.query(`insert into tutor_absence (programme_id, tutor_id, tutor_name, from_on, until_on, reason, by_name, at) values (1, 1, '某辅导员', '2023-09-20', '2023-09-21', '病假。', '某总辅导员', '2023-09-09')`);
  for (const thing of things.filter(({ type }) => type === 'Person')) {
    const [correction] = await rows<{ id: number }>(owner, `insert into data_correction (person_id, field, from_value, to_value, value_sealed, state, proposed_at)
      select id, 'TITLE', '一级教师', '高级教师', '\\x00', 'PROPOSED', '2023-09-01' from person, generate_series(1, 5) where id = $1 returning id::int as id`, [thing.key]);
    add(thing.at, 'DataCorrection', correction?.id);
  }
  await owner.query(`insert into teacher_change (person_id, office_id, field, from_value, to_value, effective_on, changed_at, by_name, source) select id, office_id, 'TITLE', '二级教师', '一级教师', '2022-09-01', '2022-09-01', '某管理员', 'EDIT' from person`);
  for (const place of await rows<{ office: number; code: string }>(owner, "select o.id::int as office, o.code from office o where o.code in ('32', '3205', '320506', '320583', '3201') or o.id = (select office_id from person where user_name = 'fang.ruolan')")) {
    // Each may be written by every administrator above it, once; and one that is written already may be taken back.
    const imports = await rows<{ id: number; state: string }>(owner, `insert into roster_import (office_id, file_name, state, actor, by_name, created_at, total, changed, undoable_until)
      select $1, '名册.csv', case when n <= 6 then 'CHECKED' else 'APPLIED' end, 'person:1', '某管理员', '2023-09-09', 1, 1, now() + interval '1 hour' from generate_series(1, 12) n returning id::int as id, state`, [place.office]);
    await owner.query(`insert into roster_row (import_id, line, outcome, errors, changes, name, school_code, name_pinyin, name_initials) select unnest($1::bigint[]), 2, 'CHANGED', '[{"column": "职称", "zh": "太长", "en": "too long"}]', '[{"field": "TITLE", "from": null, "to": "一级教师"}]', '某人', '1', '', ''`, [imports.map(({ id }) => id)]);
    add(`office ${place.code}`, 'RosterImport', imports[0]?.id);
    const [request] = await rows<{ id: number }>(owner, `insert into export_request (office_id, list, format, filters, row_count, reason, requested_by_id, requested_by_name, requested_at, expires_at)
      select $1, 'people', 'xlsx', '[{"name": "subject", "value": "CHINESE", "text": null}]', 2000, '核对名册', 1, '某管理员', '2023-09-09', '2023-12-31' from generate_series(1, 6) returning id::int as id`, [place.office]);
    add(`office ${place.code}`, 'ExportRequest', request?.id);
  }
  // Records that may be merged: they carry no ID card.
  await owner.query(`insert into person (name, training_number, name_pinyin, name_initials, office_id) select '重复者', 'DUP' || o.id || '-' || n, 'chongfuzhe', 'cfz', o.id from (select distinct on (county_id) id from office where level = 'SCHOOL' order by county_id, id) o, generate_series(1, 6) n`);
  for (const code of ['32', '3205', '320506', '320583', '3201']) add(`office ${code}`, 'Office', (await rows<{ id: number }>(owner, 'select id::int as id from office where code = $1', [code]))[0]?.id);
  for (const client of await rows<{ id: number; code: string }>(owner, 'select c.id::int as id, o.code from api_client c join office o on o.id = c.office_id')) add(`office ${client.code}`, 'ApiClient', client.id);
  for (const role of await rows<{ id: number; person: number; name: string; role: string }>(owner, 'select r.id::int as id, r.role, p.id::int as person, p.name from role_assignment r join person p on p.id = r.person_id where p.user_name is not null')) {
    add(role.name, 'RoleAssignment', role.id);
    add(role.name, 'Person', role.person);
    if (role.role !== 'LEARNER') add(role.name, 'Appointment', role.id);
    if (role.role === 'TUTOR' || role.role === 'CHIEF_TUTOR') {
      const kept = await rows<{ id: number }>(owner, "insert into saved_comment (owner_id, owner_name, subject, text, text_pinyin, text_initials, version, created_at) select $1, $2, case when n = 9 then 'ART' end, '目标清楚' || n, 'mubiaoqingchu', 'mbqc', 1, now() from generate_series(1, 9) n returning id::int as id", [role.person, role.name]);
      for (const { id } of kept) add(role.name, 'SavedComment', id);
      await owner.query('insert into saved_comment_use (comment_id, person_id, uses) values ($1, $2, 0)', [kept[0]?.id, role.person]);
    }
    add(role.name, 'Session', (await rows<{ id: number }>(owner, "insert into session (token_hash, person_id, created_at, expires_at) values (sha256($1::text::bytea), $2, now(), now() + interval '12 hours') returning id::int as id", [`scene ${role.id}`, role.person]))[0]?.id);
  }
  for (const tutor of await rows<{ id: number; name: string }>(owner, "select id::int as id, name from person where user_name in ('zhou.mingli', 'xu.jingshu', 'han.licheng', 'pei.zhiyuan')")) {
    const [own] = await rows<{ queue: number; act: number }>(owner, `with q as (insert into saved_queue (person_id, name, filter, walk_order, class_id, assignment_id) select $1, '待批' || n, 'UNGRADED', 'RANDOM', $3, 1 from generate_series(1, 3) n returning id),
      a as (insert into bulk_act (kind, person_id, by_name, actor, total, created_at, done_at) values ('FLAG', $1, $2, 'person:' || $1, 0, now(), now()) returning id) select (select min(id)::int from q) as queue, (select id::int from a) as act`, [tutor.id, tutor.name, tutor.name === '韩立诚' ? 6 : 1]);
    // A row of the act, a flag and a held review are among what each of them sees.
    const [near] = await rows<{ id: number }>(owner, `select t.id::int as id from submission t join training_class c on c.id = t.class_id where t.state = 'SUBMITTED' and t.is_latest and c.course_id = $1 order by t.id limit 1`, [tutor.name === '韩立诚' ? 2 : 1]);
    await owner.query(hungOnQueues, [near?.id, own?.act, tutor.id]);
    add(tutor.name, 'SavedQueue', own?.queue);
    add(tutor.name, 'BulkAct', own?.act);
    add(tutor.name, 'GradingSheet', await sheetOf(owner, tutor.id, near?.id ?? 0));
  }
  for (const office of [...things.filter((thing) => thing.type === 'Office')]) {
    const [hung] = await rows<{ change: number; contact: number; member: number }>(owner, officeScene, [office.key, vaultOf(testFieldKey).seal('13800000000')]);
    add(office.at, 'OfficeChange', hung?.change);
    add(office.at, 'OfficeContact', hung?.contact);
    add(office.at, 'AuditEvent', (await rows<{ id: number }>(owner, `insert into audit_event (at, request_id, actor, role, office_id, action, subject, facts)
      select now(), 'scene', 'person:' || p.id, 'ADMIN', $1, 'people.manage', $2, jsonb_build_object('act', 'update', 'person', $2::text, 'reason', '核对', 'changes', jsonb_build_object('TITLE', '["一级教师", "高级教师"]'::jsonb)) from person p where p.user_name = 'gu.wenyuan' returning id::int as id`, [office.key, idOf({ type: 'Person', key: 1 })]))[0]?.id);
    add(office.at, 'SteeringMember', hung?.member);
  }
  for (const { id, code } of await rows<{ id: number; code: string }>(owner, 'select b.id::int as id, o.code from training_body b join office o on o.id = b.office_id')) add(`office ${code}`, 'TrainingBody', id);
  for (const { id, title } of await rows<{ id: number; title: string }>(owner, 'select id::int as id, title from resource')) add(title, 'Resource', id);
  for (const { id, code } of await rows<{ id: number; code: string }>(owner, "select c.id::int as id, c.code from course c where c.code like 'SCENE%'")) add(`course ${code}`, 'Course', id);
  for (const { id, code } of await rows<{ id: number; code: string }>(owner, 'select r.id::int as id, o.code from chief_tutor_recommendation r join office o on o.id = r.office_id')) add(`office ${code}`, 'ChiefTutorRecommendation', id);
  return things;
}

/** Where a fact may lie, as conditions over its office `o`, course `c.course_id` and person `p`. */
const factPlaces: Record<string, string> = {
  'the learner of the cast': "p.user_name = 'lin.xiaolan'",
  'the cast\'s class, Wuzhong county': "o.path like (select path from office where code = '320506') || '%' and c.course_id = 1",
  'the cast\'s class, neighbour county': "o.path like (select path from office where code = '320505') || '%' and c.course_id = 1",
  'the cast\'s class, Kunshan (below the province)': "o.path like (select path from office where code = '320583') || '%' and c.course_id = 1",
  'the cast\'s class, other city': "o.path like (select path from office where code = '3201') || '%' and c.course_id = 1",
  'another class, Wuzhong county': "o.path like (select path from office where code = '320506') || '%' and c.course_id = 2",
  'another programme, other city': 't.programme_id = 2',
  'taken over from another city by the cast\'s school': "o.state = 'MERGED'",
};

const scene = `
  insert into rubric (id, code, version, is_latest, name, criteria) select 990, code, 990, false, name, jsonb_set(criteria, '{0,maximumTenths}', '100') from rubric where id = 1;
  insert into programme (id, code, name, year, series, office_id, state) values (2, 'S20230999', '另一个项目', 2023, 'S0999', 1, 'RUNNING');
  update programme set join_until = '2023-12-31' where id = 2;
  insert into programme_file (programme_id, number, name, type, bytes, content, by_name, at) values (1, 1, '报名表.pdf', 'application/pdf', 4, '%PDF', '某人', '2023-09-01');
  insert into programme_rule (programme_id, version, document, effective_from) select 2, version, document, effective_from from programme_rule where programme_id = 1;
  insert into period (id, programme_id, number, starts_on, ends_on) values (101, 2, 1, '2023-09-01', '2023-09-20');
  insert into course (id, code, programme_id, name, subject, stage, hours_tenths) values (101, 'KC2023901', 2, '另一门课程', 'MUSIC', 'PRIMARY', 200);
  insert into training_class (id, code, name, course_id, period_id, programme_id) values (1001, 'KC2023901-01', '另一个班', 101, 101, 2);
  insert into course_choice (class_id, person_id, school_id, period_id, programme_id, chosen_at) select class_id, person_id, school_id, period_id, programme_id, enrolled_at from enrolment;
  insert into assignment (id, course_id, rubric_id, title, prompt, maximum_tenths, release_on_submit) values (1001, 101, 1, '另一份作业', '请写。', 1000, true);
  insert into enrolment (id, programme_id, period_id, class_id, person_id, school_id, state, enrolled_at)
    select 100001, 2, 101, 1001, e.person_id, e.school_id, 'ENROLLED', '2023-09-01' from enrolment e join office o on o.id = e.school_id where o.path like (select path from office where code = '3201') || '%' order by e.id limit 1;
  insert into submission (id, assignment_id, enrolment_id, person_id, school_id, class_id, period_id, programme_id, learner_number, attempt, is_latest, text, character_count, state, version, submitted_at, last_review_id)
    select 100001, 1001, id, person_id, school_id, class_id, period_id, programme_id, 1, 1, true, '正文', 2, 'RELEASED', 3, '2023-09-05', 100001 from enrolment where id = 100001;
  insert into submission_event (submission_id, person_id, school_id, class_id, period_id, programme_id, from_state, to_state, by_id, by_name, at)
    select id, person_id, school_id, class_id, period_id, programme_id, null, 'SUBMITTED', person_id, '某学员', submitted_at from submission where id = 100001;
  insert into review (id, submission_id, person_id, school_id, class_id, period_id, programme_id, tutor_id, tutor_name, rubric_id, points_tenths, criterion_points, comment, is_excellent, submitted_at, released_at)
    select 100001, id, person_id, school_id, class_id, period_id, programme_id, 1, '某辅导员', 1, 800, '[]', '好。', false, '2023-09-06', '2023-09-06' from submission where id = 100001;
  insert into result (enrolment_id, person_id, school_id, class_id, period_id, programme_id, learning_tenths, objective_tenths, subjective_tenths, excellent_tenths, interaction_tenths, total_tenths, verdict, rule_version, facts, computed_at)
    select 100001, person_id, school_id, class_id, period_id, 2, learning_tenths, objective_tenths, subjective_tenths, excellent_tenths, interaction_tenths, total_tenths, verdict, rule_version, facts, computed_at
    from (select e.person_id, e.school_id, e.class_id, e.period_id, r.learning_tenths, r.objective_tenths, r.subjective_tenths, r.excellent_tenths, r.interaction_tenths, r.total_tenths, r.verdict, r.rule_version, r.facts, r.computed_at from enrolment e, (select * from result order by enrolment_id limit 1) r where e.id = 100001) as one;
  insert into office (id, code, name, level, parent_id, path, city_id, county_id) select 960000 + o.id * 20 + n, '99' || o.code || lpad(n::text, 2, '0'), '空校' || n, 'SCHOOL', o.id, o.path || (960000 + o.id * 20 + n) || '/', o.city_id, o.county_id
    from office o, generate_series(1, 12) n where o.code in ('320506', '320583', '320102');
  insert into office_change (kind, state, office_id, effective_on, reason, name_before, name_after, parent_before_id, by_name, recorded_at)
    select 'RENAME', 'PLANNED', id, '2024-09-01', '文件', name, name || '（新）', parent_id, '某管理员', now() from office where code similar to '99(320506|320583|320102)0[1-6]';
  insert into role_assignment (person_id, role, office_id, subject, valid_from) select (array_agg(p.id order by p.id))[lead.n], 'SUBJECT_LEAD', o.id, lead.subject, '2023-07-01' from person p join office o on o.id = p.office_id cross join (values (1, 'ART'), (2, 'DANCE')) as lead(n, subject)
    where o.level = 'SCHOOL' and (o.id = (select office_id from person where user_name = 'lin.xiaolan') or o.parent_id in (select id from office where code in ('320506', '320583') or code like '3201__')) group by o.id, lead.n, lead.subject having count(*) >= lead.n;
  insert into role_assignment (person_id, role, office_id, valid_from) select p.id, 'EXPERT', o.id, '2023-07-01' from office o join lateral (select p.id from person p join office s on s.id = p.office_id where s.path like o.path || '%' order by p.id limit 1) p on true where o.code in ('32', '3205', '320506', '320583', '3201');
  insert into chief_tutor_recommendation (office_id, person_id, subject, standings, title, reason, state, recommended_by_id, recommended_by_name, recommended_at)
    select o.id, p.id, 'DRAMA', '{CITY_SUBJECT_LEADER}', '高级教师', '经验丰富。', 'RECOMMENDED', 1, '某管理员', '2023-08-01' from office o join lateral (select p.id from person p join office s on s.id = p.office_id where s.path like o.path || '%' order by p.id limit 3) p on true where o.code in ('3205', '320583', '3201', '320506') on conflict do nothing;
  insert into api_client (client_id, name, office_id, scopes, created_at) select 'yx-of-' || code || '-' || n, name || '的平台', id, '{OFFICES_READ}', now() from office, generate_series(1, 4) as n where code in ('32', '320506', '320583', '3201');
  -- A school of another city became part of the cast's; its people have moved on since, its facts are there.
  create temporary table taken_over as select o.id as left_id, k.id as keeper_id, k.path as heir from office o, office k join person p on p.office_id = k.id and p.user_name = 'lin.xiaolan'
    where o.id = (select t.school_id from submission t join office s on s.id = t.school_id where t.state = 'RELEASED' and t.programme_id = 1 and s.path like (select path from office where code = '3201') || '%' order by t.id desc limit 1);
  update person set office_id = (select min(p.office_id) from person p join office o on o.id = p.office_id where o.path like (select path from office where code = '3201') || '%' and o.id <> left_id) from taken_over where office_id = left_id;
  update office set state = 'MERGED', closed_on = '2023-09-01', merged_into_id = keeper_id, heir_path = heir from taken_over where id = left_id;`;

/** What hangs on an office: a rename on record, contacts and seats of a steering group. */
const officeScene = `
  with change as (insert into office_change (kind, state, office_id, effective_on, reason, name_before, name_after, parent_before_id, by_name, recorded_at, settled_at)
      select 'RENAME', 'APPLIED', id, '2023-01-01', '文件', '旧名', name, parent_id, '某管理员', now(), now() from office where id = $1 returning id),
    contact as (insert into office_contact (office_id, name, unit, mobile_sealed, mobile_masked, email, updated_at) select $1, '联系人' || n, '某单位', $2, '138****0000', 'x@example.cn', now() from generate_series(1, 5) n returning id),
    member as (insert into steering_member (office_id, post, name, unit, valid_from) select $1, 'MEMBER', '成员' || n, '某单位', '2023-07-01' from generate_series(1, 5) n returning id)
  select (select id::int from change) as change, (select min(id)::int from contact) as contact, (select min(id)::int from member) as member`;

/** A second marking that ended long ago, with both reviews; an anchor paper that each tutor has scored for practice; settings that sample nothing. */
const moderationScene = `
  with s as (select t.*, a.course_id, r.id as review_id, r.tutor_id from submission t join assignment a on a.id = t.assignment_id join review r on r.id = t.last_review_id where t.id = $1),
    marking as (insert into second_marking (submission_id, person_id, school_id, class_id, period_id, programme_id, state, reasons, tolerance_tenths, sampled_at, first_review_id, first_tutor_id, second_review_id, second_tutor_id, second_at, difference_tenths, agreed_review_id, settled_at, settled_by_id, settled_by_name, settled_reason)
      select id, person_id, school_id, class_id, period_id, programme_id, 'AGREED', '{RANDOM}', 50, '2023-09-08', review_id, tutor_id, review_id, 1, '2023-09-09', 0, review_id, '2023-09-09', 1, '某总辅导员', '定分。' from s returning id),
    anchor as (insert into anchor_paper (assignment_id, course_id, programme_id, submission_id, title, text, points_tenths, criterion_points, comment, marked_by_id, marked_by_name, marked_at)
      select assignment_id, course_id, programme_id, id, '80 分', '正文', 800, '[{"criterion": "content", "pointsTenths": 250, "comment": "切题。"}]', '过程完整。', 1, '某总辅导员', '2023-09-08' from s returning id, programme_id),
    practised as (insert into calibration (anchor_id, programme_id, tutor_id, tutor_name, points_tenths, criterion_points, at)
      select a.id, a.programme_id, p.id, p.name, 780, '[{"criterion": "content", "pointsTenths": 230}]', '2023-09-09' from anchor a, person p where p.user_name in ('zhou.mingli', 'xu.jingshu', 'han.licheng', 'pei.zhiyuan')),
    setting as (insert into second_marking_setting (assignment_id, class_id, programme_id, sample_percent, borders, new_tutor_reviews, new_tutor_days, tolerance_tenths, seed, version, by_name, at)
      select 8, 13, 1, 0, '[{"fromTenths": 1, "toTenths": 2}]', 0, 0, 50, 1, 1, '某总辅导员', '2023-09-08' on conflict do nothing)
  select (select id::int from marking) as marking, (select id::int from anchor) as anchor`;

const hungOnQueues = `
  with facts as (select id, person_id, school_id, class_id, period_id, programme_id from submission where id = $1),
    flag as (insert into submission_flag (submission_id, person_id, school_id, class_id, period_id, programme_id, kind, reason, by_id, by_name, at, cleared_at) select *, 'ATTENTION', '再看一遍。', $3, '某辅导员', now(), now() from facts),
    review as (insert into review (submission_id, person_id, school_id, class_id, period_id, programme_id, tutor_id, tutor_name, rubric_id, points_tenths, criterion_points, comment, is_excellent, submitted_at) select *, $3, '某辅导员', 1, 800, '[]', '好。', false, now() from facts returning id),
    act_row as (insert into bulk_act_row (act_id, submission_id, person_id, expected_version, is_done, refusals, attempts)
      select $2, id, $3, 1, false, '[{"code": "STALE", "message": {"zh": "已变化", "en": "changed"}, "field": "expectedVersion", "requirement": null, "facts": [{"name": "current", "value": "2"}]}]', 0 from facts)
  update submission set state = 'SCORED', version = 2, last_review_id = (select id from review) where id = $1`;

function among(column: string, ids: readonly number[]): string { return ids.length === 0 ? 'false' : `${column} in (${ids.join(', ')})`; }

export async function rows<Row extends object>(owner: pg.Client, statement: string, values: readonly unknown[] = []): Promise<Row[]> {
  return (await owner.query<Row>(statement, values as unknown[])).rows;
}

/** No role that a caller becomes may write these at all (row-security.test.ts); they are large. */
const neverWritten = ['interaction_record', 'learning_record', 'objective_result'];

async function writtenTables(owner: pg.Client): Promise<string[]> {
  return (await rows<{ name: string }>(owner, "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> all ($1) order by 1", [neverWritten])).map(({ name }) => name);
}

/** What stands in the tables, in one text: any row written, changed or deleted changes it. */
export async function fingerprint(owner: pg.Client): Promise<string> {
  const names = await writtenTables(owner);
  // A row's xmin is the transaction that wrote it as it is now.
  // That a session was seen this minute is no writing of what was asked.
  const written = (name: string) => (name === 'session' ? "sum(hashtext((to_jsonb(session) - 'last_seen_at')::text)::bigint)" : 'sum(xmin::text::bigint)');
  const statement = names.map((name) => `select '${name}' as name, count(*) as count, ${written(name)} as written from "${name}"`).join(' union all ');
  return JSON.stringify(await rows(owner, `${statement} order by 1`));
}

/** A moment in the life of the database, by its transactions. */
export async function momentOf(owner: pg.Client): Promise<string> {
  const [now] = await rows<{ moment: string }>(owner, 'select pg_snapshot_xmax(pg_current_snapshot())::text as moment');
  return now?.moment ?? '';
}

/** Whether rows stand that were written after a moment; a session does not count, it notes when it was seen. Looks no further than the first table with one, where a fingerprint reads them all. */
export async function isWrittenAfter(owner: pg.Client, moment: string): Promise<boolean> {
  const names = (await writtenTables(owner)).filter((name) => name !== 'session');
  const [found] = await rows<{ is: boolean }>(owner, `select ${names.map((name) => `exists (select 1 from "${name}" where xmin::text::bigint >= $1::bigint)`).join(' or ')} as is`, [moment]);
  return found?.is ?? false;
}

/** Asks until the answer satisfies; tells how long after `since` the last request began that was still answered in the old way. */
export async function lastBelieved(since: number, ask: () => Promise<boolean>): Promise<number> {
  let last = 0;
  for (;;) {
    const began = performance.now();
    if (!(await ask())) return last;
    last = began - since;
    if (last > 20_000) throw new Error('it never ended');
  }
}
