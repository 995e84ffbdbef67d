// Idempotency of enrolment and quotas (I1, I2): each key many times at once has one effect and one answer; another body under it is refused;
// another person's key is another key.
import { randomUUID } from 'node:crypto';
import { globalId, keyOf } from '../../server/kernel/ids.js';
import { office, period, programmeId } from '../quotas/quota-acts.js';
import type { Actor, TestServer } from '../support/test-server.js';
import { hire, type Teacher } from './choosing-acts.js';
import { administratorsOf, newClasses, seatsForAll, waitingTeachers } from './rush-scene.js';
import { substitutionDocument, withdrawalDocument } from './withdrawal-acts.js';

export interface CopyOrder { server: TestServer; county: Actor; countyId: number; schoolId: number; periodId: number; keys: number; copies: number }
export interface CopyReport { faults: string[]; keys: number; answers: number; reused: number }

interface Act { name: string; by: Actor; document: string; input: Record<string, unknown>; other: Record<string, unknown>; effects(): Promise<number> }

const refusals = 'refusals { code }';
const enrolDocument = `mutation ($input: EnrolLearnersInput!) { enrolLearners(input: $input) { outcomes { personId enrolmentId ${refusals} } ${refusals} } }`;
const chooseDocument = `mutation ($input: ChooseClassInput!) { chooseClass(input: $input) { chosenAt ${refusals} } }`;
const sheetDocument = `mutation ($input: SaveQuotaSheetInput!) { saveQuotaSheet(input: $input) { moved { handedDown takenBack cells } ${refusals} } }`;

export async function manyCopies({ server, county, countyId, schoolId, periodId, keys, copies }: CopyOrder): Promise<CopyReport> {
  const report: CopyReport = { faults: [], keys: 0, answers: 0, reused: 0 };
  const [administrator, second] = (await administratorsOf(server, schoolId, 2)) as [Actor, Actor];
  const count = async (statement: string, values: unknown[]) => Number((await server.owner.query<{ n: string }>(`select count(*) as n from ${statement}`, values)).rows[0]?.n);
  const makers: (() => Promise<Act>)[] = [
    async () => {
      const [one, other] = await waitingTeachers(server, schoolId, periodId, 2);
      await seatsForAll(server, schoolId, periodId, 4);
      return { name: 'enrolLearners', by: administrator, document: enrolDocument, input: { classId: one?.classId, personIds: [one?.personId] }, other: { classId: other?.classId, personIds: [other?.personId] }, effects: () => count('enrolment where person_id = $1', [keyOf('Person', one?.personId ?? '')]) };
    },
    async () => {
      const ids = await enrolledPair();
      return { name: 'withdrawEnrolment', by: administrator, document: withdrawalDocument, input: { enrolmentId: globalId('Enrolment', ids[0]), expectedVersion: 1, reason: '病假。' }, other: { enrolmentId: globalId('Enrolment', ids[1]), expectedVersion: 1, reason: '病假。' }, effects: () => count("quota_entry where enrolment_id = $1 and kind = 'RETURNED'", [ids[0]]) };
    },
    async () => {
      const ids = await enrolledPair();
      const [comes] = (await hire(server, schoolId, 1)) as [Teacher];
      const input = { enrolmentId: globalId('Enrolment', ids[0]), personId: comes.id, expectedVersion: 1, reason: '临时调整工作。' };
      return { name: 'substituteLearner', by: administrator, document: substitutionDocument, input, other: { ...input, enrolmentId: globalId('Enrolment', ids[1]) }, effects: () => count('enrolment where replaces_id = $1', [ids[0]]) };
    },
    async () => {
      const [teacher] = (await hire(server, schoolId, 1)) as [Teacher];
      const [one = 0, other = 0] = await newClasses(server, periodId, 2);
      return { name: 'chooseClass', by: teacher.actor, document: chooseDocument, input: { classId: globalId('TrainingClass', one) }, other: { classId: globalId('TrainingClass', other) }, effects: () => count('course_choice where class_id = $1', [one]) };
    },
    async () => {
      await seatsForAll(server, schoolId, periodId, 4);
      const { rows: [held] } = await server.owner.query<{ received: number; version: number }>('select received, version from quota where office_id = $1 and period_id = $2', [schoolId, periodId]);
      const before = await count("quota_entry where office_id = $1 and kind = 'TAKEN_BACK'", [schoolId]);
      const input = (seats: number) => ({ programmeId, officeId: office(countyId), reason: '统筹使用。', cells: [{ officeId: office(schoolId), periodId: period(periodId), seats, expectedVersion: held?.version ?? 0 }] });
      return { name: 'saveQuotaSheet', by: county, document: sheetDocument, input: input((held?.received ?? 0) - 1), other: input((held?.received ?? 0) - 2), effects: async () => (await count("quota_entry where office_id = $1 and kind = 'TAKEN_BACK'", [schoolId])) - before };
    },
  ];

  async function enrolledPair(): Promise<[number, number]> {
    const waiting = await waitingTeachers(server, schoolId, periodId, 2);
    await seatsForAll(server, schoolId, periodId, 4);
    const ids: number[] = [];
    for (const { classId, personId } of waiting) ids.push(keyOf('Enrolment', (await administrator.sees(enrolDocument, { input: { classId, personIds: [personId] } })).enrolLearners.outcomes[0].enrolmentId) ?? 0);
    return ids as [number, number];
  }
  const sent = async ({ name, document }: Act, by: Actor, input: Record<string, unknown>): Promise<{ text: string; codes: string }> => {
    const answer = await by.ask<Record<string, { refusals: { code: string }[] }>>(document, { input });
    return { text: JSON.stringify(answer.errors.length > 0 ? answer.errors : answer.data), codes: answer.errors.length > 0 ? `! ${answer.text}` : answer.data[name]?.refusals.map(({ code }) => code).join() ?? '' };
  };

  for (let round = 0; round < keys; round += 1) {
    const act = await (makers[round % makers.length] as () => Promise<Act>)();
    const idempotencyKey = randomUUID();
    const answers = await Promise.all(Array.from({ length: copies }, () => sent(act, act.by, { ...act.input, idempotencyKey })));
    report.keys += 1;
    report.answers += answers.length;
    if (new Set(answers.map(({ text }) => text)).size !== 1 || answers[0]?.codes !== '') report.faults.push(`${act.name}: ${[...new Set(answers.map(({ text }) => text))].slice(0, 3).join(' | ')}`);
    const effects = await act.effects();
    if (effects !== 1) report.faults.push(`${act.name}: ${effects} effects of one key`);
    const other = await sent(act, act.by, { ...act.other, idempotencyKey });
    if (other.codes === 'IDEMPOTENCY_KEY_REUSED') report.reused += 1;
    else report.faults.push(`${act.name}: another body under the key: ${other.codes || 'done'}`);
    // The same key of another person is a key of her own: her act is looked at by itself.
    if (act.by !== administrator) continue;
    const hers = await sent(act, second, { ...act.other, idempotencyKey });
    if (hers.codes === 'IDEMPOTENCY_KEY_REUSED' || hers.codes.startsWith('!')) report.faults.push(`${act.name}: another person's key: ${hers.codes}`);
  }
  return report;
}
