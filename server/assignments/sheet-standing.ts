// What stands of the submissions that a grading sheet names, as its tutor may see it: blind, nameless and scoped like everything else.
import { parseTenths } from '../kernel/tenths.js';
import type { Database } from '../platform/database/database.js';
import { Selection } from '../platform/database/selection.js';
import { sql } from '../platform/database/sql.js';
import type { Caller } from '../platform/graphql/caller.js';
import { submissionShape } from './assignment-shapes.js';
import type { AnnotationType, ReviewType, SubmissionType } from './graphql/submission.type.js';
import type { Annotation } from './rules/annotations.js';
import type { Standing, StandingReview } from './rules/sheet-outcomes.js';
import { isElsewhere } from './sheet-export.js';
import type { SheetPlace } from './sheet-place.js';

const batch = 1_000;
const wanted = Selection.of('version', 'state', 'viewerCanGrade', 'allocatedToName', 'isAllocatedToViewer');
for (const [name, fields] of Object.entries({ class: [], assignment: [], review: ['points', 'criterionPoints', 'comment', 'isExcellent', 'annotations'], lease: ['holderName', 'isMine'], draft: ['annotations'] })) wanted.fields.set(name, Selection.of(...fields));

/** By key; what the caller does not see is not among them. */
export async function standingsOf(database: Database, caller: Caller, place: SheetPlace, keys: readonly number[]): Promise<Map<number, Standing>> {
  const standings = new Map<number, Standing>();
  for (let from = 0; from < keys.length; from += batch) {
    const some = keys.slice(from, from + batch);
    const [rows, latest] = await Promise.all([
      database.list<SubmissionType>(caller.scope, submissionShape, wanted, { where: [sql`t.id = any (${some}::bigint[])`] }),
      database.rows<{ id: number }>(caller.scope, sql`select t.id from submission t where t.id = any (${some}::bigint[]) and t.is_latest and ${database.allows(submissionShape, 't', caller.scope)}`),
    ]);
    const latestKeys = new Set(latest.map(({ id }) => id));
    for (const row of rows) standings.set(row.key, standingOf(row, latestKeys.has(row.key), place, caller.role));
  }
  return standings;
}

function standingOf(row: SubmissionType, isLatest: boolean, { classId, assignmentId }: SheetPlace, role: Caller['role']): Standing {
  const { review, lease, draft } = row;
  return {
    isOfThisSheet: (row.class as { key: number }).key === classId && (row.assignment as { key: number }).key === assignmentId, version: row.version, state: row.state, isLatest, isGradable: row.viewerCanGrade,
    holder: lease === null || lease.isMine ? null : lease.holderName, allocatedTo: isElsewhere(row, role) ? row.allocatedToName : null,
    review: review === null ? null : reviewIn(review), annotations: (draft ?? review)?.annotations.map(annotationIn) ?? [],
  };
}

function reviewIn({ points, criterionPoints, comment, isExcellent }: ReviewType): StandingReview {
  return { pointsTenths: parseTenths(points) ?? 0, criterionPoints: criterionPoints.map((one) => ({ criterion: one.criterion, pointsTenths: parseTenths(one.points) ?? 0, givenTenths: parseTenths(one.beforeDeductions) ?? 0 })), comment, isExcellent };
}

function annotationIn({ deduction, ...annotation }: AnnotationType): Annotation {
  return { ...annotation, deductionTenths: deduction === null ? null : parseTenths(deduction) };
}
