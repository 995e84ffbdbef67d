// The workloads: what is asked of each peer, and how their answers are made comparable.
import { Buffer } from 'node:buffer';
import { globalId, parseGlobalId } from '../../server/kernel/ids.js';
import { parseTenths } from '../../server/kernel/tenths.js';
import type { KeySpace } from './key-space.js';
import type { PeerName } from './peers/peer.js';

export interface Request { path: string; cookie?: string; body: string }

export interface Workload {
  name: string;
  title: string;
  /** One set of variables, the same for all peers. */
  draw(): Variables;
  ask: Partial<Record<PeerName, (variables: Variables) => Request>>;
  /** The same plain value from whichever peer's answer. */
  read: Partial<Record<PeerName, (answer: Answer) => unknown>>;
  /** Writes use each of their variables once, so that every request has its full effect. */
  isWriting?: boolean;
  /** A second look at a workload with other variables; left out of a quick run. */
  isVariant?: boolean;
}

export type Variables = Record<string, number | string>;

/** Answers come from three servers in three shapes; only the readers below look into them. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Answer = any;

export function workloadsOf(keys: KeySpace, random: () => number): Workload[] {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const between = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  const periods = () => between(1, keys.lastPeriodWithWork);
  return [
    {
      name: 'Q1', title: 'queue: 50 ungraded of a class',
      draw: () => pick(keys.queues),
      ask: {
        ours: (v) => graphql(queueDocument, { classId: globalId('TrainingClass', v['classId'] ?? 0) }, keys.sessionOfTutor(Number(v['tutorId']))),
        bare: (v) => bare('queue', v),
        postgraphile: (v) => graphql(postgraphileQueueDocument, { classId: String(v['classId']) }),
      },
      read: {
        ours: ({ data }) => data.gradingQueue.nodes.map((node: Answer) => submissionOf({ ...node, id: key(node.id), learner: { ...node.learner, id: key(node.learner.id) }, school: { ...node.school, id: key(node.school.id) }, assignment: { ...node.assignment, id: key(node.assignment.id) }, review: node.review && { ...node.review, points: parseTenths(node.review.points) } })),
        bare: (rows) => rows.map(submissionOf),
        postgraphile: ({ data }) => data.allSubmissions.nodes.map((node: Answer) => submissionOf({
          ...node, learner: node.personByPersonId, school: node.officeBySchoolId, county: node.officeBySchoolId.officeByCountyId ?? { name: null }, city: node.officeBySchoolId.officeByCityId ?? { name: null }, assignment: node.assignmentByAssignmentId, review: node.reviewByLastReviewId,
        })),
      },
    },
    drillDown('Q2', 'drill-down: the province', () => ({ officeId: keys.province, periodId: periods() })),
    { ...drillDown('Q2 city', 'drill-down: a city or county', () => ({ officeId: pick(keys.parents), periodId: periods() })), isVariant: true },
    {
      name: 'Q3', title: 'page: 100 enrolments of the province',
      draw: () => ({ after: between(0, keys.lastEnrolment - 100) }),
      ask: {
        ours: (v) => graphql(enrolmentsDocument, { after: cursor([String(v['after'])]) }, keys.sessions.province),
        bare: (v) => bare('enrolments', v),
        postgraphile: (v) => graphql(postgraphileEnrolmentsDocument, { after: keys.postgraphileCursor(Number(v['after'])) }),
      },
      read: enrolmentReaders,
    },
    {
      name: 'Q3 city', title: 'page: 100 enrolments of a city', isVariant: true,
      draw: () => ({ after: between(0, Math.floor(keys.lastEnrolment * 0.8)), cityId: keys.city }),
      ask: { ours: (v) => graphql(enrolmentsDocument, { after: cursor([String(v['after'])]) }, keys.sessions.city), bare: (v) => bare('cityEnrolments', v) },
      read: enrolmentReaders,
    },
    {
      name: 'Q4', title: 'point: one result',
      draw: () => ({ id: pick(keys.results) }),
      ask: {
        ours: (v) => graphql(resultDocument, { id: globalId('Result', v['id'] ?? 0) }, keys.sessions.province),
        bare: (v) => bare('result', v),
        postgraphile: (v) => graphql(postgraphileResultDocument, { id: String(v['id']) }),
      },
      read: {
        ours: ({ data: { result } }) => resultOf({ ...result, ...partsOf(result), id: key(result.id), learner: result.enrolment.learner.name }),
        bare: resultOf,
        postgraphile: ({ data: { result } }) => resultOf({ ...result, learner: result.enrolmentByEnrolmentId.personByPersonId.name }),
      },
    },
    {
      name: 'W2', title: 'grade: a review and the new result', isWriting: true,
      draw: () => keys.nextUngraded(),
      ask: {
        ours: (v) => graphql(reviewDocument, { input: { submissionId: globalId('Submission', v['submissionId'] ?? 0), expectedVersion: v['version'], criterionPoints: sheet, comment, isExcellent: false } }, keys.sessionOfTutor(Number(v['tutorId']))),
        bare: (v) => ({ path: '/grade', body: JSON.stringify({ ...v, criterionPoints: sheet, comment }) }),
      },
      read: {
        ours: ({ data: { submitReview } }) => ({ ...reviewedOf(submitReview.submission), refusals: submitReview.refusals }),
        bare: (answer) => ({ ...reviewedOf(answer), refusals: [] }),
      },
    },
  ];

  function drillDown(name: string, title: string, draw: () => Variables): Workload {
    return {
      name, title, draw,
      ask: {
        ours: (v) => graphql(childrenDocument, { officeId: globalId('Office', v['officeId'] ?? 0), periodId: globalId('Period', v['periodId'] ?? 0) }, keys.sessions.province),
        bare: (v) => bare('children', v),
        postgraphile: (v) => graphql(postgraphileChildrenDocument, { parent: String(v['officeId']), period: String(v['periodId']) }),
      },
      read: {
        ours: ({ data }) => data.childIndicators.nodes.map((node: Answer) => childOf({ ...node, id: key(node.office.id), name: node.office.name, average: tenths(node.averageScore), passRate: tenths(node.passRate) })),
        bare: (rows) => rows.map(childOf),
        postgraphile: ({ data }) => data.benchChildIndicators.nodes.map(childOf),
      },
    };
  }
}

const enrolmentReaders: Workload['read'] = {
  ours: ({ data }) => data.enrolments.nodes.map((node: Answer) => enrolmentOf({ ...node, id: key(node.id), learner: { ...node.learner, id: key(node.learner.id) }, school: { ...node.school, id: key(node.school.id) }, result: node.result && { ...node.result, ...partsOf(node.result) } })),
  bare: (rows) => rows.map(enrolmentOf),
  postgraphile: ({ data }) => data.allEnrolments.nodes.map((node: Answer) => enrolmentOf({ ...node, learner: node.personByPersonId, school: node.officeBySchoolId, result: node.resultByEnrolmentId })),
};

function graphql(query: string, variables: Record<string, unknown>, cookie?: string): Request {
  return { path: '/graphql', body: JSON.stringify({ query, variables }), ...(cookie === undefined ? {} : { cookie }) };
}

function bare(name: string, variables: Variables): Request {
  return { path: `/${name}`, body: JSON.stringify(variables) };
}

function cursor(values: string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

function key(id: string): number | null {
  return parseGlobalId(id)?.key ?? null;
}

function tenths(text: string | null): number | null {
  return text === null ? null : parseTenths(text);
}

function time(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}

function submissionOf(node: Answer): unknown {
  const { id, submittedAt, attempt, characterCount, version, learner, school, county, city, assignment, review } = node;
  return [Number(id), time(submittedAt), attempt, characterCount, version, Number(learner.id), learner.name, learner.trainingNumber, Number(school.id), school.name, county?.name ?? null, city?.name ?? null,
    Number(assignment.id), assignment.title, review && [review.points, review.comment, review.tutorName, time(review.submittedAt)]];
}

function childOf({ id, name, enrolled, submitted, graded, average, passRate }: Answer): unknown {
  return [Number(id), name, enrolled, submitted, graded, average, passRate];
}

function enrolmentOf({ id, state, enrolledAt, learner, school, result }: Answer): unknown {
  return [Number(id), state, time(enrolledAt), Number(learner.id), learner.name, learner.trainingNumber, Number(school.id), school.name, school.code,
    result && [result.learning, result.objective, result.subjective, result.excellent, result.interaction, result.total, result.verdict]];
}

function resultOf({ id, learning, objective, subjective, excellent, interaction, total, verdict, ruleVersion, computedAt, learner }: Answer): unknown {
  return [Number(id), learning, objective, subjective, excellent, interaction, total, verdict, ruleVersion, time(computedAt), learner];
}

function reviewedOf({ state, version, review }: Answer): object {
  return { state, version, points: typeof review.points === 'number' ? review.points : parseTenths(review.points), tutor: review.tutorName };
}

function partsOf(result: Answer): object {
  return {
    learning: tenths(result.learningPoints), objective: tenths(result.objectivePoints), subjective: tenths(result.subjectivePoints), excellent: tenths(result.excellentPoints), interaction: tenths(result.interactionPoints), total: tenths(result.total),
  };
}


const queueDocument = `query Queue($classId: ID!) { gradingQueue(filter: UNGRADED, classId: $classId, first: 50) {
  nodes { id submittedAt attempt characterCount version learner { id name trainingNumber } school { id name } county { name } city { name } assignment { id title } review { points comment tutorName submittedAt } }
  pageInfo { hasNextPage endCursor } } }`;

const postgraphileQueueDocument = `query Queue($classId: BigInt!) { allSubmissions(condition: { classId: $classId, state: "SUBMITTED", isLatest: true }, orderBy: [SUBMITTED_AT_ASC, ROW_ID_ASC], first: 50) {
  nodes { id: rowId submittedAt attempt characterCount version personByPersonId { id: rowId name trainingNumber }
    officeBySchoolId { id: rowId name officeByCountyId { name } officeByCityId { name } }
    assignmentByAssignmentId { id: rowId title } reviewByLastReviewId { points: pointsTenths comment tutorName submittedAt } }
  pageInfo { hasNextPage endCursor } } }`;

const childrenDocument = `query Children($officeId: ID!, $periodId: ID!) { childIndicators(officeId: $officeId, periodId: $periodId, first: 100) {
  nodes { office { id name } enrolled submitted graded averageScore passRate } } }`;

const postgraphileChildrenDocument = `query Children($parent: BigInt!, $period: BigInt!) { benchChildIndicators(parent: $parent, period: $period, first: 100) {
  nodes { id: officeId name enrolled submitted graded average: averageTenths passRate: passRateTenths } } }`;

const enrolmentsDocument = `query Enrolments($after: String) { enrolments(first: 100, after: $after) {
  nodes { id state enrolledAt learner { id name trainingNumber } school { id name code }
    result { learningPoints objectivePoints subjectivePoints excellentPoints interactionPoints total verdict } }
  pageInfo { hasNextPage endCursor } } }`;

const postgraphileEnrolmentsDocument = `query Enrolments($after: Cursor) { allEnrolments(first: 100, after: $after, orderBy: [ROW_ID_ASC]) {
  nodes { id: rowId state enrolledAt personByPersonId { id: rowId name trainingNumber } officeBySchoolId { id: rowId name code }
    resultByEnrolmentId { learning: learningTenths objective: objectiveTenths subjective: subjectiveTenths excellent: excellentTenths interaction: interactionTenths total: totalTenths verdict } }
  pageInfo { hasNextPage endCursor } } }`;

const resultDocument = `query Result($id: ID!) { result(id: $id) {
  id learningPoints objectivePoints subjectivePoints excellentPoints interactionPoints total verdict ruleVersion computedAt enrolment { learner { name } } } }`;

const postgraphileResultDocument = `query Result($id: BigInt!) { result: resultByEnrolmentId(enrolmentId: $id) {
  id: enrolmentId learning: learningTenths objective: objectiveTenths subjective: subjectiveTenths excellent: excellentTenths interaction: interactionTenths total: totalTenths verdict ruleVersion computedAt
  enrolmentByEnrolmentId { personByPersonId { name } } } }`;

/** Asks for the first page and its end, to learn how this PostGraphile writes a cursor. */
export const postgraphileCursorDocument = `query Enrolments { allEnrolments(first: 1, orderBy: [ROW_ID_ASC]) { nodes { rowId } pageInfo { endCursor } } }`;

const reviewDocument = `mutation Grade($input: SubmitReviewInput!) { submitReview(input: $input) {
  submission { state version review { points tutorName } } refusals { code message } } }`;

const sheet = [{ criterion: 'content', points: '26' }, { criterion: 'practice', points: '25' }, { criterion: 'reflection', points: '20.5' }, { criterion: 'expression', points: '13' }];
const comment = '目标明确，过程完整，能结合学生的真实表现分析。建议把作业设计与目标逐条对应。';
