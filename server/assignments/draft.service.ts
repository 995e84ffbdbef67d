// Drafts (草稿): a tutor's unfinished review, saved while it is written. Autosaves are not audited one by one.
import { refuse, type Refusal } from '../kernel/refusals.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import { raw, sql } from '../platform/database/sql.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import { lockSubmission, scopeColumnNames, scopeValues } from './locked-submission.js';
import { afterDeductions, annotationRefusals, inOrder, type Annotation } from './rules/annotations.js';
import { rangeRefusals, type ScoreSheet } from './rules/points.js';
import { commentRefusals } from './rules/texts.js';

export interface DraftRequest extends ScoreSheet { submissionId: number; expectedDraftVersion: number; comment: string; isExcellent: boolean; annotations: readonly Annotation[] }

export class DraftService {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** Saves the draft if it still is the one that the tutor started from, and tells its version; else refuses STALE and leaves it as it is. */
  async save(context: RequestContext, request: DraftRequest): Promise<{ savedVersion: number | null; refusals: Refusal[] }> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const submission = await lockSubmission(this.database, tx, request.submissionId);
      const refusals = [...rangeRefusals(request, submission.criteria, submission.maximumTenths), ...commentRefusals(request.comment), ...annotationRefusals(request.annotations, submission.text, submission.criteria)];
      if (refusals.length > 0) return { savedVersion: null, refusals };
      const saved = await tx.rows<{ version: number }>(sql`
        insert into review_draft as draft (submission_id, tutor_id, ${raw(scopeColumnNames)}, version, points_tenths, criterion_points, annotations, comment, is_excellent, saved_at)
        select ${submission.submissionId}, ${personOf(context.caller)}, ${scopeValues(submission)}, 1, ${request.pointsTenths}, ${JSON.stringify(afterDeductions(request.criterionPoints, request.annotations))}::jsonb, ${JSON.stringify(inOrder(request.annotations))}::jsonb, ${request.comment}, ${request.isExcellent}, ${this.clock.business()}::timestamptz
          where ${request.expectedDraftVersion} = 0 or exists (select 1 from review_draft known where known.submission_id = ${submission.submissionId} and known.tutor_id = ${personOf(context.caller)})
        on conflict (submission_id, tutor_id) do update set version = draft.version + 1, points_tenths = excluded.points_tenths, criterion_points = excluded.criterion_points, annotations = excluded.annotations, comment = excluded.comment, is_excellent = excluded.is_excellent, saved_at = excluded.saved_at
          where draft.version = ${request.expectedDraftVersion}
        returning version`);
      const [row] = saved;
      return row ? { savedVersion: row.version, refusals: [] } : { savedVersion: null, refusals: [staleDraft(request.expectedDraftVersion)] };
    });
  }
}

/** Of a draft that another device of the tutor has written meanwhile; `yours` is the version that was started from. */
export function staleDraft(yours: number): Refusal {
  return refuse('STALE', { zh: '草稿已在另一个窗口更新，您的内容没有写入。', en: 'The draft was saved elsewhere in between; nothing of yours was written.' }, { field: 'expectedDraftVersion', facts: { yours } });
}
