// Reading a row of a grading sheet, and what it would do to what stands: with the rows at the borders.
import { describe, expect, test } from '@jest/globals';
import type { Criterion } from '../../../server/assignments/index.js';
import { placesOf } from '../../../server/assignments/rules/sheet-columns.js';
import { judged, type Standing } from '../../../server/assignments/rules/sheet-outcomes.js';
import { isBlank, readRow, type SheetCells } from '../../../server/assignments/rules/sheet-row.js';
import { sheetUndoMs } from '../../../server/assignments/rules/undo.js';

const criterion = (key: string, name: string, maximumTenths: number): Criterion => ({ key, name, description: '', maximumTenths, levels: [] });
const rubric = { criteria: [criterion('a', '内容', 300), criterion('b', '表达', 155)], maximumTenths: 455 };
const empty: SheetCells = { submission: 'sbm_1', version: '1', points: '', comment: '', excellent: '', criteria: ['', ''], notCalculated: [] };
const standing: Standing = { isOfThisSheet: true, version: 1, state: 'SUBMITTED', isLatest: true, isGradable: true, holder: null, allocatedTo: null, review: null, annotations: [] };
const review = { pointsTenths: 400, criterionPoints: [{ criterion: 'a', pointsTenths: 280 }, { criterion: 'b', pointsTenths: 120 }], comment: '好。', isExcellent: false };
const scored: Standing = { ...standing, version: 2, state: 'SCORED', review };

describe('JS-17 the cells of a row', () => {
  test.each<[string, Partial<SheetCells>, { points?: number | null; reasons?: string[] }]>([
    ['nothing under 得分', {}, { points: null }],
    ['a whole number', { points: '45' }, { points: 450 }],
    ['one decimal', { points: '45.5' }, { points: 455 }],
    ['a decimal and a zero', { points: '45.50' }, { points: 455 }],
    ['two decimals', { points: '45.55' }, { reasons: ['得分'] }],
    ['full-width digits', { points: '４５．５' }, { points: 455 }],
    ['with the unit', { points: '45分' }, { points: 455 - 5 }],
    ['words', { points: '优秀' }, { reasons: ['得分'] }],
    ['a power', { points: '4.5E+1' }, { reasons: ['得分'] }],
    ['a negative number is read, and refused by its range', { points: '-1' }, { points: -10 }],
    ['a formula without its value', { points: '=', notCalculated: ['得分'] }, { points: null, reasons: ['得分'] }],
    ['a criterion that is none', { criteria: ['三十', ''] }, { reasons: ['内容（0–30）'] }],
    ['是', { excellent: '是' }, {}], ['否', { excellent: '否' }, {}], ['something else', { excellent: '也许' }, { reasons: ['推荐优秀'] }],
    ['no version', { version: '' }, { reasons: ['作业版本'] }], ['a version that is none', { version: '1.5' }, { reasons: ['作业版本'] }],
  ])('JS-17 %s', (_, cells, expected) => {
    const row = readRow({ ...empty, ...cells }, rubric.criteria);
    expect(row.reasons.map(({ column }) => column)).toEqual(expected.reasons ?? []);
    if (expected.points !== undefined) expect(row.given.typedTenths).toBe(expected.points);
  });

  test.each<[string, Partial<SheetCells>, boolean]>([
    ['nothing at all', {}, true], ['spaces', { points: ' ', comment: '\n' }, true], ['否 alone', { excellent: '否' }, true], ['是 alone', { excellent: '是' }, false], ['a nought', { points: '0' }, false], ['a comment alone', { comment: '好' }, false], ['one criterion', { criteria: ['', '0'] }, false],
  ])('JS-17 a row with %s is empty: %s', (_, cells, expected) => { expect(isBlank({ ...empty, ...cells })).toBe(expected); });

  test.each<[string, string[], number, number]>([
    ['as downloaded', ['内容（0–30）', '表达（0–15.5）', '得分', '评语', '推荐优秀', '作业标识', '作业版本', '评分标准标识'], 0, 0],
    ['in another order, with a column of one\'s own, other dashes and spaces', ['备注', '评分标准标识', '作业版本', '作业标识', '推荐优秀', '评语', '得 分', '表达(0-15.5)', '内容（0—30）'], 0, 0],
    ['without a criterion', ['内容（0–30）', '得分', '评语', '推荐优秀', '作业标识', '作业版本', '评分标准标识'], 1, 0],
    ['with another range', ['内容（0–25）', '表达（0–15.5）', '得分', '评语', '推荐优秀', '作业标识', '作业版本', '评分标准标识'], 1, 0],
    ['twice', ['内容（0–30）', '表达（0–15.5）', '得分', '得分', '评语', '推荐优秀', '作业标识', '作业版本', '评分标准标识'], 0, 1],
  ])('JS-17 headings %s', (_, headings, missing, doubled) => {
    const found = placesOf(headings, rubric.criteria);
    expect([found.missing.length, found.doubled.length]).toEqual([missing, doubled]);
  });
});

