// Releases, undoing, flags and queues in the tests, as GraphQL.
import { keyOf } from '../../server/kernel/ids.js';
import type { Actor, TestServer } from '../support/test-server.js';
import { submissionFields, type Refusal, type SeenSubmission } from './grading-acts.js';

export interface SeenRow { submissionId: string; learnerName: string | null; isDone: boolean | null; refusals: Refusal[] }
export interface SeenAct { id: string; kind: string; itemCount: number; doneCount: number; refusedCount: number; doneAt: string | null; rows: SeenRow[] }
export interface Preview { classId: string; assignmentId: string; className: string; waiting: number; drafts: number; beingGraded: number; flagged: number; ungraded: number }
export interface SeenFlag { kind: string; reason: string; byName: string; clearedByName: string | null; isMine: boolean }

const refusalFields = 'refusals { code field message facts { name value } }';
const actFields = `id kind itemCount doneCount refusedCount doneAt rows { submissionId learnerName isDone ${refusalFields} }`;

export const releaseDocuments = {
  release: `mutation ($input: ReleaseReviewsInput!) { releaseReviews(input: $input) { ${refusalFields} act { ${actFields} } } }`,
  returnMany: `mutation ($input: ReturnSubmissionsInput!) { returnSubmissions(input: $input) { ${refusalFields} act { ${actFields} } } }`,
  flagMany: `mutation ($input: FlagSubmissionsInput!) { flagSubmissions(input: $input) { ${refusalFields} act { ${actFields} } } }`,
  undo: `mutation ($input: UndoReviewInput!) { undoReview(input: $input) { ${refusalFields} submission { ${submissionFields} } } }`,
  flag: `mutation ($input: FlagSubmissionInput!) { flagSubmission(input: $input) { ${refusalFields} submission { id flags { kind reason byName clearedByName isMine } } } }`,
  clearFlag: `mutation ($input: ClearFlagInput!) { clearFlag(input: $input) { ${refusalFields} submission { id flags { kind reason byName clearedByName isMine } } } }`,
  saveQueue: `mutation ($input: SaveQueueInput!) { saveQueue(input: $input) { ${refusalFields} savedQueue { id name filter order class { id } assignment { id } } } }`,
} as const;

export interface Begun { act: SeenAct | null; refusals: Refusal[] }

export async function release(actor: Actor, input: Record<string, unknown>): Promise<Begun> {
  return (await actor.sees<{ releaseReviews: Begun }>(releaseDocuments.release, { input })).releaseReviews;
}
export async function returnMany(actor: Actor, input: Record<string, unknown>): Promise<Begun> {
  return (await actor.sees<{ returnSubmissions: Begun }>(releaseDocuments.returnMany, { input })).returnSubmissions;
}
export async function flagMany(actor: Actor, input: Record<string, unknown>): Promise<Begun> {
  return (await actor.sees<{ flagSubmissions: Begun }>(releaseDocuments.flagMany, { input })).flagSubmissions;
}
export async function undo(actor: Actor, submissionId: string, expectedVersion: number, idempotencyKey: string | null = null): Promise<{ submission: SeenSubmission | null; refusals: Refusal[] }> {
  return (await actor.sees<{ undoReview: Awaited<ReturnType<typeof undo>> }>(releaseDocuments.undo, { input: { submissionId, expectedVersion, idempotencyKey } })).undoReview;
}
export async function flag(actor: Actor, submissionId: string, kind: string, reason: string): Promise<{ submission: { flags: SeenFlag[] } | null; refusals: Refusal[] }> {
  return (await actor.sees<{ flagSubmission: Awaited<ReturnType<typeof flag>> }>(releaseDocuments.flag, { input: { submissionId, kind, reason } })).flagSubmission;
}
export async function clearFlag(actor: Actor, submissionId: string, kind: string): Promise<{ submission: { flags: SeenFlag[] } | null; refusals: Refusal[] }> {
  return (await actor.sees<{ clearFlag: Awaited<ReturnType<typeof clearFlag>> }>(releaseDocuments.clearFlag, { input: { submissionId, kind } })).clearFlag;
}

/** The act as it ended; the server works it off by itself. */
export async function ended(server: TestServer, actor: Actor, begun: Begun): Promise<SeenAct> {
  await server.app.bulkActWork.idle();
  return (await actor.sees<{ bulkAct: SeenAct }>(`query ($id: ID!) { bulkAct(id: $id) { ${actFields} } }`, { id: begun.act?.id ?? '' })).bulkAct;
}

export async function previews(actor: Actor, variables: { classId?: string; assignmentId?: string } = {}): Promise<Preview[]> {
  return (await actor.sees<{ releasePreviews: Preview[] }>('query ($classId: ID, $assignmentId: ID) { releasePreviews(classId: $classId, assignmentId: $assignmentId) { classId assignmentId className waiting drafts beingGraded flagged ungraded } }', variables)).releasePreviews;
}

/** The ids of a whole queue, page by page. */
export async function walked(actor: Actor, queue: Record<string, unknown>): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ;) {
    const { gradingQueue } = await actor.sees('query ($filter: QueueFilter!, $classId: ID, $assignmentId: ID, $order: QueueOrder, $after: String) { gradingQueue(filter: $filter, classId: $classId, assignmentId: $assignmentId, order: $order, first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { id } } }', { ...queue, after });
    ids.push(...(gradingQueue.nodes as { id: string }[]).map((node) => node.id));
    if (!gradingQueue.pageInfo.hasNextPage) return ids;
    after = gradingQueue.pageInfo.endCursor as string;
  }
}

export async function neighbours(actor: Actor, submissionId: string, queue: Record<string, unknown>): Promise<{ previousId: string | null; nextIds: string[] }> {
  return (await actor.sees('query ($submissionId: ID!, $filter: QueueFilter!, $classId: ID, $assignmentId: ID, $order: QueueOrder) { queueNeighbours(submissionId: $submissionId, filter: $filter, classId: $classId, assignmentId: $assignmentId, order: $order) { previousId nextIds } }', { submissionId, ...queue })).queueNeighbours;
}

/** Class and assignment of a submission, as ids. */
export async function placeOf(actor: Actor, id: string): Promise<{ classId: string; assignmentId: string }> {
  const { submission } = await actor.sees('query ($id: ID!) { submission(id: $id) { class { id } assignment { id } } }', { id });
  return { classId: submission.class.id as string, assignmentId: submission.assignment.id as string };
}

export const key = (id: string): number => keyOf('Submission', id) ?? 0;
