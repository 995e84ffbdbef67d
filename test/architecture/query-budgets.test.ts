// Each list operation states how many SQL statements it costs, and keeps to it when the page doubles and doubles again.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { globalId } from '../../server/kernel/ids.js';
import { chanceFrom } from '../prove/chance.js';
import { peopleQuestions, type SomePerson } from '../people/questions.js';
import { withPastCohort } from '../support/past-cohort.js';
import { openTestServer, type Actor, type CastName, type TestServer } from '../support/test-server.js';
import { onRequestStatement } from '../support/request-statements.js';

let server: TestServer;
let shandong = '';
const statements: string[] = [];
const actors = new Map<string, Actor>();
beforeAll(async () => {
  server = await openTestServer();
  for (const name of ['顾文远', '周明礼', '宋怀瑾', '裴致远'] as CastName[]) actors.set(name, await server.as(name));
  actors.set('platform', await server.asPlatform());
  await server.owner.query("insert into api_client (client_id, name, office_id, scopes, created_at) select 'yx-budget-' || n, '平台' || n, 1, '{OFFICES_READ}', now() from generate_series(1, 120) n");
  await server.owner.query(`insert into opinion (submission_id, person_id, school_id, class_id, period_id, programme_id, expert_id, expert_name, text, given_at)
    select id, person_id, school_id, class_id, period_id, programme_id, 1, '宋怀瑾', '清楚。', now() from submission where class_id between 1 and 9`);
  await server.owner.query("insert into data_correction (person_id, field, value_sealed, state, proposed_at) select id, 'TITLE', '\\x00', 'PROPOSED', now() from person order by id limit 120");
  await server.owner.query("insert into export_request (office_id, list, format, filters, row_count, reason, requested_by_id, requested_by_name, requested_at, expires_at) select 1, 'people', 'csv', '[{\"name\": \"search\", \"value\": \"王\", \"text\": null}]', 2000, '核对', 1, '某管理员', now(), now() from generate_series(1, 120)");
  await server.owner.query("insert into roster_import (office_id, file_name, state, actor, by_name, created_at) select 1, '名册.csv', 'REJECTED', 'person:1', '某管理员', now() from generate_series(1, 120)");
  await server.owner.query("insert into roster_row (import_id, line, outcome, errors, changes, name, school_code, name_pinyin, name_initials) select 1, n, 'CHANGED', '[]', '[]', '某人', '1', '', '' from generate_series(2, 130) n");
  // More than a hundred children of the province, so that pages of indicators can be full.
  await server.owner.query("insert into office (id, code, name, level, parent_id, path) select 970000 + n, '32979' || lpad(n::text, 4, '0'), '直属学校' || n, 'SCHOOL', 1, '/1/' || (970000 + n) || '/' from generate_series(1, 120) n");
  await server.owner.query("insert into role_assignment (person_id, role, office_id, valid_from) select id, 'EXPERT', 1, '2023-07-01' from person order by id limit 120");
  await server.owner.query("insert into programme_role (role_id, programme_id) select id, 1 from role_assignment where role = 'EXPERT' on conflict do nothing");
  await server.owner.query("insert into chief_tutor_recommendation (office_id, person_id, subject, standings, reason, state, recommended_by_id, recommended_by_name, recommended_at) select 2, id, 'ART', '{SPECIAL_GRADE}', '好。', 'RECOMMENDED', 1, '某人', now() from person order by id limit 120");
  await server.owner.query(`insert into audit_event (at, request_id, actor, role, office_id, action, subject, facts) select now(), 'budget', 'person:' || n || ' as office:' || n, 'ADMIN', 1, 'people.manage', $1, jsonb_build_object('act', 'update', 'office', $2::text) from generate_series(1, 120) n`, ['prs_1', 'ofc_1']);
  await server.owner.query("insert into office_change (kind, state, office_id, effective_on, reason, name_before, name_after, by_name, recorded_at, settled_at) select 'RENAME', 'APPLIED', id, '2023-08-01', '更名。', name, name, '某人', now(), now() from office where level = 'SCHOOL' order by id limit 120");
  await server.owner.query("insert into saved_comment (owner_id, owner_name, subject, text, text_pinyin, text_initials, version, created_at) select 1, '某人', 'CHINESE', '目标清楚' || n, 'mubiaoqingchu', 'mbqc', 1, now() from generate_series(1, 120) n");
  await server.owner.query("insert into assignment (course_id, rubric_id, title, prompt, maximum_tenths, release_on_submit, is_anonymous) select 1, 1, '作业' || n, '请写。', 1000, true, false from generate_series(1, 120) n");
  await server.owner.query("insert into rubric (code, version, name, subject, criteria) select 'B' || n, 1, '标准' || n, 'ART', '[]' from generate_series(1, 120) n");
  await server.owner.query("insert into rubric_change (assignment_id, programme_id, before_id, after_id, reason, by_id, by_name, at, reviews, rescored, finished_at) select 1, 1, 1, 1, '改分', 1, '某人', now(), 0, 0, now() from generate_series(1, 120)");
  await server.owner.query(`insert into second_marking (submission_id, person_id, school_id, class_id, period_id, programme_id, state, reasons, tolerance_tenths, sampled_at, first_review_id, first_tutor_id, second_review_id, second_tutor_id)
    select id, person_id, school_id, class_id, period_id, programme_id, 'AGREED', '{RANDOM}', 50, now(), last_review_id, 1, last_review_id, 2 from submission where state = 'RELEASED' order by id limit 120`);
  await server.owner.query(`insert into appeal (submission_id, person_id, school_id, class_id, period_id, programme_id, step, state, items, first_review_id, review_before_id, state_before, made_at, withdrawn_at)
    select id, person_id, school_id, class_id, period_id, programme_id, 'TUTOR', 'WITHDRAWN', '[]', last_review_id, last_review_id, 'RELEASED', now(), now() from submission where last_review_id is not null limit 120`);
  await server.owner.query(`insert into nomination (enrolment_id, person_id, school_id, class_id, period_id, programme_id, total_tenths, reason, by_id, by_name, at, state, version)
    select id, person_id, school_id, class_id, period_id, programme_id, 930, '作业扎实。', 1, '某总辅导员', now(), 'NOMINATED', 1 from enrolment e where exists (select 1 from result r where r.enrolment_id = e.id and r.total_tenths < 900) order by id limit 120`);
  await server.owner.query(`update result set learning_tenths = 500, objective_tenths = 100, subjective_tenths = 200, excellent_tenths = 20, interaction_tenths = 100, total_tenths = 920, verdict = 'PASS' where enrolment_id in
    (select r.enrolment_id from result r join training_class k on k.id = r.class_id join course c on c.id = k.course_id where c.subject = 'CHINESE' and not exists (select 1 from nomination n where n.enrolment_id = r.enrolment_id) order by 1 limit 120)`);
  await server.owner.query("update submission set allocated_to_id = 1, allocated_to_name = '某辅导员' where id in (select id from submission where is_latest and state = 'SUBMITTED' limit 120)");
  await server.owner.query("update review r set tutor_id = p.id from (select id, row_number() over () as n from person limit 120) p, (select id, row_number() over (order by id) as n from review) x where x.n = p.n and r.id = x.id");
  await server.owner.query(`insert into grading_sheet (person_id, role_id, class_id, assignment_id, programme_id, rubric_id, file_name, total, blank, same, to_score, changed, conflicts, refused, created_at)
    select r.person_id, r.id, 4, 1, 1, 1, '评分表.xlsx', 120, 0, 0, 0, 120, 0, 0, now() from role_assignment r join person p on p.id = r.person_id and p.user_name = 'zhou.mingli' and r.role = 'TUTOR', generate_series(1, 120)`);
  await server.owner.query(`insert into grading_sheet_row (sheet_id, line, person_id, submission_id, outcome, reasons, total_tenths, criterion_points, comment, is_excellent, seen_version, is_chosen)
    select g.id, row_number() over (order by s.id) + 1, g.person_id, s.id, 'CHANGED', '[]', 800, '[]', '好。', false, 1, true from grading_sheet g, submission s where g.id = 1 and s.class_id between 1 and 9`);
  await server.owner.query('insert into course_choice (class_id, person_id, school_id, period_id, programme_id, chosen_at) select class_id, person_id, school_id, period_id, programme_id, enrolled_at from enrolment');
  await server.owner.query("with made as (insert into resource (title, kind, subject, stage, description, authors, rights, rights_note, source_id, library_id, state, version, handed_in_by_id, handed_in_at) select '资源' || n, 'DESIGN', 'CHINESE', 'PRIMARY', '简介', '某教师', 'ORIGINAL', '', 1, 1, 'HELD', 1, 1, now() from generate_series(1, 120) n returning id), filed as (insert into resource_file (resource_id, office_id, name, type, bytes, content, by_id, at) select id, 1, '设计.pdf', 'application/pdf', 4, '%PDF', 1, now() from made) insert into resource_step (resource_id, act, to_state, office_id, to_library_id, by_id, by_name, at) select id, 'HAND_IN', 'HELD', 1, 1, 1, '某管理员', now() from made");
  await server.owner.query("insert into resource_reading (resource_id, pinyin, initials) select id, 'ziyuan', 'zy' from resource where title like '资源%' on conflict do nothing");
  await server.owner.query("insert into training_body (office_id, name, credit_code, contact_id, email, version) select 1, '机构' || n, 'BODY' || n, 1, 'x@example.cn', 1 from generate_series(1, 120) n");
  await server.owner.query(`with made as (insert into course (code, programme_id, name, subject, stage, hours_tenths, state, office_id) select 'WAIT' || n, 1, '课程' || n, 'MUSIC', 'PRIMARY', 10, 'IN_REVIEW', 1 from generate_series(1, 120) n returning id),
    steps as (insert into course_step (course_id, act, to_state, by_name, at) select id, 'HAND_IN', 'HANDED_IN', '某人', now() from made)
    insert into course_review (course_id, round, expert_id, expert_name, assigned_at, is_open, is_told) select made.id, 1, p.id, p.name, now(), false, false from made, person p where p.user_name = 'song.huaijin'`);
  await server.owner.query("insert into course_reading (course_id, pinyin, initials) select id, 'kecheng', 'kc' from course where code like 'WAIT%'");
  await server.owner.query("insert into enrolment_exception (programme_id, person_id, school_id, rule, reason, granted_by_name, granted_at) select 1, p.id, p.office_id, 'OPEN_TO', '骨干教师。', '某管理员', '2023-09-09' from person p join office o on o.id = p.office_id where o.level = 'SCHOOL' limit 120");
  shandong = globalId('Programme', Number((await server.owner.query<{ id: string }>("update programme set office_id = (select id from office where code = '32') where code = 'SD2023039' returning id")).rows[0]?.id));
  // Cities are few; schools are many.
  await server.owner.query(`update programme_rule set document = jsonb_set(document, '{windows,2,narrowedBy}', '"SCHOOL"') where document -> 'programme' ->> 'code' = 'SD2023039'`);
  await withPastCohort(server.owner, 130);
  await server.owner.query("insert into programme_rule (programme_id, version, document, effective_from) select programme_id, 3, jsonb_set(jsonb_set(document, '{version}', '3'), '{scoring,learningTime,points}', '\"40\"'), '2023-12-01' from programme_rule where programme_id = 1 and version = 2");
  onRequestStatement(server.app.database, (text) => { statements.push(text); });
});
afterAll(() => server.close());

