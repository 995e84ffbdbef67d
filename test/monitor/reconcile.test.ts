// Reconciliation: silent while every derived number is right, and loud about each fault that is planted.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { reconcile, reconcileOnly } from '../../server/reconcile.js';
import { openTestServer, type TestServer } from '../support/test-server.js';
import { WaitingSubmissions, codesOf, goodPoints, handIn, learnerFields, ownSubmissions, returnForRevision, saveDraft, seen, signInAll, submitReview, claim } from '../assignments/grading-acts.js';

let server: TestServer;
beforeAll(async () => { server = await openTestServer(); });
afterAll(() => server.close());

test('JS-18 every derived number of the seeded province is right', async () => {
  expect(await reconcile(server.owner)).toEqual([]);
}, 120_000);

test('JS-18 and still after a day of claims, drafts, gradings, forced ones, returns, new attempts and opinions', async () => {
  const { 周明礼, 许静姝, 裴致远, 林晓岚, 宋怀瑾 } = await signInAll(server, '周明礼', '许静姝', '裴致远', '林晓岚', '宋怀瑾');
  const waiting = new WaitingSubmissions(server);
  for (let item = 0; item < 12; item += 1) {
    const id = await waiting.take();
    await claim(周明礼, { submissionId: id });
    await saveDraft(周明礼, { submissionId: id, expectedDraftVersion: 0, comment: '草稿', criterionPoints: goodPoints.slice(0, 2) });
    if (item % 4 === 0) expect(codesOf(await returnForRevision(周明礼, id, 1, '请补充。'))).toEqual([]);
    else expect(codesOf(await submitReview(周明礼, { submissionId: id, expectedVersion: 1, criterionPoints: goodPoints, isExcellent: item % 3 === 0 }))).toEqual([]);
    if (item % 4 === 1) expect(codesOf(await submitReview(许静姝, { submissionId: id, expectedVersion: 1, points: '41.5', force: true }))).toEqual([]);
    if (item % 4 === 2) expect(codesOf(await submitReview(裴致远, { submissionId: id, expectedVersion: 3, points: '99' }))).toEqual([]);
    if (item % 4 === 3) await 宋怀瑾.sees('mutation ($input: AddOpinionInput!) { addOpinion(input: $input) { refusals { code } } }', { input: { submissionId: id, text: '可作范例。' } });
  }
  const [returned = ''] = await ownSubmissions(server, 'RETURNED');
  const { version } = await seen(林晓岚, returned, learnerFields);
  const again = await handIn(林晓岚, returned, version, '　补充后的正文。\n第二段 with English.', null);
  expect(codesOf(again)).toEqual([]);
  for (const id of await ownSubmissions(server, 'SUBMITTED')) expect(codesOf(await submitReview(周明礼, { submissionId: id, expectedVersion: 1, points: '93' }))).toEqual([]);
  expect(await reconcile(server.owner)).toEqual([]);
}, 120_000);

