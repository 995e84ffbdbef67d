// A short version of `npm run prove -- network`.
import { expect, test } from '@jest/globals';
import { chanceFrom } from '../prove/chance.js';
import { workFlakyQueue } from './flaky-queue.js';

test('G1 twenty tutors with two windows each at one queue over a line that breaks: nothing is given twice, lost or silently overwritten', async () => {
  const { faults, ...figures } = await workFlakyQueue({ tutors: 20, tabsEach: 2, itemsEach: 3, rivalsEach: 1, below: chanceFrom(20230910) });
  console.log(JSON.stringify(figures));
  expect(faults).toEqual([]);
  expect(figures).toMatchObject({ items: 120, draftsKept: 40 });
  expect(Math.min(figures.cutRequests, figures.cutAnswers, figures.conflicts)).toBeGreaterThan(0);
}, 120_000);
