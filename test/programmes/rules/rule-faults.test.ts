// Whatever a document is refused for is said in Chinese.
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { beginRefusals } from '../../../server/programmes/rules/rule-drafts.js';
import { consistencyFault, faultWords } from '../../../server/programmes/rules/rule-faults.js';

test('JS-19 each reason that the rules of consistency give has its Chinese words', () => {
  const source = readFileSync('server/programmes/rules/rule-consistency.ts', 'utf8');
  // `…: reason` within the quotes of a fault; numbers stand in for what is filled in.
  const reasons = [...source.matchAll(/[`'"][^`'"\n]*?: ((?:[^`'"\n]|(?<=\w)'(?=s ))+)[`'"]/g)].map(([, reason = '']) => reason.replace(/\$\{[^}]*\}/g, '1')).filter((reason) => /^[a-z]/.test(reason));
  expect(reasons.length).toBeGreaterThan(30);
  expect(reasons.filter((reason) => !faultWords.some(([pattern]) => pattern.test(reason)))).toEqual([]);
  for (const reason of reasons) expect(consistencyFault(`windows.0: ${reason}`)).toMatchObject({ path: 'windows.0', place: { zh: '时间安排 › 第 1 项' }, message: { zh: expect.stringMatching(/[\u4e00-\u9fff]/) } });
});

test.each([
  ['2023-09-10', 0], ['2023-09-11', 1], ['2023-09-12', 1], ['2023-11-16', 1], ['2023-11-17', 2],
] as const)('JS-19 a version that begins on %s follows those before it, or is refused', (day, standing) => {
  const before = [{ version: 1, effectiveFrom: '2023-07-01' }, { version: 2, effectiveFrom: '2023-11-16' }];
  const refusals = beginRefusals({ effectiveFrom: day, replacesUpcoming: false }, before, '2023-09-10');
  expect(refusals).toHaveLength(standing === 2 ? 0 : 1);
  // Without an upcoming one tomorrow is early enough, today never.
  expect(beginRefusals({ effectiveFrom: day, replacesUpcoming: false }, before.slice(0, 1), '2023-09-10')).toHaveLength(standing === 0 ? 1 : 0);
  // In place of the upcoming one, too; but what has begun is never replaced.
  expect(beginRefusals({ effectiveFrom: day, replacesUpcoming: true }, before, '2023-09-10')).toHaveLength(standing === 0 ? 1 : 0);
});