describe('JS-18 each planted fault is found and named', () => {
  const anyOf = (table: string, condition: string) => `(select ${table === 'result' ? 'enrolment_id' : 'id'} from ${table} where ${condition} order by 1 limit 1)`;
  const released = `state = 'RELEASED' and is_latest`;
  /** What is changed; each in a transaction of its own that is taken back. */
  const faults: [string, string, RegExp][] = [
    ['a point moved from one part to another', `update result set learning_tenths = learning_tenths - 1, objective_tenths = objective_tenths + 1 where enrolment_id = ${anyOf('result', 'learning_tenths > 0')}`, /^result/],
    ['a tenth too much in a total', `update result set interaction_tenths = interaction_tenths + 1, total_tenths = total_tenths + 1 where enrolment_id = ${anyOf('result', 'total_tenths < 900')}`, /^result/],
    ['a verdict given for nothing', `update result set verdict = 'PASS' where enrolment_id = ${anyOf('result', `verdict = 'PENDING'`)}`, /^result|counters/],
    ['a pass that is a fail', `update result set verdict = 'FAIL' where enrolment_id = ${anyOf('result', `verdict = 'PASS'`)}`, /^result|counters/],
    ['a result that is gone', `delete from result where enrolment_id = (select enrolment_id from submission where ${released} order by id limit 1)`, /^result: missing|counters/],
    ['a review whose points were changed', `update review set points_tenths = points_tenths - 40 where id = (select last_review_id from submission where ${released} order by id limit 1)`, /^result/],
    ['learning time that was added', `update learning_record set seconds = seconds + 600 where id = ${anyOf('learning_record', 'true')}`, /counters|^result/],
    ['one objective item more', `update objective_result set correct_items = correct_items - 1 where enrolment_id = (select enrolment_id from objective_result where correct_items > 0 order by 1 limit 1)`, /^result/],
    ...['enrolled', 'submitted', 'released', 'total_tenths_sum', 'online_seconds'].map((counter): [string, string, RegExp] => [`a counter that is one too high: ${counter}`, `update school_indicator set ${counter} = ${counter} + 1 where (period_id, school_id) = (select period_id, school_id from school_indicator order by 1, 2 limit 1)`, /counters/]),
    ...['participating', 'graded', 'passed'].map((counter): [string, string, RegExp] => [`a counter that is one too low: ${counter}`, `update school_indicator set ${counter} = ${counter} - 1 where (period_id, school_id) = (select period_id, school_id from school_indicator where ${counter} > 0 order by 1, 2 limit 1)`, /counters/]),
    ['counters of a school that are gone', 'delete from school_indicator where (period_id, school_id) = (select period_id, school_id from school_indicator where enrolled > 0 order by 1, 2 limit 1)', /counters/],
    ['counters of a school that has nobody', `insert into school_indicator (period_id, school_id, enrolled) select 9, id, 1 from office where level = 'SCHOOL' order by id limit 1`, /counters/],
    ...['learning_record', 'interaction_record', 'submission'].map((table): [string, string, RegExp] => [`a copied school that differs: ${table}`, `update ${table} set school_id = school_id - 1 where id = ${anyOf(table, 'true')}`, new RegExp(`^${table}: copied keys`)]),
    ...['objective_result', 'result'].map((table): [string, string, RegExp] => [`a copied class that differs: ${table}`, `update ${table} set class_id = class_id + 1 where enrolment_id = (select min(enrolment_id) from ${table})`, new RegExp(`^${table}: copied keys`)]),
    ...['review', 'submission_event'].map((table): [string, string, RegExp] => [`a copied person that differs: ${table}`, `update ${table} set person_id = person_id + 1 where id = ${anyOf(table, 'true')}`, new RegExp(`^${table}: copied keys`)]),
    ['a last review that is missing', `update submission set last_review_id = null where id = ${anyOf('submission', released)}`, /the last review/],
    ['a last review of another submission', `update submission set last_review_id = (select max(id) from review) where id = ${anyOf('submission', released)}`, /the last review/],
    ['two latest attempts', `insert into submission select (jsonb_populate_record(s, jsonb_build_object('id', 900000001, 'attempt', s.attempt + 1, 'state', 'SUBMITTED', 'last_review_id', null))).* from submission s where id = ${anyOf('submission', 'true')}`, /one latest attempt/],
    ['no latest attempt', `update submission set is_latest = false where id = ${anyOf('submission', 'true')}`, /one latest attempt/],
    ['a state without its record', `update submission set state = 'SCORED' where id = ${anyOf('submission', `state = 'SUBMITTED' and is_latest`)}`, /state and its records/],
    ['a character count', `update submission set character_count = character_count + 1 where id = ${anyOf('submission', 'true')}`, /character count/],
    ['a text that was changed behind the count', `update submission set text = text || '改' where id = ${anyOf('submission', 'true')}`, /character count/],
    ['a deduction that was not subtracted', `update review set annotations = '[{"start": 0, "end": 1, "quote": "一", "comment": "好。", "criterion": "content", "deductionTenths": 5}]' where id = ${anyOf('review', 'jsonb_array_length(criterion_points) > 0')}`, /points after deductions/],
    ['a submission that forgot that it is anonymous', `update submission set is_anonymous = not is_anonymous where id = ${anyOf('submission', 'true')}`, /anonymous as its assignment/],
    ['two learners under one number', `update submission s set learner_number = (select o.learner_number from submission o where o.class_id = s.class_id and o.assignment_id = s.assignment_id and o.id <> s.id order by o.id limit 1) where id = ${anyOf('submission', 'true')}`, /one number a learner/],
    ['an office whose path leads elsewhere', `update office set path = '/1/' || id || '/' where id = (select max(id) from office)`, /^office/],
    ['an office whose county is its city', `update office set county_id = city_id where id = (select max(id) from office where city_id is not null)`, /^office/],
    ['an office that has ended without a record', `update office set state = 'CLOSED', closed_on = '2023-09-01' where id = (select max(id) from office)`, /office: state and its records/],
    ['people at an office that has ended', `update office set state = 'CLOSED', closed_on = '2023-09-01' where id = (select min(office_id) from person where office_id > 1)`, /office: nobody and nothing open/],
    ['a name that no record gave', `insert into office_change (kind, state, office_id, effective_on, reason, name_before, name_after, by_name, recorded_at) select 'RENAME', 'APPLIED', id, '2023-09-01', '文件', name, name || '（新）', '某人', now() from office where level = 'SCHOOL' order by id limit 1`, /office: name and its records/],
    ['a rule whose weights were changed afterwards', `update programme_rule set document = jsonb_set(document, '{scoring,learningTime,points}', '"49"')`, /^result/],
  ];

  test.each(faults)('JS-18 %s', async (_, statement, expected) => {
    const differences = await withFault(server.owner, statement, expected);
    expect(differences.length).toBeGreaterThan(0);
    for (const difference of differences) expect(difference.stored).not.toBe(difference.recomputed);
  }, 60_000);

  /** What is found by the checks that should find it: each takes its time, and the others were asked above. */
  async function withFault(owner: pg.Client, statement: string, name: RegExp): Promise<Awaited<ReturnType<typeof reconcile>>> {
    // Inside a transaction `begin` and `rollback` of the checks would end it: they become a savepoint's.
    await owner.query('begin isolation level repeatable read');
    try {
      await owner.query(`set local session_replication_role = 'replica'`);
      expect((await owner.query(statement)).rowCount).toBeGreaterThan(0);
      const inside = { query: async (text: string) => (/^(begin|rollback)/.test(text) ? { rows: [] } : owner.query(text)) };
      return await reconcileOnly(inside as unknown as pg.Client, name);
    } finally {
      await owner.query('rollback');
    }
  }

  test('JS-18 a difference names the record, what stands there and what should', async () => {
    const { rows } = await server.owner.query<{ id: string }>(`select id from submission order by id limit 1`);
    const [difference] = await withFault(server.owner, `update submission set character_count = 7 where id = ${rows[0]?.id}`, /character count/);
    expect(difference).toMatchObject({ what: 'submission: character count', key: rows[0]?.id, stored: '7' });
    expect(Number(difference?.recomputed)).toBeGreaterThan(600);
  });
});