describe('JS-17 what a row would do', () => {
  const all = (a: string, b: string, comment = '') => ({ criteria: [a, b], comment });
  const same = { ...all('28', '12', '好。'), points: '40', version: '2' };
  test.each<[string, Partial<SheetCells>, Standing | null, number[], [outcome: string, about: string | null, total: number | null]]>([
    ['scores for the first time', all('30', '15.5'), standing, [2], ['TO_SCORE', null, 455]],
    ['a tenth above the range', all('30.1', '15'), standing, [2], ['REFUSED', '内容（0–30）', null]],
    ['a tenth below nothing', all('-0.1', '15'), standing, [2], ['REFUSED', '内容（0–30）', null]],
    ['a criterion left out', all('30', ''), standing, [2], ['REFUSED', '得分', null]],
    ['points alone', { points: '45.5' }, standing, [2], ['TO_SCORE', null, 455]],
    ['points alone above the maximum', { points: '45.6' }, standing, [2], ['REFUSED', '得分', null]],
    ['a comment without points', { comment: '好。' }, standing, [2], ['REFUSED', '得分', null]],
    ['a comment that is too long', all('30', '15', '长'.repeat(5_001)), standing, [2], ['REFUSED', '评语', null]],
    ['a comment that just fits', all('30', '15', '长'.repeat(5_000)), standing, [2], ['TO_SCORE', null, 450]],
    ['a sum that is right', { ...all('28', '12'), points: '40' }, standing, [2], ['TO_SCORE', null, 400]],
    ['a sum that is wrong', { ...all('28', '12'), points: '41' }, standing, [2], ['REFUSED', '得分', null]],
    ['what stands', same, scored, [2], ['SAME', null, 400]],
    ['what stands, released or not', same, { ...scored, state: 'RELEASED' }, [2], ['SAME', null, 400]],
    ['what stands, though somebody wrote it since', { ...same, version: '1' }, scored, [2], ['SAME', null, 400]],
    ['another comment', { ...same, comment: '很好。' }, scored, [2], ['CHANGED', null, 400]],
    ['another criterion, the sum left as it was downloaded', { ...same, criteria: ['20', '12'] }, scored, [2], ['CHANGED', null, 320]],
    ['a change of what is released', { ...same, comment: '很好。' }, { ...scored, state: 'RELEASED' }, [2], ['REFUSED', '得分', null]],
    ['a change of what is appealed', { ...same, comment: '很好。' }, { ...scored, state: 'APPEALED', isGradable: false }, [2], ['REFUSED', '得分', null]],
    ['what a colleague scored since', all('30', '15'), scored, [2], ['CONFLICT', 'SCORED', 450]],
    ['what waits for the caller as second marker since', all('30', '15'), { ...standing, version: 3, state: 'SECOND_MARKING' }, [2], ['CONFLICT', 'SCORED', 450]],
    ['what was submitted and taken back since', all('30', '15'), { ...standing, version: 3 }, [2], ['TO_SCORE', null, 450]],
    ['a text that was replaced since', all('30', '15'), { ...standing, version: 3, state: 'RETURNED', isLatest: false, isGradable: false }, [2], ['CONFLICT', 'NEW_ATTEMPT', 450]],
    ['what was returned', all('30', '15'), { ...standing, version: 2, state: 'RETURNED', isGradable: false }, [2], ['REFUSED', '得分', null]],
    ['what another tutor is to mark again', all('30', '15'), { ...standing, version: 3, state: 'SECOND_MARKING', isGradable: false }, [2], ['REFUSED', '得分', null]],
    ['what was agreed', all('30', '15'), { ...scored, isGradable: false }, [2], ['REFUSED', '得分', null]],
    ['what a colleague has open', all('30', '15'), { ...standing, holder: '许静姝' }, [2], ['REFUSED', '得分', null]],
    ['what is a colleague\'s', all('30', '15'), { ...standing, allocatedTo: '许静姝' }, [2], ['REFUSED', '得分', null]],
    ['the same submission twice', all('30', '15'), standing, [2, 5], ['REFUSED', '作业标识', null]],
    ['another class', all('30', '15'), { ...standing, isOfThisSheet: false }, [2], ['REFUSED', '作业标识', null]],
    ['what the tutor does not see', all('30', '15'), null, [2], ['REFUSED', '作业标识', null]],
    ['a line of the tutor\'s own', { ...all('30', '15'), submission: '' }, null, [2], ['REFUSED', '作业标识', null]],
    ['annotations that deduct', all('30', '15'), { ...standing, annotations: [{ start: 0, end: 1, quote: '一', comment: '重复', criterion: 'a', deductionTenths: 25 }] }, [2], ['TO_SCORE', null, 425]],
    ['annotations that deduct from points alone', { points: '40' }, { ...standing, annotations: [{ start: 0, end: 1, quote: '一', comment: '重复', criterion: 'a', deductionTenths: 25 }] }, [2], ['REFUSED', '批注', null]],
  ])('JS-17 %s', (_, cells, found, lines, [outcome, about, total]) => {
    const row = judged(readRow({ ...empty, ...cells }, rubric.criteria), found, lines, rubric);
    expect([row.outcome, row.conflict ?? row.reasons[0]?.column ?? null, row.totalTenths]).toEqual([outcome, about, total]);
    // What is refused says why, and comes to nothing; everything else has points.
    expect(row.reasons.length > 0).toBe(outcome === 'REFUSED');
    expect(row.totalTenths === null).toBe(outcome === 'REFUSED');
  });

  test('JS-17 held reviews are taken back for a day, released ones for five minutes', () => {
    expect([sheetUndoMs(false), sheetUndoMs(true)]).toEqual([86_400_000, 300_000]);
  });
});
