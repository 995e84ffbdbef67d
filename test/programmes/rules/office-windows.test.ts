import { expect, test } from '@jest/globals';
import { daysInForce, limitsOf, narrowed, settingRefusals, type Days } from '../../../server/programmes/rules/office-windows.js';
import { parseRuleDocument } from '../../../server/programmes/rules/rule-document.js';
import { documentOf, edited } from '../documents.js';

const sd = documentOf('sd-2023');
const limits = limitsOf(sd).find(({ action }) => action === 'CHOOSING') ?? (() => { throw new Error('no window of choosing'); })();
const days = (from: string | null, until: string): Days => ({ from, until });

test('SD-04 Shandong leaves choosing and learning to its cities, and nothing else', () => {
  expect(limitsOf(sd)).toEqual([{ action: 'CHOOSING', requirement: 'SD-04', level: 'CITY', from: '2023-08-11', until: '2023-09-15' }, { action: 'LEARNING', requirement: 'SD-04', level: 'CITY', from: '2023-08-15', until: '2023-12-31' }]);
  expect(limitsOf(documentOf('js-2023'))).toEqual([]);
});

test.each<[string, Days, Days & { fit: string }]>([
  ['both borders', days('2023-08-11', '2023-09-15'), { ...days('2023-08-11', '2023-09-15'), fit: 'WHOLE' }],
  ['days inside', days('2023-08-15', '2023-09-10'), { ...days('2023-08-15', '2023-09-10'), fit: 'WHOLE' }],
  ['a first day before a new limit', days('2023-08-10', '2023-09-10'), { ...days('2023-08-11', '2023-09-10'), fit: 'PART' }],
  ['a last day after a new limit', days('2023-08-15', '2023-09-16'), { ...days('2023-08-15', '2023-09-15'), fit: 'PART' }],
  ['no first day where there is one now', days(null, '2023-09-10'), { ...days('2023-08-11', '2023-09-10'), fit: 'PART' }],
  ['one day in common', days('2023-09-15', '2023-09-20'), { ...days('2023-09-15', '2023-09-15'), fit: 'PART' }],
  ['no day in common: the limits hold, and nobody is shut out', days('2023-09-16', '2023-09-20'), { ...days('2023-08-11', '2023-09-15'), fit: 'NOTHING' }],
])('SD-04 what a city set holds inside the rules: %s', (_, own, holds) => { expect(daysInForce(limits, own)).toEqual(holds); });

test('SD-04 a window of which the rules name no first day may have one or none', () => {
  const open = { ...limits, from: null };
  expect(daysInForce(open, days('2023-08-20', '2023-09-10'))).toEqual({ ...days('2023-08-20', '2023-09-10'), fit: 'WHOLE' });
  expect(daysInForce(open, days(null, '2023-09-20'))).toEqual({ ...days(null, '2023-09-15'), fit: 'PART' });
  expect(daysInForce(open, null)).toEqual({ ...days(null, '2023-09-15'), fit: 'WHOLE' });
});

const before = '2023-08-10';
test.each<[present: Days, today: string, wanted: Days, fields: string[]]>([
  [limits, before, days('2023-08-11', '2023-09-15'), []],
  [limits, before, days('2023-08-10', '2023-09-15'), ['from']],
  [limits, before, days('2023-08-11', '2023-09-16'), ['until']],
  [limits, before, days('2023-08-10', '2023-09-16'), ['from', 'until']],
  [limits, before, days(null, '2023-09-15'), ['from']],
  [limits, before, days('2023-09-10', '2023-09-10'), []],
  [limits, before, days('2023-09-11', '2023-09-10'), ['until']],
  // On its first day it has begun: whoever chose in the morning stays inside.
  [limits, '2023-08-11', days('2023-08-12', '2023-09-15'), ['from']],
  [limits, '2023-08-11', days('2023-08-11', '2023-08-11'), []],
  [limits, '2023-08-20', days('2023-08-11', '2023-08-19'), ['until']],
  [limits, '2023-08-20', days('2023-08-11', '2023-08-20'), []],
  // What a city has set and has begun may begin earlier, not later.
  [days('2023-08-15', '2023-09-10'), '2023-08-20', days('2023-08-14', '2023-09-10'), []],
  [days('2023-08-15', '2023-09-10'), '2023-08-20', days('2023-08-16', '2023-09-10'), ['from']],
  // After its end it may be opened again, and not be cut.
  [days('2023-08-15', '2023-09-10'), '2023-09-11', days('2023-08-15', '2023-09-09'), ['until']],
  [days('2023-08-15', '2023-09-10'), '2023-09-11', days('2023-08-15', '2023-09-15'), []],
  [days('2023-08-15', '2023-09-10'), '2023-08-14', days('2023-08-20', '2023-08-21'), []],
])('SD-04 a city with %j sets on %s %j: refused are %j', (present, today, wanted, fields) => {
  const refusals = settingRefusals(limits, present, wanted, today);
  expect(refusals.map(({ code, field, requirement }) => [code, field, requirement])).toEqual(fields.map((field) => ['OUT_OF_RANGE', field, 'SD-04']));
});

test('SD-04 the document that holds for a city has its days, and every other window as it was', () => {
  const held = narrowed(sd, [{ action: 'CHOOSING', level: 'CITY', from: '2023-08-15', until: '2023-09-10' }, { action: 'LEARNING', level: 'COUNTY', from: '2023-09-01', until: '2023-09-02' }, { action: 'GUIDANCE', level: 'CITY', from: '2023-09-01', until: '2023-09-02' }]);
  const changed = (held.windows ?? []).flatMap((window, index) => (JSON.stringify(window) === JSON.stringify(sd.windows?.[index]) ? [] : [window]));
  expect(changed).toEqual([{ requirement: 'SD-04', action: 'CHOOSING', narrowedBy: 'CITY', from: { anchor: 'DATE', date: '2023-08-15' }, until: { anchor: 'DATE', date: '2023-09-10' } }]);
  // A row of a version that left it to cities means nothing once the rules do not.
  const js = documentOf('js-2023');
  expect(narrowed(js, [{ action: 'ENROLMENT', level: 'CITY', from: null, until: '2023-09-10' }])).toEqual(js);
});

test.each([['2023-08-16', '2023-08-16'], ['2023-08-15', null], ['2023-09-11', null]])('SD-04 enrolment finished from %s on is so for a city from 15 August to 10 September: %s', (date, finish) => {
  const document = parseRuleDocument(edited('sd-2023', 'windows.2.finishFrom', { anchor: 'DATE', date }));
  const window = narrowed(document, [{ action: 'CHOOSING', level: 'CITY', from: '2023-08-15', until: '2023-09-10' }]).windows?.[2];
  expect(window?.finishFrom ?? null).toEqual(finish === null ? null : { anchor: 'DATE', date: finish });
});

test.each([
  ['windows.1.narrowedBy', 'js-2023', 'only days of the calendar are set by offices'],
  ['windows.0.narrowedBy', 'js-2023', 'the same for all offices'],
  ['windows.1.narrowedBy', 'sd-2023', 'the same for all offices'],
] as const)('SD-04 %s of %s is a fault: %s', (path, name, fault) => { expect(() => parseRuleDocument(edited(name, path, 'CITY'))).toThrow(fault); });
