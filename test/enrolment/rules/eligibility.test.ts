// Who may be enrolled by the clauses of the rule document, and who may be excepted from which.
import { describe, expect, test } from '@jest/globals';
import { eligibilityRefusals, obstaclesOf, type EligibilityFacts } from '../../../server/enrolment/rules/eligibility.js';
import { exceptionRefusals, type WantedException } from '../../../server/enrolment/rules/exceptions.js';
import { eligibilityOf } from '../../../server/programmes/rules/eligibility-rules.js';
import { parseRuleDocument } from '../../../server/programmes/rules/rule-document.js';
import { documentOf, edited } from '../../programmes/documents.js';

const rules = eligibilityOf(documentOf('js-2023'));
const facts = (more: Partial<EligibilityFacts>): EligibilityFacts => ({ isAtSchool: true, yearsOfSeries: [], exceptions: [], ...more });
const notTwice = 'NOT_SAME_SERIES_IN_CONSECUTIVE_YEARS';

describe('JS-01 who may be enrolled', () => {
  test.each<[string, Partial<EligibilityFacts>, string[]]>([
    ['a teacher who never took part', {}, []],
    ['took part the year before', { yearsOfSeries: [2022] }, [`${notTwice} JS-01`]],
    ['took part two years before', { yearsOfSeries: [2021] }, []],
    ['took part the year after', { yearsOfSeries: [2024] }, [`${notTwice} JS-01`]],
    ['took part in the same year, in another programme of the series', { yearsOfSeries: [2023] }, []],
    ['took part long ago and the year before', { yearsOfSeries: [2019, 2022] }, [`${notTwice} JS-01`]],
    ['excepted from it', { yearsOfSeries: [2022], exceptions: [notTwice] }, []],
    ['excepted from something else', { yearsOfSeries: [2022], exceptions: ['OPEN_TO'] }, [`${notTwice} JS-01`]],
    ['at no school', { isAtSchool: false }, ['OPEN_TO JS-01']],
    ['at no school, and an exception from what is strict', { isAtSchool: false, exceptions: ['OPEN_TO'] }, ['OPEN_TO JS-01']],
    ['neither', { isAtSchool: false, yearsOfSeries: [2022] }, ['OPEN_TO JS-01', `${notTwice} JS-01`]],
  ])('JS-01 %s', (_, more, expected) => {
    expect(eligibilityRefusals(rules, facts(more)).map(({ facts: told, requirement }) => `${told[0]?.value} ${requirement}`)).toEqual(expected);
  });

  test('JS-01 the sentence is the document\'s, with the year; a strict clause tells of no exception and knows none', () => {
    expect(eligibilityRefusals(rules, facts({ yearsOfSeries: [2022] }))[0]?.message.zh).toBe('同一教师原则上不得连续2年参加同一项目：本人 2022 年已参加。确有需要的，可由主办项目办批准例外。');
    const strict = eligibilityOf(parseRuleDocument(edited('js-2023', 'eligibility.1.isHard', true)));
    expect(eligibilityRefusals(strict, facts({ yearsOfSeries: [2022], exceptions: [notTwice] }))[0]?.message.zh).toBe('同一教师原则上不得连续2年参加同一项目：本人 2022 年已参加。');
  });

  test('JS-01 a programme without such clauses asks nothing, and all reasons are told together', () => {
    expect(eligibilityRefusals(eligibilityOf(documentOf('sh-credits-2016')), facts({ isAtSchool: false, yearsOfSeries: [2015] }))).toEqual([]);
    expect(obstaclesOf(rules, facts({ yearsOfSeries: [2022] }), { enrolledIn: 7, classId: 8 }).map(({ code, requirement }) => `${code} ${requirement}`)).toEqual(['ALREADY_ENROLLED JS-02', 'NOT_ELIGIBLE JS-01']);
    expect(obstaclesOf(null, null, { enrolledIn: 8, classId: 8 }).map(({ code, requirement }) => `${code} ${requirement}`)).toEqual(['ALREADY_ENROLLED JS-05']);
  });
});

describe('JS-01 exceptions', () => {
  const soft = rules.clauses[notTwice] ?? null;
  test.each<[string, Partial<WantedException>, string[]]>([
    ['from a soft clause, with a reason', {}, []],
    ['by another office', { isOrganiser: false }, ['NOT_ENTITLED JS-01']],
    ['from a strict clause', { clause: rules.clauses.OPEN_TO ?? null }, ['NOT_ALLOWED JS-01']],
    ['from a clause that the programme does not have', { clause: null }, ['NOT_ALLOWED JS-01']],
    ['without a reason', { reason: '　' }, ['EMPTY JS-01']],
  ])('JS-01 %s', (_, more, expected) => {
    expect(exceptionRefusals({ isOrganiser: true, clause: soft, reason: '骨干教师。', ...more }).map(({ code, requirement }) => `${code} ${requirement}`)).toEqual(expected);
  });
});
