// Queues (作业队列): named filters, the orders in which a tutor walks them, and what a tutor's own saved ones may say.
import { refuse, type Refusal } from '../../kernel/refusals.js';

/** Each filter with its term, in the order in which they are offered. */
export const queueFilters = {
  UNGRADED: '待批阅', ALLOCATED: '分配给我：待批阅', MINE: '我的：分配给我的在前，其次我正在批阅、有我的草稿或由我批阅', RESUBMITTED: '重交：退回后重新提交，待批阅', LATE: '迟交：期次结束以后提交', RETURNED: '已退回', HELD: '待发布：已批阅，未发布', SECOND_MARKING: '复评：抽中复评，由另一位辅导员独立批阅', APPEALED: '申诉：学员申诉分数，待答复',
  FLAGGED: '有标记', SUSPECTED: '疑似抄袭', EXCELLENT: '优秀候选', OPEN: '他人正在批阅', GRADED: '已批阅', ALL: '全部',
} as const;
export type QueueFilter = keyof typeof queueFilters;

/**
 * What was done is looked up whatever became of its programme, and appeals are answered after its end as well (0037). Each other filter asks
 * for something to be done, and leaves out what belongs to a programme that has ended: there nothing can be done any more (0060).
 */
const alsoOfEnded: readonly QueueFilter[] = ['APPEALED', 'EXCELLENT', 'GRADED', 'ALL'];

export function leavesOutEnded(filter: QueueFilter): boolean {
  return !alsoOfEnded.includes(filter);
}

export const queueOrders = { OLDEST_FIRST: '先提交者在前', RANDOM: '随机；对同一位辅导员固定不变' } as const;
export type QueueOrder = keyof typeof queueOrders;

/** Which submissions somebody walks, and in which order. */
export interface Queue { filter: QueueFilter; order: QueueOrder; classId: number | null; assignmentId: number | null }

export const savedQueueMaximum = 30;
const nameMaximum = 20;

/** What is wrong with a saved queue's name beside those that the tutor has. */
export function savedQueueRefusals(name: string, others: readonly string[]): Refusal[] {
  const length = [...name].length;
  if (length === 0) return [refuse('EMPTY', { zh: '请给筛选起个名字。', en: 'Give it a name.' }, { field: 'name' })];
  if (length > nameMaximum) return [refuse('TOO_LONG', { zh: `名称最多 ${nameMaximum} 字，现有 ${length} 字。`, en: `At most ${nameMaximum} characters; there are ${length}.` }, { field: 'name', facts: { maximum: nameMaximum, length } })];
  if (others.includes(name)) return [refuse('ALREADY_EXISTS', { zh: '已有同名的筛选。', en: 'One with this name exists.' }, { field: 'name' })];
  if (others.length >= savedQueueMaximum) return [refuse('LIMIT_REACHED', { zh: `最多保存 ${savedQueueMaximum} 个筛选，请先删除不用的。`, en: `At most ${savedQueueMaximum} can be kept; delete one first.` }, { field: 'name', facts: { maximum: savedQueueMaximum } })];
  return [];
}
