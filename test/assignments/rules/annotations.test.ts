// Annotations on a text: where they may lie, what they may deduct, and what is left of the points.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { afterDeductions, annotationCommentMaximum, annotationRefusals, annotationsMaximum, finishedAnnotationRefusals, inOrder, spanMaximum, type Annotation } from '../../../server/assignments/rules/annotations.js';
import { pointsOf, type Criterion } from '../../../server/assignments/rules/points.js';

const criterion = (key: string, maximumTenths: number): Criterion => ({ key, name: key, description: '', maximumTenths, levels: [] });
const criteria = [criterion('content', 300), criterion('practice', 300)];
const text = '一、教材分析。本单元选自统编教材。𠮷老师执教。';
const at = (start: number, end: number, more: Partial<Annotation> = {}): Annotation => ({ start, end, quote: text.slice(start, end), comment: '好。', criterion: null, deductionTenths: null, ...more });

describe('JS-17 an annotation lies in the text that was read', () => {
  test.each<[string, Annotation]>([
    ['the first character', at(0, 1)],
    ['the whole text', at(0, text.length)],
    ['the last character', at(text.length - 1, text.length)],
    ['a character of two code units', at(text.indexOf('𠮷'), text.indexOf('𠮷') + 2)],
    ['a criterion without a deduction', at(0, 3, { criterion: 'content' })],
    ['the smallest deduction', at(0, 3, { criterion: 'content', deductionTenths: 1 })],
    ['all of a criterion', at(0, 3, { criterion: 'content', deductionTenths: 300 })],
    ['a comment of the greatest length', at(0, 3, { comment: '长'.repeat(annotationCommentMaximum) })],
    ['a draft without words', at(0, 3, { comment: '' })],
  ])('accepted: %s', (_, annotation) => {
    expect(annotationRefusals([annotation], text, criteria)).toEqual([]);
  });

  test.each<[string, Annotation, string, string]>([
    ['nothing', at(3, 3), 'OUT_OF_RANGE', 'start'],
    ['backwards', at(4, 3), 'OUT_OF_RANGE', 'start'],
    ['before the text', { ...at(0, 1), start: -1 }, 'OUT_OF_RANGE', 'start'],
    ['one beyond the text', { ...at(0, text.length), end: text.length + 1 }, 'OUT_OF_RANGE', 'start'],
    ['other words than the text has there', at(2, 6, { quote: '教材分享' }), 'MALFORMED', 'quote'],
    ['words that have shifted by one', at(2, 6, { quote: text.slice(3, 7) }), 'MALFORMED', 'quote'],
    ['half a character at the end', at(0, text.indexOf('𠮷') + 1), 'MALFORMED', 'quote'],
    ['half a character at the start', at(text.indexOf('𠮷') + 1, text.length), 'MALFORMED', 'quote'],
    ['too many words', at(0, 3, { comment: '长'.repeat(annotationCommentMaximum + 1) }), 'TOO_LONG', 'comment'],
    ['a deduction from nothing', at(0, 3, { deductionTenths: 5 }), 'INCOMPLETE', 'criterion'],
    ['an unknown criterion', at(0, 3, { criterion: 'style' }), 'NOT_FOUND', 'criterion'],
    ['a deduction of 0', at(0, 3, { criterion: 'content', deductionTenths: 0 }), 'OUT_OF_RANGE', 'deduction'],
    ['a deduction below 0', at(0, 3, { criterion: 'content', deductionTenths: -5 }), 'OUT_OF_RANGE', 'deduction'],
    ['0.1 more than the criterion has', at(0, 3, { criterion: 'content', deductionTenths: 301 }), 'OUT_OF_RANGE', 'deduction'],
  ])('refused: %s', (_, annotation, code, place) => {
    expect(annotationRefusals([annotation], text, criteria)).toMatchObject([{ code, field: `annotations.0.${place}` }]);
  });

  test('refused: a span longer than a passage, and one annotation too many', () => {
    const long = '文'.repeat(spanMaximum + 1);
    expect(annotationRefusals([{ ...at(0, 1), end: spanMaximum, quote: long.slice(0, spanMaximum) }], long, criteria)).toEqual([]);
    expect(annotationRefusals([{ ...at(0, 1), end: spanMaximum + 1, quote: long }], long, criteria)).toMatchObject([{ code: 'TOO_LONG', field: 'annotations.0.end' }]);
    expect(annotationRefusals(Array.from({ length: annotationsMaximum }, () => at(0, 1)), text, criteria)).toEqual([]);
    expect(annotationRefusals(Array.from({ length: annotationsMaximum + 1 }, () => at(0, 1)), text, criteria)).toMatchObject([{ code: 'LIMIT_REACHED', field: 'annotations' }]);
  });

  test('a submitted review has words in each annotation, and deducts only where it scores by criterion', () => {
    expect(finishedAnnotationRefusals([at(0, 3), at(0, 3, { comment: ' \n' })], false)).toMatchObject([{ code: 'EMPTY', field: 'annotations.1.comment' }]);
    const deducting = at(0, 3, { criterion: 'content', deductionTenths: 5 });
    expect(finishedAnnotationRefusals([deducting], false)).toEqual([]);
    expect(finishedAnnotationRefusals([deducting], true)).toMatchObject([{ code: 'OUT_OF_RANGE', field: 'annotations.0.deduction' }]);
    expect(finishedAnnotationRefusals([at(0, 3, { criterion: 'content' })], true)).toEqual([]);
  });
});

