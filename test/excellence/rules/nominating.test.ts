// Who may be recommended as an excellent learner, and who decides (JS-20): the rules with their borders.
import { expect, test } from '@jest/globals';
import { decisionRefusals, mayDecide, mayWithdraw, nominationRefusals, withdrawalRefusals, type Candidate, type Nominator, type NominationDecision, type Standing } from '../../../server/excellence/rules/nominating.js';
import { excellenceOf } from '../../../server/programmes/rules/excellence-rules.js';
import { documentOf } from '../../programmes/documents.js';

const candidate: Candidate = { rules: { requirement: 'JS-20', fromTenths: 900, conditions: [], numbers: [] }, programmeState: 'RUNNING', enrolmentState: 'ENROLLED', result: { verdict: 'PASS', totalTenths: 900 } };
const nominator: Nominator = { isLearner: false, subject: 'CHINESE', courseSubject: 'CHINESE' };
const codes = (refusals: { code: string }[]) => refusals.map(({ code }) => code);

test.each<[string, Partial<Candidate>, Partial<Nominator>, string, string[]]>([
  ['90.0 is excellent', {}, {}, '作业扎实。', []],
  ['89.9 is not', { result: { verdict: 'PASS', totalTenths: 899 } }, {}, '作业扎实。', ['NOT_ELIGIBLE']],
  ['100 is', { result: { verdict: 'PASS', totalTenths: 1000 } }, {}, '作业扎实。', []],
  ['a result without a verdict is none', { result: { verdict: 'PENDING', totalTenths: 950 } }, {}, '作业扎实。', ['NOT_ELIGIBLE']],
  ['a failed one, whatever its total', { result: { verdict: 'FAIL', totalTenths: 900 } }, {}, '作业扎实。', ['NOT_ELIGIBLE']],
  ['no result', { result: null }, {}, '作业扎实。', ['NOT_ELIGIBLE']],
  ['rules without excellence', { rules: null }, {}, '作业扎实。', ['NOT_ALLOWED']],
  ['who has withdrawn', { enrolmentState: 'WITHDRAWN' }, {}, '作业扎实。', ['NOT_ALLOWED_IN_STATE']],
  ['an assessed programme still commends', { programmeState: 'ASSESSED' }, {}, '作业扎实。', []],
  ['an archived one does not', { programmeState: 'ARCHIVED' }, {}, '作业扎实。', ['NOT_ALLOWED_IN_STATE']],
  ['a cancelled one does not', { programmeState: 'CANCELLED' }, {}, '作业扎实。', ['NOT_ALLOWED_IN_STATE']],
  ['oneself', {}, { isLearner: true }, '作业扎实。', ['NOT_ALLOWED']],
  ['another subject', {}, { subject: 'MATHEMATICS' }, '作业扎实。', ['NOT_ENTITLED']],
  ['a post of all subjects', {}, { subject: null }, '作业扎实。', []],
  ['without a reason', {}, {}, ' ', ['EMPTY']],
  ['a reason of 500 characters', {}, {}, '好'.repeat(500), []],
  ['of 501', {}, {}, '好'.repeat(501), ['TOO_LONG']],
  ['with a mobile number', {}, {}, '电话13800001111', ['MALFORMED']],
])('JS-20 nominating: %s', (_, changed, by, reason, expected) => {
  expect(codes(nominationRefusals({ ...candidate, ...changed }, { ...nominator, ...by }, reason))).toEqual(expected);
});

