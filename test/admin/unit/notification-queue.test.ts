import { expect, test } from '@jest/globals';
import { due } from '../../../admin/ui/notification-queue.js';

const kinds = { i: 'info', s: 'success', w: 'warning', e: 'error' } as const;
const told = (words: string) => words.split(' ').filter((word) => word !== '').map((word) => ({ word, type: kinds[word[0] as keyof typeof kinds] }));

test.each([
  ['', null, ''],
  ['i1', 'i1', ''],
  ['i1 i2 i3', 'i3', ''],
  ['i1 s2', 's2', ''],
  ['e1 e2', 'e1', 'e2'],
  ['i1 e1', 'e1', 'i1'],
  ['i1 e1 i2 w1 i3', 'e1', 'w1 i3'],
  ['w1 i3', 'w1', 'i3'],
])('A1 of “%s” %s is shown, and “%s” waits: the newest at once, unless something went wrong', (waiting, shown, left) => {
  const { next, rest } = due(told(waiting));
  expect([next?.word ?? null, rest.map(({ word }) => word).join(' ')]).toEqual([shown, left]);
});
