// The walk over reads: every type × one caller × every place, by documents made from the schema. Answers what did not hold, so
// that tests and the proof (test/prove/access.ts) walk the same way.
import { readFileSync } from 'node:fs';
import { buildSchema, isObjectType, type GraphQLObjectType } from 'graphql';
import { globalId, idPrefixes, type NodeType } from '../../server/kernel/ids.js';
import type { Answer, TestServer } from '../support/test-server.js';
import { at, documentOf, fieldsOf, isComposite, pathsFrom, selectAll, typesIn, type IsGranted } from './documents.js';
import { readPermissionTable } from './permission-table.js';
import { idOf, keysInSight, neverKey, visible, type Caller, type Thing } from './places.js';

export const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
export const table = readPermissionTable();
/** What other types hang on. */
const carriers: readonly NodeType[] = ['Submission', 'Review', 'Enrolment', 'Person', 'Office'];
const reachable = pathsFrom(schema, () => true);

/** Types that a caller is granted and has no object of. Nobody here is half signed in (second-factor.test.ts), or looks as an office but the caller who is called so. */
const notHeld: Record<string, readonly string[]> = { nobody: ['Viewer', 'RoleAssignment', 'Action'], '苏州教师发展平台（演示）': ['RoleAssignment'], 方若兰: ['OfficeIndicatorsEdge', 'QuotaAccountEdge', 'ParticipationEdge'], 贺知行: ['OfficeIndicatorsEdge', 'QuotaAccountEdge', 'ParticipationEdge'], 钱开明: ['OfficeAdministrator', 'CourseReviewer'], 沈佩兰: ['CourseReviewer', 'EnrolmentReviewTask'], '总管理员（苏州）': ['EnrolmentReviewTask'], 陆景行: ['CourseReviewer'],
 
  // What a preview would give is asked with tutors: test/allocation; an appeal that nobody may answer is made in test/appeals.
  裴致远: ['PreviewedShare'], 顾文远: ['PreviewedShare', 'AppealGap', 'EnrolmentReviewTask'] };

/** What is asked of, and answered to, who organises a programme and stands below: test/programmes/programme-life.test.ts; no programme of the scene leaves days to offices: test/programmes/office-windows.test.ts. */
const ofOrganisers = ['BackTestCohort', 'BackTestReasonCount', 'BackTestPoints', 'BackTestChange', 'BackTestChangeEdge', 'ProgrammeTask', 'ProgrammeReply', 'CourseReviewer', 'OwnWindow', 'OfficeWindow', 'OfficeWindowEdge'];