const standing: Standing & { version: number } = { state: 'NOMINATED', byId: 7, personId: 9, organiserId: 1, version: 1 };
const unlimited = { commended: 0, most: null };
test.each<[string, Partial<typeof standing>, { personId: number | null; officeId: number | null }, NominationDecision, Partial<Candidate>, { commended: number; most: number | null }, number, string[]]>([
  ['the organiser commends', {}, { personId: 3, officeId: 1 }, 'COMMEND', {}, unlimited, 1, []],
  ['another office does not', {}, { personId: 3, officeId: 2 }, 'COMMEND', {}, unlimited, 1, ['NOT_ENTITLED']],
  ['nor anybody where no office organises', { organiserId: null }, { personId: 3, officeId: null }, 'COMMEND', {}, unlimited, 1, ['NOT_ENTITLED']],
  ['nobody upon himself', {}, { personId: 9, officeId: 1 }, 'COMMEND', {}, unlimited, 1, ['NOT_ALLOWED']],
  ['nor upon what he recommended', {}, { personId: 7, officeId: 1 }, 'DECLINE', {}, unlimited, 1, ['NOT_ALLOWED']],
  ['the last place', {}, { personId: 3, officeId: 1 }, 'COMMEND', {}, { commended: 1, most: 2 }, 1, []],
  ['none is left', {}, { personId: 3, officeId: 1 }, 'COMMEND', {}, { commended: 2, most: 2 }, 1, ['LIMIT_REACHED']],
  ['none is left to decline', {}, { personId: 3, officeId: 1 }, 'DECLINE', {}, { commended: 2, most: 2 }, 1, []],
  ['what has changed', {}, { personId: 3, officeId: 1 }, 'COMMEND', {}, unlimited, 2, ['STALE']],
  ['what was taken back', { state: 'WITHDRAWN' }, { personId: 3, officeId: 1 }, 'COMMEND', {}, unlimited, 1, ['NOT_ALLOWED_IN_STATE']],
  ['what is decided', { state: 'DECLINED' }, { personId: 3, officeId: 1 }, 'COMMEND', {}, unlimited, 1, ['NOT_ALLOWED_IN_STATE']],
  ['a result that fell below the line', {}, { personId: 3, officeId: 1 }, 'COMMEND', { result: { verdict: 'PASS', totalTenths: 899 } }, unlimited, 1, ['NOT_ELIGIBLE']],
  ['and is declined', {}, { personId: 3, officeId: 1 }, 'DECLINE', { result: { verdict: 'PASS', totalTenths: 899 } }, unlimited, 1, []],
  ['an archived programme', {}, { personId: 3, officeId: 1 }, 'DECLINE', { programmeState: 'ARCHIVED' }, unlimited, 1, ['NOT_ALLOWED_IN_STATE']],
])('JS-20 deciding: %s', (_, changed, actor, decision, of, numbers, expectedVersion, expected) => {
  const held = { ...standing, ...changed };
  expect(codes(decisionRefusals(held, actor, { decision, reason: '同意。', expectedVersion }, { ...candidate, ...of }, numbers))).toEqual(expected);
  // The button is there for whoever could decide by post and person.
  expect(mayDecide(held, actor)).toBe(!expected.some((code) => ['NOT_ENTITLED', 'NOT_ALLOWED'].includes(code)) && held.state === 'NOMINATED');
});

test.each<[string, Partial<typeof standing>, number, string, string[]]>([
  ['whoever recommended', {}, 7, '推荐有误。', []],
  ['somebody else', {}, 8, '推荐有误。', ['NOT_ENTITLED']],
  ['after the decision', { state: 'COMMENDED' }, 7, '推荐有误。', ['NOT_ALLOWED_IN_STATE']],
  ['without a reason', {}, 7, '', ['EMPTY']],
])('JS-17 taking a recommendation back: %s', (_, changed, personId, reason, expected) => {
  const held = { ...standing, ...changed };
  expect(codes(withdrawalRefusals(held, { personId, officeId: null }, { reason, expectedVersion: 1 }, 'RUNNING'))).toEqual(expected);
  expect(mayWithdraw(held, { personId, officeId: null })).toBe(personId === 7 && held.state === 'NOMINATED');
});

test('JS-20 the line and the numbers are the document’s; without scores or without the clause nobody is commended', () => {
  const document = documentOf('js-2023');
  expect(excellenceOf(document)).toEqual({ requirement: 'JS-20', fromTenths: 900, conditions: document.excellence?.conditions, numbers: [] });
  if (document.excellence === undefined) throw new Error('the notice names excellent learners');
  expect(excellenceOf({ ...document, excellence: { ...document.excellence, numbers: [{ level: 'PROVINCE', count: 30 }] } })?.numbers).toEqual([{ officeLevel: 'PROVINCE', count: 30 }]);
  expect(excellenceOf({ excellence: document.excellence })).toBeNull();
  expect(excellenceOf(document.scoring === undefined ? {} : { scoring: document.scoring })).toBeNull();
});