const office = 'id code name level childCount parent { name } city { name } county { name }';
const budgets: [name: string, who: string, budget: number, document: (size: number) => string, root: string][] = [
  ['offices with their number', '顾文远', 2, (size) => `{ offices(first: ${size}, level: SCHOOL) { totalCount pageInfo { endCursor } edges { cursor node { ${office} } } } }`, 'offices'],
  ['offices found by initials', '顾文远', 2, (size) => `{ offices(first: ${size}, search: "xx") { totalCount pageInfo { endCursor } edges { cursor node { ${office} } } } }`, 'offices'],
  // Ancestors: which, and what is selected of them.
  ['offices with their ancestors', '顾文远', 3, (size) => `{ offices(first: ${size}, level: SCHOOL) { edges { cursor } nodes { name ancestors { name } } } }`, 'offices'],
  // Two statements for the history (of whom, and what), one for the contacts, one for what may be done.
  ['offices with their history and contacts', '顾文远', 5, (size) => `{ offices(first: ${size}, level: SCHOOL) { edges { cursor } nodes { name state version viewerCanChange history { kind effectiveOn byName parentBefore { name } } contacts { name mobileMasked } } } }`, 'offices'],
  ['classes', '顾文远', 2, (size) => `{ classes(first: ${size}) { totalCount edges { cursor } nodes { id code name course { name subject } period { number } programme { name } } } }`, 'classes'],
  // The state of periods is computed from their dates, read once for all.
  ['classes with the state of their periods', '顾文远', 2, (size) => `{ classes(first: ${size}) { edges { cursor } nodes { period { number state } } } }`, 'classes'],
  // Learners are counted once for all, and so is who organises the programmes; tutors are asked of the allotments, as for scopes.
  ['classes to allot tutors to', '顾文远', 4, (size) => `{ classes(first: ${size}, search: "2023") { edges { cursor } nodes { id name tutorCount learnerCount programme { viewerCanAllot } } } }`, 'classes'],
  ['classes found by initials', '顾文远', 2, (size) => `{ classes(first: ${size}, search: "x") { totalCount edges { cursor } nodes { name course { name } } } }`, 'classes'],
  ['changes of offices', '顾文远', 3, (size) => `{ officeChanges(first: ${size}, state: APPLIED) { totalCount edges { cursor } nodes { id kind effectiveOn reason viewerCanCancel office { name } parentBefore { name } } } }`, 'officeChanges'],
  // The days follow from the periods' dates and the programme's rules.
  // The numbers, the periods and the rules that say whether the list moves, and who organises.
  ['classes with their limits', '顾文远', 5, (size) => `{ classes(first: ${size}) { edges { cursor } nodes { limit { capacity taken waiting waitingForPlace version } viewerCanLimit } } }`, 'classes'],
  ['classes with the days of choosing', '顾文远', 3, (size) => `{ classes(first: ${size}) { edges { cursor } nodes { period { number choosing { closesOn daysLeft isOpen } } } } }`, 'classes'],
  ['enrolments with learner, school, class and result', '顾文远', 2, (size) => `{ enrolments(first: ${size}) { totalCount edges { cursor } nodes { id state enrolledAt learner { name trainingNumber subject } school { name } class { name course { name } } period { number } result { total verdict } } } }`, 'enrolments'],
  // Whose submissions they are, and the submissions.
  ['enrolments with their submissions', '顾文远', 3, (size) => `{ enrolments(first: ${size}) { edges { cursor } nodes { id submissions { state attempt } } } }`, 'enrolments'],
  ['results', '顾文远', 2, (size) => `{ results(first: ${size}) { totalCount edges { cursor } nodes { id total verdict learningPoints enrolment { learner { name } school { name } } } } }`, 'results'],
  ['results with their derivation', '顾文远', 2, (size) => `{ results(first: ${size}) { edges { cursor } nodes { id derivation { part points explanation } } } }`, 'results'],
  ['the platform\'s results', 'platform', 2, (size) => `{ results(first: ${size}) { totalCount edges { cursor } nodes { total enrolment { learner { trainingNumber } } } } }`, 'results'],
  ['the grading queue', '周明礼', 2, (size) => `{ gradingQueue(filter: ALL, first: ${size}) { totalCount edges { cursor } nodes { id state version attempt submittedAt characterCount learner { name } school { name } county { name } city { name } class { name } assignment { title } review { points } lease { holderName isMine } viewerCanGrade } } }`, 'gradingQueue'],
  // Two statements each for opinions, history and attempts: whose they are, and they themselves.
  ['the grading queue with everything that hangs on it', '周明礼', 7, (size) => `{ gradingQueue(filter: ALL, first: ${size}) { edges { cursor } nodes { id text learner { name } review { points comment criterionPoints { criterion } } draft { version } lease { until } assignment { rubric { criteria { name } } } opinions { text } history { to byName } attempts { id } } } }`, 'gradingQueue'],
  ['saved comments found by pinyin', '周明礼', 2, (size) => `{ savedComments(first: ${size}, subject: CHINESE, search: "mbqc") { totalCount edges { cursor } nodes { id text subject ownerName isMine uses favouriteNumber version } } }`, 'savedComments'],
  ['the expert\'s queue', '宋怀瑾', 2, (size) => `{ gradingQueue(filter: ALL, first: ${size}) { totalCount edges { cursor } nodes { id learner { name } } } }`, 'gradingQueue'],
  // The parent's path, the page of children with its number, and one statement for all their sums.
  ['indicators of child offices', '顾文远', 4, (size) => `{ childIndicators(first: ${size}) { totalCount edges { cursor } nodes { office { id code name } enrolled participationRate submitted graded averageScore passRate onlineHours } } }`, 'childIndicators'],
  ['choices of classes', '顾文远', 2, (size) => `{ courseChoices(first: ${size}, isWaiting: false) { totalCount edges { cursor } nodes { state chosenAt enrolledAt withdrawnAt learner { name } school { name } class { name } period { number } programme { name } } } }`, 'courseChoices'],
  // The page with its number, and who organises the programmes.
  // Who organises it, its rules, the offices with their number, and what they have set.
  // The rules, the earlier programmes, the rules of the chosen one and its results; the page with its number; the same results once more, for what would have changed.
  ['learners whom other rules would have changed', '顾文远', 8, (size) => `{ backTestChanges(programmeId: "prg_1", version: 3, first: ${size}) { totalCount edges { cursor } nodes { effect totalBefore totalAfter reasons { text } result { enrolment { learner { name } school { name } } } } } }`, 'backTestChanges'],
  ['days that offices set', '顾文远', 5, (size) => `{ officeWindows(programmeId: "${shandong}", action: CHOOSING, first: ${size}) { totalCount edges { cursor } nodes { from until isSet mustSetAgain setByName setAt reason office { code name } } } }`, 'officeWindows'],
  ['exceptions granted', '顾文远', 3, (size) => `{ grantedExceptions(first: ${size}) { totalCount edges { cursor } nodes { rule reason grantedByName grantedAt person { name } school { name } programme { name organiserName } } } }`, 'grantedExceptions'],
  // A place in the queue is counted for all choices of the page at once.
  ['choices with their places', '顾文远', 2, (size) => `{ courseChoices(first: ${size}, isWaiting: false) { edges { cursor } nodes { place state } } }`, 'courseChoices'],
  // The rules, the periods and the office; the page with its number; all cells, and all teachers.
  ['quotas of child offices', '顾文远', 7, (size) => `{ childQuotas(programmeId: "prg_1", first: ${size}) { totalCount edges { cursor } nodes { office { id code name } teachers isAddressed cells { periodId number stated received handedDown used free usedBelow version } } } }`, 'childQuotas'],
  ['movements of quotas', '顾文远', 3, (size) => `{ quotaMovements(officeId: "ofc_1", side: TO_CHILDREN, first: ${size}) { totalCount edges { cursor } nodes { kind seats reason byName at office { name } above { name } period { number } } } }`, 'quotaMovements'],
  ['offices with idle seats', '顾文远', 3, (size) => `{ idleQuotaOffices(periodId: "prd_9", first: ${size}) { totalCount edges { cursor } nodes { seats office { name } period { number } } } }`, 'idleQuotaOffices'],
  // The rules and the office; the page with its number; all teachers, and all persons enrolled.
  ['participation of child offices', '顾文远', 6, (size) => `{ childParticipation(programmeId: "prg_1", first: ${size}) { totalCount edges { cursor } nodes { office { name } teachers enrolled target gap } } }`, 'childParticipation'],
  // Which movements each seat came by, and the movements.
  ['enrolments with the trails of their seats', '顾文远', 3, (size) => `{ enrolments(first: ${size}) { edges { cursor } nodes { id quotaTrail { kind seats byName office { name } } } } }`, 'enrolments'],
  ['people with their data', '顾文远', 2, (size) => `{ people(first: ${size}) { totalCount edges { cursor } nodes { id name trainingNumber idCardMasked subject stage title joinedYear posts specialGrades confirmedAt version school { name } mergedInto { id } } } }`, 'people'],
  ['people found by pinyin', '顾文远', 2, (size) => `{ people(first: ${size}, search: "l", isConfirmed: true, subject: CHINESE) { totalCount edges { cursor } nodes { id name } } }`, 'people'],
  // One statement each for histories and roles; two for likely duplicates: which, and what is selected of them.
  ['people with everything that hangs on them', '顾文远', 5, (size) => `{ people(first: ${size}) { edges { cursor } nodes { id history { field } roles { role } likelyDuplicates { name } } } }`, 'people'],
  ['roster imports', '顾文远', 2, (size) => `{ rosterImports(first: ${size}) { totalCount edges { cursor } nodes { id fileName state failure rowCount same added changed errors missing done conflicts byName createdAt office { name } } } }`, 'rosterImports'],
  // The import, its rows and their number.
  ['rows of a roster', '顾文远', 3, (size) => `{ rosterRows(importId: "rim_1", first: ${size}, outcome: CHANGED) { totalCount edges { cursor } nodes { line outcome name errors { column reason } changes { field fromValue toValue } } } }`, 'rosterRows'],
  ['grading sheets', '周明礼', 2, (size) => `{ gradingSheets(first: ${size}) { totalCount edges { cursor } nodes { id fileName state newCount conflictCount undoableUntil class { name } assignment { title } applyAct { doneCount refusedCount } } } }`, 'gradingSheets'],
  // The sheet, its rows and their number.
  ['rows of a grading sheet', '周明礼', 3, (size) => `{ gradingSheetRows(sheetId: "gsh_1", first: ${size}, outcome: CHANGED) { totalCount edges { cursor } nodes { line outcome result points reasons { column } submission { learner { name } review { points tutorName } } } } }`, 'gradingSheetRows'],
  // The page and its number; one statement for the names of people and one for those of offices, whatever is selected.
  ['the audit trail', '顾文远', 4, (size) => `{ auditEvents(first: ${size}) { totalCount edges { cursor } nodes { id at requestId role action title sealedAt office { name } actor { kind name asOffice } subject { kind title } facts { title value } changes { title before after } } } }`, 'auditEvents'],
  ['rubrics with all their versions', '裴致远', 4, (size) => `{ rubrics(first: ${size}, subject: ART) { totalCount edges { cursor } nodes { id name subject version totalPoints assignmentCount criteria { name } versions { version } } } }`, 'rubrics'],
  ['assignments', '裴致远', 2, (size) => `{ assignments(first: ${size}) { totalCount edges { cursor } nodes { id title course { name } rubric { name version } } } }`, 'assignments'],
  ['changes of rubrics', '裴致远', 2, (size) => `{ rubricChanges(first: ${size}) { totalCount edges { cursor } nodes { id reason reviews changedReviews assignment { title course { name } } before { version } after { version } } } }`, 'rubricChanges'],
  ['appeals', '裴致远', 3, (size) => `{ appeals(first: ${size}, list: ALL) { totalCount edges { cursor } nodes { id step state items { name reason pointsBefore pointsAfter } madeAt answer viewerCanAnswer submission { id version learner { name } learnerNumber class { name } assignment { title } } reviewBefore { points tutorName } reviewAfter { points } } } }`, 'appeals'],
  // One statement says whether the programme is the caller's.
  ['what a tutor was allocated', '裴致远', 3, (size) => `{ allocatedSubmissions(programmeId: "prg_1", tutorId: "prs_1", first: ${size}) { totalCount edges { cursor } nodes { id submittedAt learner { name } class { name } assignment { title } allocatedToName isAllocatedToViewer } } }`, 'allocatedSubmissions'],
  ['the tutors\' workload', '裴致远', 3, (size) => `{ tutorWorkloads(programmeId: "prg_1", from: "2023-01-01", until: "2023-12-31", first: ${size}) { totalCount edges { cursor } nodes { tutorId name trainingNumber schoolName items reviews seconds hours medianSeconds firstOn lastOn } } }`, 'tutorWorkloads'],
  // The page and its number; the steps of all.
  ['resources', '顾文远', 3, (size) => `{ resources(first: ${size}, kind: DESIGN, subject: CHINESE, search: "资源") { totalCount edges { cursor } nodes { id title kind subject stage authors rights state handedInAt file { name bytes } source { name } library { name } waitingAt { name } viewerCanRecommend viewerCanDecide viewerCanWithdraw steps { act officeName byName at reason } } } }`, 'resources'],
  ['resources found by initials', '顾文远', 2, (size) => `{ resources(first: ${size}, search: "zy") { totalCount edges { cursor } nodes { id title } } }`, 'resources'],
  ['resources of a library', '周明礼', 2, (size) => `{ resources(first: ${size}, libraryId: "ofc_1") { totalCount edges { cursor } nodes { id title file { name } library { name } } } }`, 'resources'],
  ['nominations', '顾文远', 2, (size) => `{ nominations(first: ${size}) { totalCount edges { cursor } nodes { id state total reason byName at settledByName viewerCanWithdraw viewerCanDecide enrolment { learner { name } school { name } class { name } period { number } } } } }`, 'nominations'],
  // The programmes served, their rules, the page and its number.
  ['candidates for excellence', '裴致远', 4, (size) => `{ nominationCandidates(first: ${size}) { totalCount edges { cursor } nodes { total finishedAt posts replies excellentAssignments enrolment { id learner { name } school { name } class { name } } } } }`, 'nominationCandidates'],
  ['second markings with both reviews', '裴致远', 2, (size) => `{ secondMarkings(first: ${size}) { totalCount edges { cursor } nodes { id state reasons difference first { points tutorName } second { points } agreed { points } submission { state learnerNumber assignment { title } class { name } } } } }`, 'secondMarkings'],
  ['corrections', '顾文远', 2, (size) => `{ dataCorrections(first: ${size}, state: PROPOSED) { totalCount edges { cursor } nodes { id person { name school { name } } field fromValue toValue state proposedAt } } }`, 'dataCorrections'],
  ['appointments', '顾文远', 2, (size) => `{ appointments(first: ${size}, isValidOn: "2023-09-10") { totalCount edges { cursor } nodes { id role subject validFrom validUntil version office { name level } person { name trainingNumber } } } }`, 'appointments'],
  // History, the offices for the right to end, the programmes and the right to choose them; which ones they are is asked of the allotments, as for scopes.
  ['appointments with all that hangs on them', '顾文远', 6, (size) => `{ appointments(first: ${size}, role: EXPERT) { edges { cursor } nodes { id viewerCanEnd viewerCanAllot history { act byName } programmes { name } recommendation { reason } } } }`, 'appointments'],
  ['recommendations of chief tutors', '顾文远', 3, (size) => `{ chiefTutorRecommendations(first: ${size}) { totalCount edges { cursor } nodes { id person { name } office { name } appointment { number } eligibility { isEligible reasons } } } }`, 'chiefTutorRecommendations'],
  // Whether the caller may appoint there and who administers it are asked once for all; the office itself is found first.
  ['offices with an open post', '顾文远', 5, (size) => `{ vacantOffices(first: ${size}, role: SCHOOL_LEADER, level: SCHOOL) { totalCount edges { cursor } nodes { name viewerCanAppoint administrators { name } } } }`, 'vacantOffices'],
  ['requests for large files', '顾文远', 2, (size) => `{ exportRequests(first: ${size}) { totalCount edges { cursor } nodes { id list rowCount reason state viewerCanDecide viewerCanFetch office { name } filters { name value } requestedByName expiresAt } } }`, 'exportRequests'],
  // The page and its number; one statement each for units, steps, ratings, who may what, and the rules.
  ['courses', '顾文远', 2, (size) => `{ courses(first: ${size}) { totalCount edges { cursor } nodes { id code name subject stage hours state version sourceName isFromBody description } } }`, 'courses'],
  ['courses found by initials', '顾文远', 2, (size) => `{ courses(first: ${size}, search: "kc") { totalCount edges { cursor } nodes { id name } } }`, 'courses'],
  ['courses with their intake', '顾文远', 7, (size) => `{ courses(first: ${size}) { edges { cursor } nodes { id units { title } steps { act } ratings { total } rating { average maximum } viewerCanEdit viewerCanAssign viewerCanDecide } } }`, 'courses'],
  ['courses that wait for an expert', '宋怀瑾', 2, (size) => `{ courses(first: ${size}, isWaiting: true) { totalCount edges { cursor } nodes { id name } } }`, 'courses'],
  ['training bodies', '顾文远', 2, (size) => `{ trainingBodies(first: ${size}) { totalCount edges { cursor } nodes { id name creditCode contactName courseCount version } } }`, 'trainingBodies'],
  ['platforms', '顾文远', 2, (size) => `{ apiClients(first: ${size}) { totalCount edges { cursor } nodes { id name clientId scopes office { name } lastUsedAt revokedAt } } }`, 'apiClients'],
];

