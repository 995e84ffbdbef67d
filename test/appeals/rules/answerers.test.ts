// Who answers which step of an appeal.
import { expect, test } from '@jest/globals';
import { answererRefusals, stepOf, type Part } from '../../../server/appeals/rules/answerers.js';
import type { AppealStep } from '../../../server/appeals/rules/appeals.js';
import { roles } from '../../../server/kernel/roles.js';

const nothing: Part = { hasGivenPoints: false, hasAnsweredBefore: false };
const gave: Part = { ...nothing, hasGivenPoints: true };
const answeredBefore: Part = { ...nothing, hasAnsweredBefore: true };

const cases: [string, AppealStep, AppealStep | null, Part, string | null][] = [
  ['the tutor who gave the points, the first step', 'TUTOR', 'TUTOR', gave, null],
  ['a colleague, the first step', 'TUTOR', 'TUTOR', nothing, null],
  ['a chief tutor, the first step', 'TUTOR', 'CHIEF_TUTOR', nothing, '第一步申诉由班级的辅导员答复。'],
  ['a tutor, the second step', 'CHIEF_TUTOR', 'TUTOR', nothing, '第二步申诉由学科总辅导员答复。'],
  ['who has neither post', 'CHIEF_TUTOR', null, nothing, '第二步申诉由学科总辅导员答复。'],
  ['a chief tutor who had nothing to do with it', 'CHIEF_TUTOR', 'CHIEF_TUTOR', nothing, null],
  ['a chief tutor who decided or graded it', 'CHIEF_TUTOR', 'CHIEF_TUTOR', gave, '这份作业由您评过分或裁定过，第二步申诉须由另一位学科总辅导员答复；没有另一位时，由省级项目办指定。'],
  ['a chief tutor who answered the first step as a tutor', 'CHIEF_TUTOR', 'CHIEF_TUTOR', answeredBefore, '您答复过第一步申诉，第二步须由另一位学科总辅导员答复。'],
  ['a chief tutor who revised it in the first step', 'CHIEF_TUTOR', 'CHIEF_TUTOR', { hasGivenPoints: true, hasAnsweredBefore: true }, '您答复过第一步申诉，第二步须由另一位学科总辅导员答复。'],
];
test.each(cases)('JS-17 JS-19 %s', (_, step, own, part, message) => {
  const refusals = answererRefusals(step, own, part);
  expect(refusals.map((refusal) => refusal.message.zh)).toEqual(message === null ? [] : [message]);
  for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'NOT_ENTITLED', field: 'appealId' });
});

test('JS-17 JS-19 only tutors and chief subject tutors have a step', () => {
  expect(roles.flatMap((role) => stepOf(role) ?? [])).toEqual(['CHIEF_TUTOR', 'TUTOR']);
});
