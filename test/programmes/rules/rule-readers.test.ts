// No field of a rule document is silent: each is told to people, and each is either acted upon or named as not yet supported.
// Readers are the product's own functions; what they touch is recorded while they run, so that no list can claim what is not so.
import 'reflect-metadata';
import { describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import { nextStep } from '../../../server/appeals/rules/appeals.js';
import { programmeRow } from '../../../server/demo/programmes.js';
import { eligibilityRefusals } from '../../../server/enrolment/rules/eligibility.js';
import { targetOf } from '../../../server/enrolment/rules/participation.js';
import { classPeriodsOf, courseReviewOf } from '../../../server/programmes/rules/course-rules.js';
import { choosingOf, reviewOf, substitutionOf } from '../../../server/programmes/rules/enrolment-days.js';
import { excellenceOf } from '../../../server/programmes/rules/excellence-rules.js';
import { gradingDayOf } from '../../../server/programmes/rules/grading-days.js';
import { eligibilityOf } from '../../../server/programmes/rules/eligibility-rules.js';
import { daysInForce, limitsOf, narrowed } from '../../../server/programmes/rules/office-windows.js';
import { contactDaysOf, runDaysOf } from '../../../server/programmes/rules/programme-replies.js';
import { quotaDaysOf } from '../../../server/programmes/rules/quota-days.js';
import { documentInForce, periodsOf, ruleDocumentSchema, scoringOf, type RuleDocument } from '../../../server/programmes/rules/rule-document.js';
import { statementsOf } from '../../../server/programmes/rules/rule-statements.js';
import { headingOf } from '../../../server/programmes/rules/rule-versions.js';
import { fieldWords, valueWords } from '../../../server/programmes/rules/rule-words.js';
import { derivationOf } from '../../../server/scoring/rules/derivation.js';
import { scoreOf } from '../../../server/scoring/rules/score.js';
import { documentNames, documentOf, type DocumentName } from '../documents.js';

const facts = { learnedSeconds: 1, requiredSeconds: 2, objectiveCorrect: 1, objectiveTotal: 2, assignments: 1, reviewed: 1, reviewTenths: 1, reviewMaximumTenths: 2, excellentAssignments: 1, posts: 1, replies: 1, recommended: 1, liveSessions: 1, offlineActivities: 1 };
const standing = { releasedAt: new Date(0), lastStep: null, answeredAt: null };

/** What runs on a document today, and does not only tell it. */
const acting: ((document: RuleDocument) => unknown)[] = [
  (document) => documentInForce([document], '2999-12-31'),
  programmeRow,
  periodsOf,
  (document) => (document.scoring === undefined ? null : [scoreOf(facts, scoringOf(document)), derivationOf(facts, scoringOf(document))]),
  (document) => quotaDaysOf(document, { startsOn: '2023-09-16', endsOn: '2023-10-05' }),
  (document) => choosingOf(document, { startsOn: '2023-09-16', endsOn: '2023-10-05' }),
  (document) => gradingDayOf(document, { startsOn: '2023-09-16', endsOn: '2023-10-05' }),
  excellenceOf,
  (document) => reviewOf(document, { startsOn: '2023-09-16', endsOn: '2023-10-05' }),
  (document) => substitutionOf(document, { startsOn: '2023-09-16', endsOn: '2023-10-05' }),
  (document) => (choosingOf(document, { startsOn: '2023-09-16', endsOn: '2023-10-05' }) === null ? null : eligibilityRefusals(eligibilityOf(document), { isAtSchool: false, yearsOfSeries: [document.programme.year - 1], exceptions: [] })),
  (document) => limitsOf(document).map((limits) => [limits.level, daysInForce(limits, null), narrowed(document, [limits])]),
  (document) => targetOf(document, 1),
  runDaysOf,
  contactDaysOf,
  (document) => courseReviewOf(document)?.criteria.map(({ name, description }) => [name.zh, name.en, description.zh, description.en]),
  classPeriodsOf,
  (document) => [nextStep(standing, document.appeals ?? null), nextStep({ ...standing, lastStep: 'TUTOR', answeredAt: new Date(0) }, document.appeals ?? null)],
];

/** The leaves that a function takes out of a document: `scoring.passFrom`, `eligibility.0.kind`. */
function readBy(readers: readonly ((document: RuleDocument) => unknown)[], document: RuleDocument): Set<string> {
  const read = new Set<string>();
  const watch = (value: unknown, path: string): unknown => {
    if (typeof value !== 'object' || value === null) {
      if (value !== undefined) read.add(path);
      return value;
    }
    return new Proxy(value, { get: (target, key) => {
      const inside: unknown = Reflect.get(target, key);
      // Methods and lengths of lists are no fields; what a method takes out comes through here again.
      return typeof key === 'symbol' || typeof inside === 'function' || (Array.isArray(target) && key === 'length') ? inside : watch(inside, path === '' ? key : `${path}.${key}`);
    } });
  };
  for (const reader of readers) reader(watch(document, '') as RuleDocument);
  return read;
}

function leavesOf(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inside]) => leavesOf(inside, path === '' ? key : `${path}.${key}`));
}

interface FormatLeaf { path: string; values: readonly string[] | null }