test.each(budgets)('habit 5: %s: as %s at most %i statements, on pages of 10, 20 and 100 alike', async (_, who, budget, document, root) => {
  const actor = actors.get(who) as Actor;
  for (const size of [10, 20, 100]) {
    statements.length = 0;
    const answer = await actor.ask(document(size));
    // A hundred rows with all that hangs on them cost too much: the guard says so, and the budget is measured on what may be asked.
    const isTooDear = answer.errors[0]?.extensions['limit'] === 'costPoints';
    if (isTooDear) {
      expect(size).toBe(100);
      expect(statements).toEqual([]);
      continue;
    }
    expect(answer.errors).toEqual([]);
    expect(answer.data[root].edges).toHaveLength(size);
    expect(`${size} rows: ${statements.length} statements`).toBe(`${size} rows: ${budget} statements`);
  }
});

test('habit 5: what is not selected is not asked: no number without totalCount, no rows with it alone', async () => {
  const gu = actors.get('顾文远') as Actor;
  for (const [document, count] of [['{ enrolments(first: 100) { totalCount } }', 1], ['{ enrolments(first: 100) { nodes { id } } }', 1], ['{ enrolments(first: 100) { __typename } }', 0], ['{ viewer { name } }', 0], ['{ about { version } }', 0]] as const) {
    statements.length = 0;
    await gu.sees(document);
    expect(`${document} ${statements.length}`).toBe(`${document} ${count}`);
  }
});

