// Fills an empty database with the demonstration province, in one transaction: a start that is killed leaves nothing half.
import { createHash } from 'node:crypto';
import pg from 'pg';
import { hashPassword } from '../access/index.js';
import { characterCountOf } from '../assignments/index.js';
import { addDays } from '../kernel/calendar.js';
import { namesRead } from '../domains.js';
import { birthDateOf, maskIdCard, maskMobile } from '../kernel/id-card.js';
import { readingOfName } from '../platform/text/pinyin.js';
import type { NamesRead } from '../platform/text/readings.js';
import type { Vault } from '../platform/vault/vault.js';
import { periodsOf, scoringOf, type RuleDocument } from '../programmes/index.js';
import { scoreOf } from '../scoring/index.js';
import { insertAllocation } from './allocation.js';
import { insertAppeals } from './appeals.js';
import { cast, castCounty, demoClient, demoPassword, demoSecondFactorSecret, learnerCourse } from './cast.js';
import { between, hash, pick } from './chance.js';
import { copyRows, type CopyValue } from './copy.js';
import { lots } from './lots.js';
import { atTime, later, momentIn } from './moments.js';
import { assignmentKinds, assignmentMaximumTenths, courseHoursTenths, courseLabel, courses, rubric, rubricName, unitTitles, aboutCourse, isAnonymous, unitKindOf, unitMinutesOf } from './courses.js';
import { insertNominations } from './nominations.js';
import { insertSecondMarking } from './second-marking.js';
import { composeEssay, plantCopy } from './essays/index.js';
import { interactionsOf, learnedOf, objectiveCorrectOf, objectiveItems, periodNumberOf, periodsWithWork, scoredFactsOf, submissionListOf, submissionsOf, teacherOf, type DemoSubmission } from './facts.js';
import { officesOf, type DemoOffice } from './geography.js';
import { idCardNumber, mobileNumber, personName, titles } from './names.js';
import { insertOrganisation } from './organisation.js';
import { demoRule, insertOtherProgrammes, insertProgrammeLife, insertProgrammeRule, nextDemoRule, programmeRow } from './programmes.js';
import { confirmedAtOf, courseOf, joinedYearOf, postsOf, schoolOf, specialGradesOf, subjectOf, type Schooling } from './people.js';
import { demoStart, type Profile } from './profile.js';
import { insertChoices } from './choices.js';
import { insertIndicators } from './indicators.js';
import { insertIntake } from './intake.js';
import { insertPastCohort } from './past-cohort.js';
import { insertReviews } from './reviews.js';
import { insertResources } from './resources.js';
import { insertQuotas } from './quotas.js';

export type Progress = (step: string, done: number, total: number) => void;

const programmeId = 1;