/** Every leaf of the format, with the values that it may take where they are counted; lists as `*`. */
function formatLeaves(schema: z.core.$ZodType, path: string): FormatLeaf[] {
  const { def } = schema._zod as { def: { type: string; shape?: Record<string, z.core.$ZodType>; element?: z.core.$ZodType; innerType?: z.core.$ZodType; options?: z.core.$ZodType[]; entries?: Record<string, string>; values?: unknown[] } };
  if (def.shape) return Object.entries(def.shape).flatMap(([key, inside]) => formatLeaves(inside, path === '' ? key : `${path}.${key}`));
  if (def.element) return formatLeaves(def.element, `${path}.*`);
  if (def.innerType) return formatLeaves(def.innerType, path);
  if (def.options) return def.options.flatMap((option) => formatLeaves(option, path));
  return [{ path, values: def.entries ? Object.values(def.entries) : def.values ? def.values.map(String) : null }];
}

const everyPlace = (path: string) => path.replaceAll(/\.\d+(?=\.|$)/g, '.*');
const format = formatLeaves(ruleDocumentSchema, '');
/** A leaf that can say one thing only decides nothing: the format itself is its reader. */
const isFixed = (path: string) => format.filter((leaf) => leaf.path === everyPlace(path)).every(({ values }) => values?.length === 1);
const isHeading = (path: string) => /^(format|version|effectiveFrom|programme\.|notice\.|unsupported\.)/.test(path);
const isBelow = (path: string, other: string) => path === other || path.startsWith(`${other}.`);

describe.each(documentNames)('JS-19 SH24-01 CB-01 XH-02 SD-01 %s', (name: DocumentName) => {
  const document = documentOf(name);
  const leaves = leavesOf(document, '');

  test('JS-01 every field is told: in the sentences or in the heading', () => {
    const told = readBy([statementsOf, headingOf, programmeRow], document);
    // Codes are names by which clauses of a document call each other; a requirement is told once for a list.
    expect(leaves.filter((path) => !told.has(path) && !/^(format|unsupported\.)/.test(path) && !/\.(requirement|code)$/.test(path))).toEqual([]);
  });

  test('JS-01 every field is acted upon, or named as not yet supported, and never both', () => {
    const acted = readBy(acting, document);
    const isNamed = (path: string) => document.unsupported.some((one) => isBelow(path, one.path));
    expect(leaves.filter((path) => !acted.has(path) && !isNamed(path) && !isHeading(path) && !isFixed(path) && !/\.requirement$/.test(path))).toEqual([]);
    // Which action a window is of is looked at by whoever looks for another one.
    expect([...acted].filter((path) => isNamed(path) && !/\.(requirement|action)$/.test(path))).toEqual([]);
    for (const { path } of document.unsupported) expect(leaves.some((leaf) => isBelow(leaf, path))).toBe(true);
  });

  test('JS-01 every clause names its requirement, and its sentence names the same', () => {
    const read = statementsOf(document);
    expect(read.every(({ requirement }) => /^(JS|SH24|CB|XH|SD)-\d{2}$/.test(requirement))).toBe(true);
    expect(new Set(read.map(({ requirement }) => requirement.split('-')[0])).size).toBe(1);
    for (const { text } of read) {
      // No code, no hole and no missing word shows in a sentence.
      for (const said of [text.zh, text.en]) expect(said).not.toMatch(/undefined|null|NaN|\[object|[A-Z]+_[A-Z]+/);
      expect(text.zh).toMatch(/。$/);
    }
  });
});

test('JS-02 a reader that is taken away is missed: without the one of periods their days stand unread', () => {
  const document = documentOf('js-2023');
  const acted = readBy(acting.filter((reader) => reader !== periodsOf && reader !== classPeriodsOf), document);
  expect(leavesOf(document, '').filter((path) => path.startsWith('periods.') && !acted.has(path))).toContain('periods.firstStart');
});

test('JS-19 the format has no field that none of the five notices fills, but for those named here', () => {
  const filled = new Set(documentNames.flatMap((name) => leavesOf(documentOf(name), '').map(everyPlace)));
  expect(format.map(({ path }) => path).filter((path) => !filled.has(path)).filter((path, index, all) => all.indexOf(path) === index)).toEqual([
    // How large a sample is: the one notice that knows it leaves it to the offices.
    'enrolment.review.sample.percent', 'enrolment.review.sample.atLeast',
    // Periods that follow no rule; the notice with periods has one.
    'periods.list.*.startsOn', 'periods.list.*.endsOn',
    // How many a class takes: no notice says.
    'classes.capacity',
    // A moment may be a date or counted from a period, at either end of a window.
    'windows.*.from.days', 'windows.*.finishFrom.date',
    // No notice weighs the measures that it joins, nor asks a least value of one.
    'assessment.measures.*.weightPercent', 'assessment.measures.*.minimumPercent',
    // JS-20 as data of ours: the notice gives no numbers.
    'excellence.numbers.*.level', 'excellence.numbers.*.count',
  ]);
});

test('JS-19 every field and every value of the format has its words in both languages', () => {
  const keys = new Set(format.flatMap(({ path }) => path.split('.')).filter((key) => key !== '*' && key !== 'zh' && key !== 'en'));
  expect([...keys].filter((key) => fieldWords(key).zh === key)).toEqual([]);
  const values = new Set(format.flatMap((leaf) => leaf.values ?? []).filter((value) => /^[A-Z_]+$/.test(value)));
  expect([...values].filter((value) => valueWords(value).zh === value)).toEqual([]);
});

test('JS-19 no number of a document is a fraction: decimals are text, whole numbers count things', () => {
  for (const name of documentNames) {
    const numbers = (value: unknown): number[] => (typeof value === 'number' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbers) : []);
    expect(numbers(documentOf(name)).filter((one) => !Number.isInteger(one))).toEqual([]);
  }
});
