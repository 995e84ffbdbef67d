// What may be asked of many at once, of flags and of saved queues.
import { describe, expect, test } from '@jest/globals';
import { listRefusals, previewRefusals } from '../../../server/assignments/rules/bulk-acts.js';
import { flagReasonRefusals } from '../../../server/assignments/rules/flags.js';
import { savedQueueMaximum, savedQueueRefusals } from '../../../server/assignments/rules/queue-filters.js';

const codes = (refusals: { code: string }[]): string[] => refusals.map((refusal) => refusal.code);

describe('JS-17 many at once', () => {
  test.each([[[], ['EMPTY']], [[1], []], [[1, 2, 3], []], [[1, 2, 1], ['ALREADY_EXISTS']]])('JS-17 a list of %j', (ids, expected) => { expect(codes(listRefusals(ids))).toEqual(expected); });

  test.each([[0, 0, ['NOTHING_TO_CHANGE']], [3, 0, ['NOTHING_TO_CHANGE']], [3, 3, []], [3, 4, ['STALE']], [4, 3, ['STALE']]])('JS-17 previewed %i, waiting %i', (seen, waiting, expected) => { expect(codes(previewRefusals(seen, waiting))).toEqual(expected); });
});

describe('JS-17 a flag says why', () => {
  test.each([['', ['EMPTY']], [' \n', ['EMPTY']], ['好', []], ['字'.repeat(500), []], ['字'.repeat(501), ['TOO_LONG']]])('JS-17 %#', (reason, expected) => { expect(codes(flagReasonRefusals(reason))).toEqual(expected); });
});

describe('JS-17 a saved queue has a name of its own', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `筛选${index}`);
  test.each<[string, string[], string[]]>([
    ['', [], ['EMPTY']], ['迟交', [], []], ['字'.repeat(20), [], []], ['字'.repeat(21), [], ['TOO_LONG']], ['迟交', ['迟交'], ['ALREADY_EXISTS']], ['迟交', many(savedQueueMaximum - 1), []], ['迟交', many(savedQueueMaximum), ['LIMIT_REACHED']],
  ])('JS-17 %#', (name, others, expected) => { expect(codes(savedQueueRefusals(name, others))).toEqual(expected); });
});