test('habit 5: every list of the schema has a budget here', async () => {
  const gu = actors.get('顾文远') as Actor;
  const { __type } = await gu.sees('{ __type(name: "Query") { fields { name type { name ofType { name } } } } }');
  const lists = (__type.fields as { name: string; type: { name: string | null; ofType: { name: string | null } | null } }[]).filter(({ type }) => (type.ofType?.name ?? type.name ?? '').endsWith('Connection')).map(({ name }) => name);
  expect(lists.length).toBeGreaterThan(5);
  expect([...new Set(budgets.map(([, , , , root]) => root))].sort()).toEqual(lists.sort());
});

test('habit 5: what administrators ask of the tree and of people all day costs two statements each, at every level; a total without a search is a sum of counters', async () => {
  const people = (await server.owner.query<SomePerson>('select name, name_pinyin as pinyin, name_initials as initials, training_number as number from person where id % 97 = 1 order by id')).rows;
  for (const name of ['顾文远', '沈佩兰', '陆景行', '方若兰'] as CastName[]) {
    const actor = await server.as(name);
    for (const question of peopleQuestions(people, chanceFrom(7))) {
      statements.length = 0;
      await actor.sees(question.document, question.variables(null));
      const asked = statements.filter((text) => !/ from (second_factor|role_assignment) /.test(text));
      expect(`${name} ${question.name}: ${asked.length}`).toBe(`${name} ${question.name}: 2`);
      if (/^pages of people|by subject|by stage/.test(question.name)) expect(asked.filter((text) => text.includes('sum(c.people)'))).toHaveLength(1);
    }
  }
});
