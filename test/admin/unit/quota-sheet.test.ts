import { expect, test } from '@jest/globals';
import { keyOf, oversOf, type ChildRow } from '../../../admin/quotas/sheet.js';
import type { QuotaCellPartsFragment } from '../../../admin/gql/graphql.js';

const cell = (received: number, rest: Partial<QuotaCellPartsFragment>) => ({ periodId: 'p', number: 1, received, handedDown: 0, used: 0, usedBelow: 0, free: 0, version: 1, stated: null, ...rest }) as QuotaCellPartsFragment;
const rowsOf = (...received: number[]) => received.map((seats, index) => ({ office: { id: `o${index}`, name: `o${index}` }, cells: [cell(seats, {})] })) as unknown as ChildRow[];

// An office with twenty seats, two of them used by itself.
test.each([
  ['nothing was typed', [10, 5], [], undefined],
  ['all that is left goes down', [10, 5], [[0, '13']], undefined],
  ['one seat more than is left', [10, 5], [[0, '14']], 1],
  ['one is given what another gives back', [10, 8], [[0, '12'], [1, '6']], undefined],
  ['what is typed is no number', [10, 5], [[0, 'x']], undefined],
  // Somebody else handed three down meanwhile: what is free is told before the sheet is; the sheet speaks for itself.
  ['free is read sooner than the sheet', [10, 5], [[0, '13']], undefined],
  ['then the sheet', [10, 8], [[0, '13']], 3],
] as const)('JS-05 over what is held: %s', (_, received, typed, over) => {
  const edits = new Map(typed.map(([row, seats]) => [keyOf(`o${row}`, 'p'), seats]));
  expect(oversOf(rowsOf(...received), edits, [cell(20, { used: 2, free: 0 })]).get('p')).toBe(over);
});