describe('JS-19 deductions lower the points of their criterion, exactly and never below 0', () => {
  const deduct = (...tenths: (number | null)[]) => tenths.map((deductionTenths) => at(0, 3, { criterion: 'content', deductionTenths }));
  test.each<[string, number, (number | null)[], number, number | undefined]>([
    ['none', 285, [], 285, undefined],
    ['a criterion without a deduction', 285, [null], 285, undefined],
    ['0.1', 285, [1], 284, 285],
    ['several', 285, [5, 10, null, 1], 269, 285],
    ['all that was given', 285, [285], 0, 285],
    ['more than was given', 285, [200, 100], 0, 285],
    ['from 0', 0, [5], 0, 0],
  ])('%s', (_, pointsTenths, tenths, counted, givenTenths) => {
    const [content, practice] = afterDeductions([{ criterion: 'content', pointsTenths }, { criterion: 'practice', pointsTenths: 270 }], deduct(...tenths));
    expect(content).toEqual({ criterion: 'content', pointsTenths: counted, ...(givenTenths === undefined ? {} : { givenTenths }) });
    expect(practice).toEqual({ criterion: 'practice', pointsTenths: 270 });
  });

  test('what was given must lie within the range, however much is deducted', () => {
    const sheet = (content: number) => ({ pointsTenths: null, criterionPoints: afterDeductions([{ criterion: 'content', pointsTenths: content }, { criterion: 'practice', pointsTenths: 270 }], deduct(50)) });
    expect(pointsOf(sheet(300), criteria, 600)).toEqual({ ok: true, value: 520 });
    expect(pointsOf(sheet(301), criteria, 600)).toMatchObject({ ok: false, refusals: [{ code: 'OUT_OF_RANGE', field: 'criterionPoints.0.points' }] });
  });

  test('the points that count never exceed what was given and are never below 0', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 300 }), fc.array(fc.option(fc.integer({ min: 1, max: 300 }))), (given, tenths) => {
      const [content] = afterDeductions([{ criterion: 'content', pointsTenths: given }], deduct(...tenths));
      const sum = tenths.reduce<number>((all, one) => all + (one ?? 0), 0);
      expect(content?.pointsTenths).toBe(sum >= given ? 0 : given - sum);
    }));
  });

  test('annotations are numbered in the order of the text, the wider of two first', () => {
    expect(inOrder([at(5, 6), at(2, 3), at(2, 8)]).map(({ start, end }) => [start, end])).toEqual([[2, 8], [2, 3], [5, 6]]);
  });
});
