// Acts on many submissions at once (批量操作): what each kind is, and what may be asked.
import { refuse, type Refusal } from '../../kernel/refusals.js';

export const bulkActKinds = { RELEASE: '发布', RETURN: '退回修改', FLAG: '标记', SCORE: '写入评分表', UNDO_SCORE: '撤销评分表' } as const;
export type BulkActKind = keyof typeof bulkActKinds;

/** A row that fails for reasons of the machine is tried so often, and then told as not done. */
export const rowAttempts = 5;

/** A list names something, and nothing twice; the same row twice would be refused the second time for the first one's sake. */
export function listRefusals(submissionIds: readonly number[]): Refusal[] {
  if (submissionIds.length === 0) return [refuse('EMPTY', { zh: '没有选中任何作业。', en: 'Nothing is selected.' }, { field: 'items' })];
  const repeated = submissionIds.length - new Set(submissionIds).size;
  return repeated > 0 ? [refuse('ALREADY_EXISTS', { zh: '同一份作业选中了两次。', en: 'A submission is named twice.' }, { field: 'items', facts: { repeated } })] : [];
}

/** A class is released as it was previewed: if the number has changed since, the preview is shown again. */
export function previewRefusals(expectedCount: number, count: number): Refusal[] {
  if (count === 0) return [refuse('NOTHING_TO_CHANGE', { zh: '没有等待发布的批阅。', en: 'No review is waiting for its release.' }, { field: 'classId' })];
  if (expectedCount !== count) return [refuse('STALE', { zh: `现在有 ${count} 份待发布，与您看到的 ${expectedCount} 份不同，请再核对一次。`, en: `${count} are waiting now, not ${expectedCount} as you saw; please look again.` }, { field: 'expectedCount', facts: { current: count, yours: expectedCount } })];
  return [];
}