export async function seed(connection: pg.ClientConfig, vault: Vault, profile: Profile, onProgress: Progress): Promise<void> {
  const client = new pg.Client({ ...connection, statement_timeout: 0 });
  await client.connect();
  try {
    await client.query('begin');
    // Facts are consistent by construction and reconciled afterwards; checking every key of millions of rows would double the time.
    await client.query("set local session_replication_role = 'replica'");
    await fill(client, vault, profile, onProgress);
    await client.query('commit');
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

/** The tutors of a course, as places in the list of tutors: two of them, for all periods. */
const tutorsPerCourse = 2;

async function fill(client: pg.Client, vault: Vault, sizes: Profile, onProgress: Progress): Promise<void> {
  const rule = demoRule();
  const scoring = scoringOf(rule);
  const offices = officesOf(sizes);
  const schools = offices.filter((office) => office.level === 'SCHOOL');
  const learner = castLearner({ schools, profile: sizes }, offices);
  const profile = { ...sizes, castEnrolment: learner.enrolment };
  const schooling: Schooling = { schools, profile };
  const periods = periodsOf(rule);
  const learnerName = cast.find((member) => member.role === 'LEARNER')?.name ?? '';
  const step = (name: string, total: number) => (done: number) => onProgress(name, done, total);

  await copyRows(client, 'office (id, code, name, level, parent_id, path, city_id, county_id)', offices.map((office): CopyValue[] => [office.id, office.code, office.name, office.level, office.parentId, office.path, office.cityId, office.countyId]), step('组织机构', offices.length));
  await copyRows(client, 'person (id, name, training_number, user_name, id_card_sealed, id_card_hash, id_card_masked, mobile_sealed, mobile_masked, mobile_hash, identity_hash, name_pinyin, name_initials, office_id, subject, stage, confirmed_at)', teacherRows(schooling, learner.teacher, vault), step('教师', profile.teachers));
  await copyRows(client, 'teacher_profile (person_id, title, joined_year, posts, special_grades)', profileRows(profile.teachers), step('教师信息', profile.teachers));
  await insertProgramme(client, rule, profile, periods);
  await insertCast(client, vault, profile, offices, learner, periods.length);

  const enrolments = function* (): Generator<EnrolmentOf> { for (let e = 0; e < profile.enrolments; e += 1) yield enrolmentAt(e, schooling, periods.length); };
  const scopeOf = (enrolment: EnrolmentOf): CopyValue[] => [enrolment.personId, enrolment.school.id, enrolment.classId, enrolment.period, programmeId];
  const scopeColumns = 'person_id, school_id, class_id, period_id, programme_id';

  await copyRows(client, 'enrolment (id, programme_id, period_id, class_id, person_id, school_id, state, enrolled_at)', map(enrolments(), (one) => [[one.id, programmeId, one.period, one.classId, one.personId, one.school.id, 'ENROLLED', atTime(addDays(periods[one.period - 1]?.startsOn ?? '', -between(1, 5, one.e, 91)), one.e)]]), step('报名', profile.enrolments));
  // JS-01: every teacher of a school is a learner; the cast's has the role already. Told from what stands in the database, without a way through this process.
  onProgress('学员角色', 0, profile.teachers);
  await client.query(`insert into role_assignment (id, person_id, role, office_id, valid_from) select 10000 + p.id, p.id, 'LEARNER', p.office_id, '2023-07-01' from person p where p.id <= $1 and p.id <> $2 order by p.id`, [profile.teachers, learner.teacher + 1]);
  onProgress('学员角色', profile.teachers, profile.teachers);
  await copyRows(client, `learning_record (enrolment_id, ${scopeColumns}, unit_id, seconds, recorded_at)`, map(enrolments(), (one) => learnedOf(one.e, profile).map((seconds, unit) => [one.id, ...scopeOf(one), (one.courseId - 1) * profile.units + unit + 1, seconds, momentIn(periods[one.period - 1], one.e, unit)])), step('学习记录', profile.enrolments * profile.units));
  await copyRows(client, `interaction_record (enrolment_id, ${scopeColumns}, kind, is_recommended, at)`, map(enrolments(), (one) => interactionRows(one.e, profile).map(([kind, isRecommended], index) => [one.id, ...scopeOf(one), kind, isRecommended, momentIn(periods[one.period - 1], one.e, 20 + index)])), step('互动记录', profile.enrolments * 6));
  await copyRows(client, `objective_result (enrolment_id, ${scopeColumns}, correct_items, total_items, at)`, map(enrolments(), (one) => (learnedOf(one.e, profile).length > 0 ? [[one.id, ...scopeOf(one), objectiveCorrectOf(one.e), objectiveItems, momentIn(periods[one.period - 1], one.e, 50)]] : [])), step('客观题', profile.enrolments));

  const submissions = function* (): Generator<[EnrolmentOf, DemoSubmission]> { for (const one of enrolments()) for (const submission of submissionListOf(one.e, profile, areReleasesHeld(one.courseIndex))) yield [one, submission]; };
  const learnerNumber = lots();
  const handedIn = (one: EnrolmentOf, { assignment }: DemoSubmission) => momentIn(periods[one.period - 1], one.e, 60 + assignment);
  const tutorName = new Map<number, string>();
  const tutorOf = (one: EnrolmentOf, { id }: DemoSubmission) => (one.courseId - 1) * tutorsPerCourse + (hash(id, 44) % tutorsPerCourse);
  for (let place = 0; place < courses.length * tutorsPerCourse; place += 1) tutorName.set(place, tutorAt(place, profile).name);

  await copyRows(client, `submission (id, assignment_id, enrolment_id, ${scopeColumns}, learner_number, is_anonymous, attempt, is_latest, text, character_count, state, version, submitted_at, return_reason, last_review_id)`, map(submissions(), ([one, submission]) => {
    const text = essayOf(one, submission);
    const isReviewed = submission.state === 'RELEASED' || submission.state === 'SCORED';
    return [[submission.id, (one.courseId - 1) * assignmentKinds.length + submission.assignment + 1, one.id, ...scopeOf(one), learnerNumber(one.classId, submission.assignment), isAnonymous({ id: one.courseId }, submission.assignment), 1, true, text, characterCountOf(text), submission.state, submission.state === 'RELEASED' ? 3 : submission.state === 'SUBMITTED' ? 1 : 2, handedIn(one, submission), submission.state === 'RETURNED' ? returnReason : null, isReviewed ? submission.id : null]];
  }), step('作业', profile.submissions));
  await copyRows(client, `review (id, submission_id, ${scopeColumns}, tutor_id, tutor_name, rubric_id, points_tenths, criterion_points, comment, is_excellent, submitted_at, released_at, seconds)`, map(submissions(), ([one, submission]) => {
    if (submission.state !== 'RELEASED' && submission.state !== 'SCORED') return [];
    const place = tutorOf(one, submission);
    const at = later(handedIn(one, submission), submission.id);
    const points = rubric.map((criterion, index) => ({ criterion: criterion.key, pointsTenths: submission.criterionTenths[index] ?? 0 }));
    return [[submission.id, submission.id, ...scopeOf(one), tutorAt(place, profile).id, tutorName.get(place) ?? '', 1, submission.pointsTenths, JSON.stringify(points), commentFor(submission), submission.isExcellent, at, submission.state === 'RELEASED' ? at : null, between(90, 600, submission.id, 45)]];
  }), step('批阅', profile.submissions));
  await copyRows(client, `submission_event (submission_id, ${scopeColumns}, from_state, to_state, by_id, by_name, at, reason)`, map(submissions(), ([one, submission]) => {
    const tutor = tutorAt(tutorOf(one, submission), profile);
    const at = later(handedIn(one, submission), submission.id);
    const event = (from: string | null, to: string, id: number, name: string, when: string, reason: string | null): CopyValue[] => [submission.id, ...scopeOf(one), from, to, id, name, when, reason];
    const first = event(null, 'SUBMITTED', one.personId, one.e === learner.enrolment ? learnerName : one.name, handedIn(one, submission), null);
    const scored = event('SUBMITTED', 'SCORED', tutor.id, tutor.name, at, null);
    if (submission.state === 'SCORED') return [first, scored];
    if (submission.state === 'RELEASED') return [first, scored, event('SCORED', 'RELEASED', tutor.id, tutor.name, at, null)];
    return submission.state === 'RETURNED' ? [first, event('SUBMITTED', 'RETURNED', tutor.id, tutor.name, at, returnReason)] : [first];
  }), step('批阅记录', profile.submissions));
  await copyRows(client, `result (enrolment_id, ${scopeColumns}, learning_tenths, objective_tenths, subjective_tenths, excellent_tenths, interaction_tenths, total_tenths, verdict, rule_version, facts, computed_at)`, map(enrolments(), (one) => {
    if (one.period > periodsWithWork) return [];
    const facts = scoredFactsOf(one.e, profile, areReleasesHeld(one.courseIndex));
    const score = scoreOf(facts, scoring);
    return [[one.id, ...scopeOf(one), score.learningTenths, score.objectiveTenths, score.subjectiveTenths, score.excellentTenths, score.interactionTenths, score.totalTenths, score.verdict, rule.version, JSON.stringify(facts), demoStart.toISOString()]];
  }), step('成绩', profile.enrolments));
  // Rows that were copied a moment ago are unknown to the planner: it would expect a handful of them, and look for each.
  await client.query('analyze');
  onProgress('配额', 0, 1);
  await insertQuotas(client, programmeId, rule.programme.year);
  onProgress('学情指标', 0, 1);
  await client.query(`insert into people_count (office_id, subject, stage, is_confirmed, people)
    select p.office_id, coalesce(p.subject, ''), coalesce(p.stage, ''), p.confirmed_at is not null, count(*) from person p where p.merged_into_id is null group by 1, 2, 3, 4`);
  await client.query(`insert into likely_duplicate (person_id, office_id)
    select p.id, p.office_id from person p join (select identity_hash from person group by 1 having count(*) > 1) shared using (identity_hash)
    union select p.id, p.office_id from person p join (select mobile_hash from person group by 1 having count(*) > 1) shared using (mobile_hash)`);
  await insertIndicators(client, programmeId);
  await client.query(`insert into business_clock (id, offset_ms, is_demo) values (1, ${demoStart.getTime() - Date.now()}, true)`);
  for (const table of ['office', 'person', 'role_assignment', 'programme', 'programme_rule', 'period', 'course', 'unit', 'training_class', 'enrolment', 'rubric', 'assignment', 'submission', 'review', 'api_client']) {
    await client.query(`select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`);
  }
  if (profile.hasSecondMarking === true) await insertSecondMarking(client);
  await insertAppeals(client);
  if (profile.hasNominations === true) await insertNominations(client);
  if (profile.hasAllocation === true) await insertAllocation(client);
  if (profile.hasChoices === true) await insertChoices(client, programmeId);
  if (profile.hasReviews === true) await insertReviews(client, programmeId);
  if (profile.hasIntake === true) await insertIntake(client, programmeId);
  if (profile.pastLearners !== undefined) await insertPastCohort(client, { learners: profile.pastLearners, units: profile.units }, onProgress);
  if (profile.hasResources === true) await insertResources(client);
  for (const names of namesRead) await insertReadings(client, names);
  onProgress('学情指标', 1, 1);
}

async function insertReadings(client: pg.Client, { table, column, readings, key, readingsOf }: NamesRead): Promise<void> {
  const { rows } = await client.query<{ id: string; name: string }>(`select id, ${column} as name from ${table} order by id`);
  await copyRows(client, `${readings} (${key}, pinyin, initials)`, rows.flatMap(({ id, name }) => readingsOf(name).map(({ pinyin, initials }): CopyValue[] => [id, pinyin, initials])), () => undefined);
}

interface EnrolmentOf { e: number; id: number; personId: number; name: string; school: DemoOffice; period: number; classId: number; courseId: number; courseIndex: number }

function enrolmentAt(e: number, schooling: Schooling, periodCount: number): EnrolmentOf {
  const teacher = teacherOf(e, schooling.profile);
  const course = courseOf(teacher, schooling);
  const period = periodNumberOf(e);
  return { e, id: e + 1, personId: teacher + 1, name: personName(teacher), school: schoolOf(teacher, schooling), period, classId: (course.id - 1) * periodCount + period, courseId: course.id, courseIndex: course.id - 1 };
}

/** One course holds its reviews back until they are released for a whole class. */
function areReleasesHeld(courseIndex: number): boolean { return courses[courseIndex]?.code === 'KC2023002'; }

/** The cast's learner: in the running period, in the course of the cast's tutors, in the cast's county. */
function castLearner(schooling: Schooling, offices: readonly DemoOffice[]): { enrolment: number; teacher: number; school: DemoOffice } {
  const county = offices.find((office) => office.code === castCounty);
  for (let e = 0; e < schooling.profile.enrolments; e += 1) {
    const one = enrolmentAt(e, schooling, 9);
    const fits = one.period === periodsWithWork && courses[one.courseIndex]?.code === learnerCourse && one.school.countyId === county?.id;
    if (fits && submissionsOf(e, schooling.profile).count >= 3) return { enrolment: e, teacher: teacherOf(e, schooling.profile), school: one.school };
  }
  throw new Error('the demonstration is too small: nobody can be its learner');
}

/** The cast's learner has not confirmed the own data: the first thing that the console asks of her. */
function* teacherRows(schooling: Schooling, learner: number, vault: Vault): Generator<CopyValue[]> {
  for (let teacher = 0; teacher < schooling.profile.teachers; teacher += 1) {
    const idCard = idCardNumber(teacher);
    const mobile = mobileNumber(teacher);
    const member = teacher === learner ? cast.find((one) => one.role === 'LEARNER') : undefined;
    const name = member?.name ?? personName(teacher);
    const reading = readingOfName(name);
    yield [teacher + 1, name, `32${String(teacher + 1).padStart(8, '0')}`, member?.login ?? null, bytes(vault.seal(idCard)), bytes(vault.hash(idCard)), maskIdCard(idCard), bytes(vault.seal(mobile)), maskMobile(mobile), bytes(vault.hash(mobile)), bytes(vault.hash(`${name} ${birthDateOf(idCard)}`)), reading.full, reading.initials, schoolOf(teacher, schooling).id, subjectOf(teacher, schooling), schoolOf(teacher, schooling).stage, teacher === learner ? null : confirmedAtOf(teacher)];
  }
}

function* profileRows(teachers: number): Generator<CopyValue[]> {
  for (let teacher = 0; teacher < teachers; teacher += 1) {
    const title = pick(titles, teacher, 16);
    yield [teacher + 1, title, joinedYearOf(teacher), `{${postsOf(teacher).join(',')}}`, `{${specialGradesOf(teacher, title).join(',')}}`];
  }
}

async function insertProgramme(client: pg.Client, rule: RuleDocument, profile: Profile, periods: ReturnType<typeof periodsOf>): Promise<void> {
  await client.query('insert into programme (id, code, name, year, series, office_id, state) values ($1, $2, $3, $4, $5, 1, \'RUNNING\')', [programmeId, ...programmeRow(rule)]);
  for (const version of [rule, nextDemoRule()]) await insertProgrammeRule(client, programmeId, version);
  await insertOtherProgrammes(client);
  for (const period of periods) await client.query('insert into period (id, programme_id, number, starts_on, ends_on) values ($1, $2, $5, $3, $4)', [period.number, programmeId, period.startsOn, period.endsOn, period.number]);
  await client.query('insert into rubric (id, code, version, name, criteria) values (1, $1, 1, $2, $3)', ['WRITING', rubricName, JSON.stringify(rubric)]);
  for (const course of courses) {
    await client.query('insert into course (id, code, programme_id, name, subject, stage, hours_tenths, description, office_id) values ($1, $2, $3, $4, $5, $6, $7, $8, 1)', [course.id, course.code, programmeId, course.name, course.subject, course.stage, courseHoursTenths, aboutCourse(course)]);
    for (const period of periods) await client.query('insert into training_class (id, code, name, course_id, period_id, programme_id) values ($1, $2, $3, $4, $5, $6)', [(course.id - 1) * periods.length + period.number, `${course.code}-${String(period.number).padStart(2, '0')}`, `${course.name}（第${period.number}期）`, course.id, period.number, programmeId]);
  }
  await copyRows(client, 'unit (id, course_id, number, title, kind, minutes)', courses.flatMap((course) => unitTitles.slice(0, profile.units).map((title, index): CopyValue[] => [(course.id - 1) * profile.units + index + 1, course.id, index + 1, title, unitKindOf(title, index), unitMinutesOf(index, profile.units)])), () => undefined);
  await copyRows(client, 'assignment (id, course_id, rubric_id, title, prompt, maximum_tenths, release_on_submit, is_anonymous)', courses.flatMap((course) => assignmentKinds.map((assignment, index): CopyValue[] => [(course.id - 1) * assignmentKinds.length + index + 1, course.id, 1, assignment.title, assignment.prompt, assignmentMaximumTenths, !areReleasesHeld(course.id - 1), isAnonymous(course, index)])), () => undefined);
}

/** People of the province office who are no teachers, in the order of their ids: the cast first, then the other tutors. */
function tutorAt(place: number, profile: Profile): { id: number; name: string } {
  const course = courses[Math.floor(place / tutorsPerCourse)];
  const members = cast.filter((member) => member.role === 'TUTOR' && member.course === course?.code);
  const member = members[place % tutorsPerCourse];
  if (member) return { id: profile.teachers + 1 + cast.indexOf(member), name: member.name };
  return { id: profile.teachers + 1 + cast.length + place, name: personName(3_000_000 + place) };
}

async function insertCast(client: pg.Client, vault: Vault, profile: Profile, offices: readonly DemoOffice[], learner: { enrolment: number; teacher: number; school: DemoOffice }, periodCount: number): Promise<void> {
  const passwordHash = await hashPassword(demoPassword);
  const officeAt = (at: string) => (at === 'LEARNERS_SCHOOL' ? learner.school : (offices.find((office) => office.code === at) as DemoOffice));
  const person = (id: number, name: string, login: string | null, officeId: number) => {
    const idCard = idCardNumber(2_000_000 + id);
    const reading = readingOfName(name);
    return client.query('insert into person (id, name, training_number, user_name, id_card_sealed, id_card_hash, id_card_masked, identity_hash, name_pinyin, name_initials, office_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)', [id, name, `32${String(id).padStart(8, '0')}`, login, vault.seal(idCard), vault.hash(idCard), maskIdCard(idCard), vault.hash(`${name} ${birthDateOf(idCard)}`), reading.full, reading.initials, officeId]);
  };
  const allot = async (roleId: number, courseCode: string) => {
    const course = courses.find((one) => one.code === courseCode);
    for (let period = 1; period <= periodCount; period += 1) await client.query('insert into class_tutor (role_id, class_id) values ($1, $2)', [roleId, ((course?.id ?? 1) - 1) * periodCount + period]);
  };
  for (const [index, member] of cast.entries()) {
    const office = officeAt(member.at);
    const personId = member.role === 'LEARNER' ? learner.teacher + 1 : profile.teachers + 1 + index;
    if (member.role !== 'LEARNER') await person(personId, member.name, member.login, office.id);
    await client.query('insert into credential (person_id, password_hash, changed_at) values ($1, $2, now())', [personId, passwordHash]);
    await client.query('insert into role_assignment (id, person_id, role, office_id, subject, valid_from) values ($1, $2, $3, $4, $5, $6)', [index + 1, personId, member.role, office.id, member.subject ?? null, '2023-07-01']);
    if (member.course !== undefined) await allot(index + 1, member.course);
    if (member.role === 'EXPERT' || member.role === 'CHIEF_TUTOR') await client.query('insert into programme_role (role_id, programme_id) values ($1, $2)', [index + 1, programmeId]);
  }
  for (let place = 0; place < courses.length * tutorsPerCourse; place += 1) {
    const tutor = tutorAt(place, profile);
    if (tutor.id <= profile.teachers + cast.length) continue;
    await person(tutor.id, tutor.name, null, 1);
    await client.query('insert into role_assignment (id, person_id, role, office_id, valid_from) values ($1, $2, $3, 1, $4)', [1_000 + place, tutor.id, 'TUTOR', '2023-07-01']);
    await allot(1_000 + place, courses[Math.floor(place / tutorsPerCourse)]?.code ?? '');
  }
  await insertDemoSecondFactors(client, vault);
  await insertOrganisation(client, vault, offices);
  await insertProgrammeLife(client, programmeId);
  await client.query('insert into api_client (id, client_id, name, office_id, scopes, created_at) values (1, $1, $2, $3, $4, $5)', [demoClient.clientId, demoClient.name, officeAt(demoClient.at).id, ['OFFICES_READ', 'CLASSES_READ', 'ENROLMENTS_READ', 'RESULTS_READ'], demoStart]);
  await client.query('insert into api_secret (client_id, secret_hash) values (1, $1)', [createHash('sha256').update(demoClient.secret).digest()]);
}

/** Also for a demonstration that is older than second factors: its administrators would have to enrol before they can show anything. */
export async function insertDemoSecondFactors(client: pg.Client, vault: Vault): Promise<void> {
  for (const { login } of cast.filter((member) => member.hasSecondFactor === true)) {
    await client.query('insert into second_factor (person_id, secret_sealed, confirmed_at) select id, $2, now() from person where user_name = $1 on conflict do nothing', [login, vault.seal(demoSecondFactorSecret)]);
  }
}

function interactionRows(e: number, profile: Profile): [string, boolean][] {
  const { posts, replies, liveSessions, offlineActivities, recommended } = interactionsOf(e, profile);
  const rows = (kind: string, count: number) => Array.from({ length: count }, (_, index): [string, boolean] => [kind, kind === 'POST' && index < recommended]);
  return [...rows('POST', posts), ...rows('REPLY', replies), ...rows('LIVE_SESSION', liveSessions), ...rows('OFFLINE_ACTIVITY', offlineActivities)];
}

/** One submission in two hundred copies from another: the evidence that a later originality check has to find. */
export function isPlantedCopy(submissionId: number): boolean { return submissionId % 200 === 7; }

function essayOf(one: EnrolmentOf, submission: DemoSubmission): string {
  const write = (id: number, assignment: number) => composeEssay({ kind: assignmentKinds[assignment]?.kind ?? 'REFLECTION', ...courseLabel(courses[one.courseIndex] as (typeof courses)[number]) }, id);
  const own = write(submission.id, submission.assignment);
  if (!isPlantedCopy(submission.id)) return own;
  return plantCopy(write(submission.id - 3, submission.assignment), own, submission.id, 0.2 + (hash(submission.id, 46) % 5) / 10);
}

const comments = ['目标明确，过程完整，能结合学生的真实表现分析。建议把作业设计与目标逐条对应。', '选材具体，反思有深度。若能补充课堂观察的数据，会更有说服力。', '环节清楚，板书设计有特色。建议精简导入，把时间留给学生的表达。', '对教材的理解准确，学情分析到位。评价方式可以再多样一些。', '案例真实，转折处写得细致。启示部分可再凝练，避免面面俱到。', '结构完整，语言流畅。教学难点的突破办法写得不够具体，请再斟酌。'];
const returnReason = '教学过程写得过于简略，请补充学生的具体表现和您的应对，再提交一次。';

function commentFor(submission: DemoSubmission): string {
  return pick(comments, submission.id, 47);
}

function* map<T>(items: Iterable<T>, rows: (item: T) => readonly CopyValue[][]): Generator<CopyValue[]> {
  for (const item of items) yield* rows(item);
}

function bytes(buffer: Buffer): string {
  return `\\x${buffer.toString('hex')}`;
}
