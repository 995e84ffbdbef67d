import { describe, expect, test } from '@jest/globals';
import { filledForm, levelIndex, problemsOf, scoreInput, totalOf, type Assignment, type ReviewForm } from '../../../admin/assignments/review-form.js';

const level = (name: string, points: string): { name: string; description: string; points: string } => ({ name, description: '', points });
const criterion = (key: string, maximumPoints: string, ...points: string[]): Assignment['rubric']['criteria'][number] => ({
  key, name: key, description: '', maximumPoints, levels: points.map((one, index) => level(String(index), one)),
});
const assignment = {
  id: 'a', title: '教学设计', prompt: '', maximumPoints: '100', releaseOnSubmit: true,
  rubric: { version: 1, criteria: [criterion('content', '60', '58', '50', '40', '30'), criterion('style', '40', '38', '30', '25', '20')] },
} as unknown as Assignment;
const withoutRubric = { ...assignment, rubric: { ...assignment.rubric, criteria: [] } };

const form = (part: Partial<ReviewForm> = {}): ReviewForm => ({ mode: 'rubric', points: '', criterionPoints: {}, comment: '', isExcellent: false, annotations: [], ...part });

describe('JS-17 the review form', () => {
  test.each([
    ['nothing scored', form(), null],
    ['one criterion', form({ criterionPoints: { content: '50.5' } }), '50.5'],
    ['all criteria', form({ criterionPoints: { content: '50.5', style: '30.5' } }), '81'],
    ['an impossible one does not count', form({ criterionPoints: { content: '61', style: '30' } }), '30'],
    ['points alone', form({ mode: 'points', points: '88.5' }), '88.5'],
    ['half a number', form({ mode: 'points', points: '88.' }), null],
  ])('JS-17 the total with %s', (_, given, total) => {
    expect(totalOf(given, assignment)).toBe(total);
  });

  test.each([
    ['rubric: what is complete', form({ criterionPoints: { content: ' 50 ', style: 'x' } }), { points: null, criterionPoints: [{ criterion: 'content', points: '50' }], annotations: [] }],
    ['rubric: never the points of the other mode', form({ points: '90' }), { points: null, criterionPoints: [], annotations: [] }],
    ['points: never the criteria', form({ mode: 'points', points: '90', criterionPoints: { content: '50' } }), { points: '90', criterionPoints: [], annotations: [] }],
    ['points: nothing impossible', form({ mode: 'points', points: '100.5' }), { points: null, criterionPoints: [], annotations: [] }],
  ])('JS-17 what is sent: %s', (_, given, sent) => {
    expect(scoreInput(given, assignment)).toEqual(sent);
  });

  test('JS-17 what stands against handing in is named criterion by criterion', () => {
    expect(problemsOf(form({ criterionPoints: { content: '61' } }), assignment)).toMatchObject({ missing: [{ key: 'style' }], outOfRange: [{ key: 'content' }], arePointsMissing: false });
    expect(problemsOf(form({ criterionPoints: { content: '60', style: '0' } }), assignment)).toBeNull();
    expect(problemsOf(form({ mode: 'points' }), assignment)).toMatchObject({ missing: [], arePointsMissing: true, arePointsOutOfRange: false });
    expect(problemsOf(form({ mode: 'points', points: '100.01' }), assignment)).toMatchObject({ arePointsMissing: false, arePointsOutOfRange: true });
  });

  test('JS-17 a draft comes back as it was: its mode, its points, its comment, its mark', () => {
    expect(filledForm(null, assignment)).toEqual(form());
    expect(filledForm(null, withoutRubric).mode).toBe('points');
    expect(filledForm({ points: '91.5', criterionPoints: [], annotations: [], comment: '好', isExcellent: true }, assignment)).toEqual(form({ mode: 'points', points: '91.5', comment: '好', isExcellent: true }));
    expect(filledForm({ points: null, criterionPoints: [{ criterion: 'content', beforeDeductions: '50' }], annotations: [], comment: '', isExcellent: false }, assignment)).toEqual(form({ criterionPoints: { content: '50' } }));
  });

  test.each([['58', 0], ['60', 0], ['57.9', 0], ['50.1', 0], ['50', 1], ['40', 2], ['30', 3], ['0', 3], ['61', -1], ['', -1], ['x', -1]] as const)('JS-17 %j points lie in level %j', (points, index) => {
    expect(levelIndex(assignment.rubric.criteria[0] as Assignment['rubric']['criteria'][number], points)).toBe(index);
  });
});