export const objectType = (name: string): GraphQLObjectType => {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no object type`);
  return type;
};
export const grantedTo = (caller: Caller): IsGranted => (coordinate) => table.isGranted(coordinate, caller.grantee);

/** How each root field is called so that it answers with something of the caller's own. By-id roots take a thing that the caller sees. */
export const roots: Record<string, { byId: NodeType } | { arguments: string } | { officeId: true; and: string } | { ofOne: NodeType; by: string; arguments: string }> = {
  about: { arguments: '' }, signInChallenge: { arguments: '' }, viewer: { arguments: '' }, programmes: { arguments: '' }, programme: { byId: 'Programme' }, programmeTasks: { arguments: '' }, indicators: { arguments: '' }, gradingProgress: { arguments: '' },
  apiClients: { arguments: 'first: 2' }, exportRequests: { arguments: 'first: 2' }, exportNeed: { arguments: 'list: "enrolments", parameters: []' }, childIndicators: { arguments: 'first: 2' }, classes: { arguments: 'first: 2' }, enrolments: { arguments: 'first: 2' }, offices: { arguments: 'first: 2' }, results: { arguments: 'first: 2' },
  gradingQueue: { arguments: 'filter: ALL, first: 2' }, savedComments: { arguments: 'first: 2, subject: ART' }, queueNeighbours: { arguments: 'submissionId: "sbm_1", filter: ALL' }, releasePreviews: { arguments: '' }, savedQueues: { arguments: '' }, queueAssignments: { arguments: '' }, runningBulkActs: { arguments: '' }, bulkAct: { byId: 'BulkAct' }, gradingSheets: { arguments: 'first: 2' }, gradingSheet: { byId: 'GradingSheet' }, gradingSheetRows: { ofOne: 'GradingSheet', by: 'sheetId', arguments: 'first: 2' }, appointments: { arguments: 'first: 2' }, officeChanges: { arguments: 'first: 2' }, chiefTutorRecommendations: { arguments: 'first: 2' }, vacancies: { arguments: '' },
  rubrics: { arguments: 'first: 2' }, rubric: { byId: 'Rubric' }, assignments: { arguments: 'first: 2' }, rubricChanges: { arguments: 'first: 2' }, rubricChangePreview: { arguments: 'assignmentId: "asg_1", rubricId: "rub_ri"' },
  secondMarkings: { arguments: 'first: 2' }, secondMarking: { byId: 'SecondMarking' }, secondMarkingSettings: { arguments: '' }, agreementFigures: { arguments: '' }, anchorPapers: { arguments: '' },
  allocationBoard: { arguments: 'programmeId: "prg_1"' }, allocationPreview: { arguments: 'input: { programmeId: "prg_1", terms: [], days: 1, isAnew: false }' }, allocatedSubmissions: { arguments: 'programmeId: "prg_1", tutorId: "prs_1", first: 2' }, tutorWorkloads: { arguments: 'programmeId: "prg_1", first: 2, from: "2023-01-01"' },
  nominations: { arguments: 'first: 2' }, nominationCandidates: { arguments: 'first: 2' },
  appeals: { arguments: 'first: 2, list: ALL' }, appeal: { byId: 'Appeal' }, appealsWithoutAnswerer: { arguments: '' },
  whyDenied: { arguments: 'operation: "offices.change"' },
  vacantOffices: { arguments: 'first: 2, role: SCHOOL_LEADER, level: SCHOOL' }, candidates: { arguments: 'search: ""' },
  auditEvents: { arguments: 'first: 2' }, auditEvent: { byId: 'AuditEvent' }, auditActs: { arguments: '' },
  people: { arguments: 'first: 2' }, dataCorrections: { arguments: 'first: 2' }, person: { byId: 'Person' }, rosterImports: { arguments: 'first: 2' }, rosterImport: { byId: 'RosterImport' }, rosterRows: { ofOne: 'RosterImport', by: 'importId', arguments: 'first: 2' },
  office: { byId: 'Office' }, enrolment: { byId: 'Enrolment' }, result: { byId: 'Result' }, submission: { byId: 'Submission' }, node: { byId: 'Submission' },
  courses: { arguments: 'first: 2' }, course: { byId: 'Course' }, courseReviewers: { ofOne: 'Course', by: 'courseId', arguments: '' }, classOpening: { arguments: 'programmeId: "prg_1"' }, trainingBodies: { arguments: 'first: 2' }, resources: { arguments: 'first: 2' }, resource: { byId: 'Resource' },
  courseChoices: { arguments: 'first: 2' }, enrolmentReview: { arguments: 'periodId: "prd_5"' }, enrolmentReviewTasks: { arguments: '' }, grantedExceptions: { arguments: 'first: 2' }, programmeEligibility: { ofOne: 'Person', by: 'personIds', arguments: 'programmeId: "prg_1"' }, enrolmentEligibility: { ofOne: 'Person', by: 'personIds', arguments: `classId: "${globalId('TrainingClass', 1001)}"` },
  backTest: { arguments: 'programmeId: "prg_1", version: 2' }, backTestChanges: { arguments: 'programmeId: "prg_1", version: 1, first: 2' },
  ruleDraft: { arguments: 'programmeId: "prg_1", document: "format: 2"' },
  officeWindows: { arguments: 'programmeId: "prg_1", action: ENROLMENT, first: 2' },
  quotaPeriods: { arguments: 'programmeId: "prg_1"' }, quotaAccount: { arguments: 'programmeId: "prg_1"' }, childQuotas: { arguments: 'programmeId: "prg_1", first: 2' }, quotaMovements: { officeId: true, and: 'first: 2' }, quotaProposal: { arguments: 'programmeId: "prg_1"' },
  idleQuotas: { arguments: 'programmeId: "prg_1"' }, idleQuotaOffices: { arguments: 'periodId: "prd_9", first: 2' }, participation: { arguments: 'programmeId: "prg_1"' }, childParticipation: { arguments: 'programmeId: "prg_1", first: 2' },
  previewOfficeChange: { officeId: true, and: 'kind: CLOSE' }, steeringGroup: { officeId: true, and: 'includeFormer: true' },
};

/** What every argument of a query does with what the caller does not see. */
export const filters: Record<string, 'PAGING' | 'BY_ID' | 'PUBLIC' | 'TEXT' | { foreign: NodeType; answer: 'NOT_FOUND' | 'NOTHING'; of: string }> = {
  ...Object.fromEntries(['apiClients', 'courses', 'trainingBodies', 'resources', 'exportRequests', 'appointments', 'chiefTutorRecommendations', 'vacantOffices', 'childIndicators', 'officeWindows', 'backTestChanges', 'childQuotas', 'quotaMovements', 'idleQuotaOffices', 'childParticipation', 'classes', 'nominations', 'nominationCandidates', 'courseChoices', 'grantedExceptions', 'dataCorrections', 'enrolments', 'gradingQueue', 'officeChanges', 'rubrics', 'secondMarkings', 'assignments', 'rubricChanges', 'savedComments', 'offices', 'people', 'results', 'rosterImports', 'rosterRows', 'gradingSheets', 'gradingSheetRows', 'auditEvents', 'appeals', 'allocatedSubmissions', 'tutorWorkloads'].flatMap((root) => ['first', 'last', 'after', 'before'].map((name) => [`${root}(${name})`, 'PAGING' as const]))),
  // Only programmes of the own office are tried upon: test/scoring/back-test.test.ts.
  ...Object.fromEntries(['backTest', 'backTestChanges'].flatMap((root) => [[`${root}(programmeId)`, 'PUBLIC' as const], [`${root}(version)`, 'PUBLIC' as const], [`${root}(cohortId)`, 'BY_ID' as const], [`${root}(document)`, 'TEXT' as const]])), 'backTestChanges(effect)': 'PUBLIC',
  'officeWindows(programmeId)': 'PUBLIC', 'officeWindows(action)': 'PUBLIC', 'ruleDraft(programmeId)': 'PUBLIC', 'ruleDraft(document)': 'TEXT',
  'courses(programmeId)': 'PUBLIC', 'courses(subject)': 'PUBLIC', 'courses(stage)': 'PUBLIC', 'courses(state)': 'PUBLIC', 'courses(isWaiting)': 'PUBLIC', 'courses(search)': 'TEXT', 'trainingBodies(search)': 'TEXT', 'course(id)': 'BY_ID', 'classOpening(programmeId)': 'PUBLIC',
  // Whose library is asked for narrows what is in sight.
  'resources(libraryId)': 'PUBLIC', 'resources(kind)': 'PUBLIC', 'resources(subject)': 'PUBLIC', 'resources(stage)': 'PUBLIC', 'resources(isWaiting)': 'PUBLIC', 'resources(isOwn)': 'PUBLIC', 'resources(search)': 'TEXT', 'resource(id)': 'BY_ID',
  'courseReviewers(courseId)': { foreign: 'Course', answer: 'NOT_FOUND', of: ') { personId }' },
  'exportRequests(view)': 'PUBLIC', 'exportNeed(list)': 'PUBLIC', 'exportNeed(parameters)': 'TEXT',
  'enrolmentEligibility(classId)': 'PUBLIC', 'enrolmentEligibility(personIds)': { foreign: 'Person', answer: 'NOT_FOUND', of: ', classId: "cls_1") { isEligible }' },
  'programmeEligibility(programmeId)': 'PUBLIC', 'programmeEligibility(personIds)': { foreign: 'Person', answer: 'NOT_FOUND', of: ', programmeId: "prg_1") { isEligible }' },
  'grantedExceptions(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: ', first: 5) { totalCount }' }, 'grantedExceptions(programmeId)': 'PUBLIC', 'enrolments(state)': 'PUBLIC', 'enrolments(review)': 'PUBLIC', 'enrolmentReview(periodId)': 'PUBLIC', 'enrolmentReview(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: ', periodId: "prd_5") { waiting }' },
  'courseChoices(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: ', first: 5) { totalCount }' }, 'courseChoices(periodId)': 'PUBLIC', 'courseChoices(classId)': 'PUBLIC', 'courseChoices(isWaiting)': 'PUBLIC', 'courseChoices(isListed)': 'PUBLIC',
  // Programmes and periods are no secret; accounts are found by their office.
  ...Object.fromEntries(['quotaPeriods', 'quotaAccount', 'childQuotas', 'quotaProposal', 'idleQuotas', 'participation', 'childParticipation'].map((root) => [`${root}(programmeId)`, 'PUBLIC' as const])), 'quotaMovements(side)': 'PUBLIC', 'quotaMovements(periodId)': 'PUBLIC', 'idleQuotaOffices(periodId)': 'PUBLIC',
  'quotaAccount(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: ', programmeId: "prg_1") { teachers }' }, 'childQuotas(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: ', programmeId: "prg_1", first: 5) { totalCount }' },
  'quotaMovements(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: ', first: 5) { totalCount }' }, 'quotaProposal(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: ', programmeId: "prg_1") { teachers }' },
  'idleQuotas(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: ', programmeId: "prg_1") { seats }' }, 'idleQuotaOffices(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: ', periodId: "prd_9", first: 5) { totalCount }' },
  'participation(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: ', programmeId: "prg_1") { teachers }' }, 'childParticipation(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: ', programmeId: "prg_1", first: 5) { totalCount }' },
  'auditEvent(id)': 'BY_ID', 'auditEvents(act)': 'PUBLIC', 'auditEvents(subjectKind)': 'PUBLIC', 'auditEvents(from)': 'PUBLIC', 'auditEvents(until)': 'PUBLIC',
  'auditEvents(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: 'first: 5) { totalCount nodes { id } }' },
  'auditEvents(personId)': { foreign: 'Person', answer: 'NOTHING', of: 'first: 5) { totalCount nodes { id } }' },
  'allocationBoard(programmeId)': 'BY_ID', 'allocationPreview(input)': 'BY_ID', 'allocatedSubmissions(programmeId)': 'BY_ID', 'allocatedSubmissions(tutorId)': 'BY_ID', 'allocatedSubmissions(assignmentId)': 'PUBLIC', 'tutorWorkloads(programmeId)': 'BY_ID', 'tutorWorkloads(from)': 'PUBLIC', 'tutorWorkloads(until)': 'PUBLIC',
  'nominations(state)': 'PUBLIC', 'nominations(isWaiting)': 'PUBLIC', 'nominations(periodId)': 'PUBLIC', 'nominations(search)': 'TEXT', 'nominations(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: 'first: 5) { totalCount nodes { id } }' }, 'nominationCandidates(periodId)': 'PUBLIC', 'nominationCandidates(search)': 'TEXT',
  'appeal(id)': 'BY_ID', 'programme(id)': 'BY_ID', 'appeals(list)': 'PUBLIC',
  'gradingSheet(id)': 'BY_ID', 'gradingSheetRows(outcome)': 'PUBLIC', 'gradingSheetRows(isFailed)': 'PUBLIC',
  'gradingSheetRows(sheetId)': { foreign: 'GradingSheet', answer: 'NOT_FOUND', of: 'first: 5) { totalCount nodes { line } }' },
  'gradingSheets(classId)': { foreign: 'TrainingClass', answer: 'NOTHING', of: 'first: 5) { totalCount nodes { id } }' }, 'gradingSheets(assignmentId)': 'PUBLIC',
  'node(id)': 'BY_ID', 'person(id)': 'BY_ID', 'rosterImport(id)': 'BY_ID',
  'rosterRows(outcome)': 'PUBLIC', 'rosterRows(isLikelyDuplicate)': 'PUBLIC', 'rosterRows(isConflict)': 'PUBLIC',
  'rosterRows(importId)': { foreign: 'RosterImport', answer: 'NOT_FOUND', of: 'first: 5) { totalCount nodes { line } }' }, 'office(id)': 'BY_ID', 'enrolment(id)': 'BY_ID', 'result(id)': 'BY_ID', 'submission(id)': 'BY_ID',
  'office(code)': 'TEXT', 'offices(search)': 'TEXT', 'enrolments(search)': 'TEXT', 'candidates(search)': 'TEXT', 'classes(search)': 'TEXT',
  'appointments(role)': 'PUBLIC', 'appointments(level)': 'PUBLIC', 'appointments(isValidOn)': 'PUBLIC', 'appointments(isOfficeOnly)': 'PUBLIC', 'officeChanges(state)': 'PUBLIC',
  'officeChanges(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: 'first: 5) { totalCount nodes { id } }' }, 'vacantOffices(role)': 'PUBLIC', 'vacantOffices(level)': 'PUBLIC', 'chiefTutorRecommendations(subject)': 'PUBLIC', 'chiefTutorRecommendations(state)': 'PUBLIC',
  'appointments(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: 'first: 5) { totalCount nodes { id } }' },
  'vacantOffices(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: 'first: 5, role: ADMIN, level: SCHOOL) { totalCount nodes { id } }' },
  'vacancies(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: ') { vacant offices }' },
  'candidates(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: ', search: "") { id }' }, 'people(search)': 'TEXT',
  'people(subject)': 'PUBLIC', 'people(stage)': 'PUBLIC', 'people(isConfirmed)': 'PUBLIC', 'people(isLikelyDuplicate)': 'PUBLIC', 'dataCorrections(state)': 'PUBLIC',
  'whyDenied(operation)': 'TEXT', 'whyDenied(personId)': { foreign: 'Person', answer: 'NOT_FOUND', of: ', operation: "offices.change") { isAllowed }' },
  'offices(includeClosed)': 'PUBLIC', 'steeringGroup(includeFormer)': 'PUBLIC', 'previewOfficeChange(kind)': 'PUBLIC', 'previewOfficeChange(effectiveOn)': 'PUBLIC',
  // A target needs an office of the own beside it: test/offices/organisation.test.ts.
  'previewOfficeChange(targetId)': 'BY_ID',
  'previewOfficeChange(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: 'kind: RENAME) { officeCount }' },
  'steeringGroup(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: ') { members { id } }' },
  // Assignments and rubrics are no secret; what stands scored by them is asked within the own programmes.
  'rubric(id)': 'BY_ID', 'rubrics(subject)': 'PUBLIC', 'assignments(subject)': 'PUBLIC', 'rubricChanges(assignmentId)': 'PUBLIC', 'rubricChangePreview(assignmentId)': 'PUBLIC', 'rubricChangePreview(rubricId)': 'PUBLIC',
  'secondMarking(id)': 'BY_ID', 'secondMarkings(state)': 'PUBLIC', 'agreementFigures(days)': 'PUBLIC', 'anchorPapers(assignmentId)': 'PUBLIC',
  'savedComments(subject)': 'PUBLIC', 'savedComments(isFavourite)': 'PUBLIC', 'savedComments(search)': 'TEXT',
  'offices(level)': 'PUBLIC', 'gradingQueue(filter)': 'PUBLIC', 'gradingQueue(order)': 'PUBLIC', 'queueNeighbours(filter)': 'PUBLIC', 'queueNeighbours(order)': 'PUBLIC', 'bulkAct(id)': 'BY_ID',
  // Assignments are no secret: they narrow what is in sight.
  ...Object.fromEntries(['gradingQueue', 'gradingProgress', 'queueNeighbours', 'releasePreviews'].map((root) => [`${root}(assignmentId)`, 'PUBLIC' as const])),
  'queueNeighbours(submissionId)': { foreign: 'Submission', answer: 'NOTHING', of: ', filter: ALL) { nextIds }' },
  'queueNeighbours(classId)': { foreign: 'TrainingClass', answer: 'NOTHING', of: ', submissionId: "sbm_1", filter: ALL) { nextIds }' },
  'releasePreviews(classId)': { foreign: 'TrainingClass', answer: 'NOTHING', of: ') { waiting }' },
  // Programmes and periods are no secret: they narrow what is in sight.
  ...Object.fromEntries(['indicators', 'childIndicators', 'classes', 'enrolments'].flatMap((root) => [[`${root}(periodId)`, 'PUBLIC' as const], [`${root}(programmeId)`, 'PUBLIC' as const]])), 'results(periodId)': 'PUBLIC',
  'offices(parentId)': { foreign: 'Office', answer: 'NOT_FOUND', of: 'first: 5) { totalCount nodes { id } }' },
  'indicators(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: ') { enrolled }' },
  'childIndicators(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: 'first: 5) { totalCount nodes { enrolled } }' },
  'enrolments(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: 'first: 5) { totalCount nodes { id } }' },
  'people(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: 'first: 5) { totalCount nodes { id } }' },
  'dataCorrections(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: 'first: 5) { totalCount nodes { id } }' },
  'results(officeId)': { foreign: 'Office', answer: 'NOT_FOUND', of: 'first: 5) { totalCount nodes { id } }' },
  'enrolments(classId)': { foreign: 'TrainingClass', answer: 'NOTHING', of: 'first: 5) { totalCount nodes { id } }' },
  'gradingQueue(classId)': { foreign: 'TrainingClass', answer: 'NOTHING', of: 'filter: ALL, first: 5) { totalCount nodes { id } }' },
  'gradingProgress(classId)': { foreign: 'TrainingClass', answer: 'NOTHING', of: ') { left done }' },
};

/** The connections at the root, with the order in which rows stand. */
export const lists: Record<string, { type: NodeType; arguments: string; condition: (caller: Caller) => string; order?: string }> = {
  offices: { type: 'Office', arguments: 'first: 100, level: SCHOOL, includeClosed: true', condition: () => "t.level = 'SCHOOL'", order: 't.code' },
  courses: { type: 'Course', arguments: 'first: 100', condition: () => 'true', order: 't.id desc' },
  trainingBodies: { type: 'TrainingBody', arguments: 'first: 100', condition: () => 'true', order: 't.id desc' },
  resources: { type: 'Resource', arguments: 'first: 100', condition: () => "t.state <> 'TAKEN_BACK'", order: 't.id desc' },
  classes: { type: 'TrainingClass', arguments: 'first: 100', condition: () => 'true', order: 't.code' },
  enrolments: { type: 'Enrolment', arguments: 'first: 100', condition: () => 'true' },
  results: { type: 'Result', arguments: 'first: 100', condition: () => 'true' },
  gradingQueue: { type: 'Submission', arguments: 'filter: ALL, first: 100', condition: () => 't.is_latest', order: 't.submitted_at, t.id' },
  savedComments: { type: 'SavedComment', arguments: 'first: 100, subject: ART', condition: ({ sees }) => ('personId' in sees ? `t.owner_id = ${sees.personId ?? 0} or t.subject = 'ART'` : 'false'), order: 't.id desc' },
  people: { type: 'Person', arguments: 'first: 100', condition: () => 't.merged_into_id is null', order: '(select o.path from office o where o.id = t.office_id), t.id' },
  dataCorrections: { type: 'DataCorrection', arguments: 'first: 100', condition: () => 'true', order: 't.id desc' },
  rosterImports: { type: 'RosterImport', arguments: 'first: 100', condition: () => 'true', order: 't.id desc' },
  gradingSheets: { type: 'GradingSheet', arguments: 'first: 100', condition: () => 'true', order: 't.id desc' },
  appointments: { type: 'Appointment', arguments: 'first: 100', condition: () => 'true', order: 't.id desc' },
  chiefTutorRecommendations: { type: 'ChiefTutorRecommendation', arguments: 'first: 100', condition: () => 'true', order: 't.id desc' },
  auditEvents: { type: 'AuditEvent', arguments: 'first: 100', condition: () => 'true', order: 't.at desc, t.id desc' },
  officeChanges: { type: 'OfficeChange', arguments: 'first: 100', condition: () => 'true', order: 't.effective_on::text desc, t.id desc' },
  rubrics: { type: 'Rubric', arguments: 'first: 100', condition: () => 't.is_latest', order: 't.id desc' },
  assignments: { type: 'Assignment', arguments: 'first: 100', condition: () => 'true', order: 't.id' },
  appeals: { type: 'Appeal', arguments: 'first: 100, list: ALL', condition: () => 'true', order: 't.made_at, t.id' },
  rubricChanges: { type: 'RubricChange', arguments: 'first: 100', condition: () => 'true', order: 't.id desc' },
  exportRequests: { type: 'ExportRequest', arguments: 'first: 100', condition: () => 'true', order: 't.id desc' },
  nominations: { type: 'Nomination', arguments: 'first: 100', condition: () => 'true', order: 't.id desc' },
  secondMarkings: { type: 'SecondMarking', arguments: 'first: 100', condition: () => 'true', order: 't.id desc' },
  apiClients: { type: 'ApiClient', arguments: 'first: 100', condition: () => 'true', order: 't.id desc' },
};

/** The codes of what went wrong, or `data`. */
export function outcome(answer: Answer): string { return answer.errors.map(({ extensions }) => String(extensions['code'])).join(' ') || 'data'; }
/** The answer without what differs between any two requests. */
export function bytes(answer: Answer): string { return `${answer.status} ${answer.text.replace(/"requestId":"[^"]*"/g, '')}`; }

/** So many questions are open at once: the server and the database each have work. */
const atOnce = 6;
export async function forEach<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const open = [...items];
  await Promise.all(Array.from({ length: atOnce }, async () => { for (let item = open.shift(); item !== undefined; item = open.shift()) await work(item); }));
}

export class ReadWalk {
  readonly #inSight = new Map<string, boolean>();
  /** How many questions were asked. */
  asked = 0;

  private constructor(readonly server: TestServer, readonly things: readonly Thing[]) {}

  static async over(server: TestServer, callers: readonly Caller[], things: readonly Thing[]): Promise<ReadWalk> {
    const walk = new ReadWalk(server, things);
    for (const caller of callers) {
      for (const type of new Set(things.map((thing) => thing.type))) {
        const keys = new Set(await keysInSight(server.owner, type, caller.sees));
        for (const thing of things) if (thing.type === type) walk.#inSight.set(`${caller.name} ${idOf(thing)}`, keys.has(thing.key));
      }
    }
    return walk;
  }

  sees(caller: Caller, thing: Thing): boolean { return this.#inSight.get(`${caller.name} ${idOf(thing)}`) === true; }

  ask(caller: Caller, query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    this.asked += 1;
    return caller.actor.ask(query, variables);
  }

  /** The arguments with which a root field answers with something of the caller's own. */
  rootArguments(caller: Caller, root: string): string {
    const how = roots[root];
    if (!how) throw new Error(`Query.${root} has no fixture`);
    if ('officeId' in how) {
      const office = this.things.find((one) => one.type === 'Office' && one.at.startsWith('office ') && this.sees(caller, one)) ?? this.things.find((one) => one.type === 'Office');
      return `officeId: "${idOf(office as Thing)}", ${how.and}`;
    }
    const type = 'ofOne' in how ? how.ofOne : 'byId' in how ? how.byId : null;
    if (type === null) return 'arguments' in how ? how.arguments : '';
    // Of courses one on its way, if any is in sight: an accepted one may have come without ratings. Of resources one from below: of others the way is not told.
    const inSight = this.things.filter((one) => one.type === type && this.sees(caller, one));
    const thing = (type === 'Course' || type === 'Resource' ? inSight.at(-1) : inSight[0]) ?? this.things.find((one) => one.type === type);
    return 'ofOne' in how ? `${how.by}: "${idOf(thing as Thing)}", ${how.arguments}` : `id: "${idOf(thing as Thing)}"`;
  }

  /** Every granted field of every type along the shortest path, and no other field singly. */
  async everyField(caller: Caller, isTried: (coordinate: string) => boolean): Promise<string[]> {
    const isGranted = grantedTo(caller);
    const paths = pathsFrom(schema, isGranted);
    const denied = caller.grantee.kind === 'NOBODY' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
    const unexpected: string[] = [];
    const refused: { coordinate: string; query: string }[] = [];
    await forEach([...reachable], async ([typeName, anyPath]) => {
      const type = objectType(typeName);
      const path = paths.get(typeName);
      const selection = selectAll(type, isGranted, 2);
      if (path && selection) {
        const answer = await this.ask(caller, documentOf(path, this.rootArguments(caller, path[0] ?? ''), selection));
        // Who has nothing of a kind asks for something foreign.
        if (outcome(answer) !== 'data' && !((caller.holdsLittle || (ofOrganisers.includes(typeName) && caller.name !== '顾文远')) && outcome(answer) === 'NOT_FOUND')) unexpected.push(`${caller.name}: ${typeName} by ${path.join('.')}: ${answer.text.slice(0, 300)}`);
        // The way of a resource is for administrators. A surplus post needs two offices with holders of the same post: test/offices/planned-changes.test.ts.
        const isHeld = typesIn(answer.data).has(typeName) || caller.holdsLittle || (notHeld[caller.name] ?? []).includes(typeName) || (typeName === 'ViewingAs' && !caller.isViewing) || typeName === 'SignInChallenge' || typeName === 'SurplusPost' || (typeName === 'ResourceStep' && caller.sees.kind !== 'SUBTREE') || ofOrganisers.includes(typeName);
        if (path.length <= 2 && !isHeld) unexpected.push(`${caller.name}: ${typeName} by ${path.join('.')} holds nothing`);
      }
      for (const field of fieldsOf(type)) {
        const coordinate = `${typeName}.${field.name}`;
        if (isGranted(coordinate) || !isTried(coordinate)) continue;
        const single = `${field.name}${isComposite(field.type) ? ' { __typename }' : ''}`;
        const through = path ?? anyPath;
        if (through[0] !== 'viewer') refused.push({ coordinate, query: documentOf(through, this.rootArguments(caller, through[0] ?? ''), single) });
        if (typeName in idPrefixes) refused.push({ coordinate, query: `{ node(id: "${idOf(this.things.find((thing) => thing.type === typeName) as Thing)}") { ... on ${typeName} { ${single} } } }` });
      }
    });
    for (const field of fieldsOf(objectType('Query'))) {
      const given = isGranted(`Query.${field.name}`) ? null : this.rootArguments(caller, field.name);
      if (given !== null) refused.push({ coordinate: `Query.${field.name}`, query: `{ ${field.name}${given && `(${given})`} { __typename } }` });
    }
    await forEach(refused, async ({ coordinate, query }) => {
      const answer = await this.ask(caller, query);
      if (outcome(answer) !== denied || answer.data !== undefined) unexpected.push(`${caller.name}: ${coordinate} is not granted, yet ${query} answers ${answer.text.slice(0, 200)}`);
    });
    return unexpected;
  }

  /** Everything of what is in sight, by node(id) and by its root field; what is out of sight never existed. Tells which types were really held. */
  async everyThing(caller: Caller, isWalked: (thing: Thing) => boolean): Promise<{ unexpected: string[]; held: Set<string> }> {
    const isGranted = grantedTo(caller);
    const unexpected: string[] = [];
    const held = new Set<string>();
    const measures = new Map<string, Promise<string>>();
    await forEach(this.things.filter(isWalked), async (thing) => {
      const selection = selectAll(objectType(thing.type), isGranted, 2);
      const byNode = `query ($id: ID!) { node(id: $id) { __typename ... on ${thing.type} { ${selection ?? 'id'} } } }`;
      const root = Object.entries(roots).find(([field, how]) => field !== 'node' && 'byId' in how && how.byId === thing.type)?.[0];
      for (const { field, query } of [{ field: 'node', query: byNode }, ...(root ? [{ field: root, query: `query ($id: ID!) { ${root}(id: $id) { ${selection ?? 'id'} } }` }] : [])]) {
        const answer = await this.ask(caller, query, { id: idOf(thing) });
        const where = `${caller.name}: ${thing.type} of ${thing.at} by ${field}`;
        if (selection === null || !isGranted(`Query.${field}`)) {
          if (!/^(FORBIDDEN|UNAUTHENTICATED)$/.test(outcome(answer))) unexpected.push(`${where}: not granted, yet ${answer.text.slice(0, 200)}`);
        } else if (this.sees(caller, thing)) {
          const found = at(answer.data, [field]) as { id?: string } | null;
          for (const typeName of typesIn(answer.data)) held.add(typeName);
          if (outcome(answer) !== 'data' || found?.id !== idOf(thing)) unexpected.push(`${where}: in sight, yet ${answer.text.slice(0, 300)}`);
        } else {
          const measure = measures.get(query) ?? this.ask(caller, query, { id: idOf({ type: thing.type, key: neverKey }) }).then(bytes);
          measures.set(query, measure);
          if (outcome(answer) !== 'NOT_FOUND') unexpected.push(`${where}: out of sight, yet ${answer.text.slice(0, 300)}`);
          else if (bytes(answer) !== (await measure)) unexpected.push(`${where}: ${bytes(answer)} differs from ${await measure}`);
        }
      }
    });
    return { unexpected, held };
  }

  /** Of each type some things in sight and some out of sight, drawn by chance; all of those in sight on which others hang. */
  sampleOf(caller: Caller, eachSide: number, below: (limit: number) => number): (thing: Thing) => boolean {
    const chosen = new Set<Thing>();
    for (const [type, things] of Map.groupBy(this.things, (thing) => thing.type)) {
      for (const isSeen of [true, false]) {
        const side = things.filter((thing) => this.sees(caller, thing) === isSeen);
        if (isSeen && carriers.includes(type)) side.forEach((thing) => chosen.add(thing));
        else for (let drawn = 0; drawn < eachSide && side.length > 0; drawn += 1) chosen.add(side.splice(below(side.length), 1)[0] as Thing);
      }
    }
    return (thing) => chosen.has(thing);
  }

  /** The lists hold exactly the rows in sight, and count no other. */
  async everyList(caller: Caller): Promise<string[]> {
    const unexpected: string[] = [];
    const granted = Object.entries(lists).filter(([root]) => grantedTo(caller)(`Query.${root}`));
    const truths = new Map<string, number[]>();
    for (const [root, list] of granted) truths.set(root, await keysInSight(this.server.owner, list.type, caller.sees, list.condition(caller), list.order));
    await forEach(granted, async ([root, list]) => {
      const truth = truths.get(root) ?? [];
      const answer = await this.ask(caller, `{ ${root}(${list.arguments}) { totalCount nodes { id } } }`);
      const seen = answer.data?.[root] as { totalCount: number; nodes: { id: string }[] } | undefined;
      const [wanted, got] = [truth.slice(0, 100).map((key) => idOf({ type: list.type, key })), seen?.nodes.map(({ id }) => id) ?? []];
      if (seen?.totalCount !== truth.length) unexpected.push(`${caller.name}: ${root} counts ${seen?.totalCount ?? answer.text.slice(0, 200)}, in sight are ${truth.length}`);
      if (wanted.join() !== got.join()) unexpected.push(`${caller.name}: ${root} holds ${got.slice(0, 5).join()} … instead of ${wanted.slice(0, 5).join()} …`);
    });
    return unexpected;
  }

  /** No filter looks elsewhere, and each works where it may. */
  async everyFilter(caller: Caller, isTried: (argument: string) => boolean): Promise<string[]> {
    const unexpected: string[] = [];
    for (const [argument, how] of Object.entries(filters)) {
      const [, root = '', parameter = ''] = /^(\w+)\((\w+)\)$/.exec(argument) ?? [];
      if (typeof how === 'string' || !grantedTo(caller)(`Query.${root}`) || !isTried(argument)) continue;
      const { own, foreign } = await this.ownAndForeign(caller, root, how.foreign);
      const ask = (key: number) => this.ask(caller, `{ ${root}(${parameter}: "${idOf({ type: how.foreign, key })}" ${how.of} }`);
      const never = await ask(neverKey);
      if (foreign) {
        const answer = await ask(foreign.key);
        if (bytes(answer) !== bytes(never)) unexpected.push(`${caller.name}: ${argument}: ${bytes(answer)} differs from ${bytes(never)}`);
        if (outcome(answer) !== (how.answer === 'NOT_FOUND' ? 'NOT_FOUND' : 'data')) unexpected.push(`${caller.name}: ${argument} answers ${outcome(answer)}`);
        if (how.answer === 'NOTHING' && !/"totalCount":0|"left":0,"done":0|"nextIds":\[\]|"releasePreviews":\[\]/.test(answer.text)) unexpected.push(`${caller.name}: ${argument} finds ${answer.text.slice(0, 200)}`);
      }
      if (own) {
        const answer = await ask(own.key);
        if (outcome(answer) !== 'data') unexpected.push(`${caller.name}: ${argument} works not where it may: ${answer.text.slice(0, 200)}`);
      }
    }
    return unexpected;
  }

  /** One thing that a root field of the caller knows, and one that it must not. */
  async ownAndForeign(caller: Caller, root: string, type: NodeType): Promise<{ own: Thing | undefined; foreign: Thing | undefined }> {
    // A tutor may name any class; rows of it that are not the tutor's are none.
    const condition = type === 'TrainingClass' ? `exists (select 1 from enrolment t2 where t2.class_id = t.id and ${visible('Enrolment', caller.sees).replaceAll('t.', 't2.')})` : 'true';
    // Of people a platform reads, it still asks nobody's rights but its own.
    const keys = new Set(await keysInSight(this.server.owner, type, caller.sees, condition));
    const may = (thing: Thing) => keys.has(thing.key) && (root !== 'courseReviewers' || caller.name === '顾文远') && (root !== 'whyDenied' || (caller.grantee.kind === 'ROLE' && caller.grantee.role !== 'SCHOOL_LEADER'));
    return { own: this.things.find((thing) => thing.type === type && may(thing)), foreign: this.things.find((thing) => thing.type === type && !may(thing)) };
  }
}
