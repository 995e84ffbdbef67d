// The life of a programme as a table: no dead ends, nobody skips the steering group, and each act says what it lacks.
import { describe, expect, test } from '@jest/globals';
import { flawsOf, nextState } from '../../../server/kernel/state-machine.js';
import { movedBy, programmeActs, programmeLife, programmeStates, publicStates, takingPartRefusals, type LifeFacts, type ProgrammeAct, type ProgrammeState } from '../../../server/programmes/rules/programme-life.js';
import { fileNameOf, fileTypeOf, isWritable, namingRefusals, textKinds } from '../../../server/programmes/rules/programme-parts.js';
import { contactRefusals, replyRefusals } from '../../../server/programmes/rules/programme-replies.js';
import { tasksOf, type TaskFacts } from '../../../server/programmes/rules/programme-tasks.js';

const ready: LifeFacts = { hasNeeds: true, hasPlan: true, hasNotice: true, approvers: 1, hasRuleInForce: true, contacts: 1 };
const codes = (outcome: ReturnType<typeof movedBy>) => ('to' in outcome ? outcome.to : outcome.refusals.map(({ code, field }) => `${code}${field === null ? '' : ` ${field}`}`).join(', '));

describe('JS-09 the life of a programme', () => {
  test('JS-09 every state is reached and leads on, but the two in which it ends', () => {
    expect(flawsOf(programmeLife)).toEqual([]);
  });

  const way: Record<ProgrammeState, Partial<Record<ProgrammeAct, ProgrammeState>>> = {
    DRAFT: { SUBMIT: 'IN_REVIEW', CANCEL: 'CANCELLED' }, IN_REVIEW: { RECALL: 'DRAFT', APPROVE: 'APPROVED', RETURN: 'RETURNED' }, RETURNED: { SUBMIT: 'IN_REVIEW', CANCEL: 'CANCELLED' },
    APPROVED: { PUBLISH: 'PUBLISHED', RECALL: 'DRAFT', CANCEL: 'CANCELLED' }, PUBLISHED: { START: 'RUNNING' }, RUNNING: { ASSESS: 'ASSESSED' }, ASSESSED: { ARCHIVE: 'ARCHIVED' }, ARCHIVED: {}, CANCELLED: {},
  };
  test.each(programmeStates.flatMap((state) => programmeActs.map((act) => [state, act, way[state][act] ?? 'NOT_ALLOWED_IN_STATE'] as const)))('JS-09 %s by %s: %s', (state, act, outcome) => {
    expect(codes(movedBy(state, act, ready, '理由。'))).toBe(outcome);
  });

  test('JS-09 nothing comes to be seen by everybody without the steering group\'s approval', () => {
    // Without APPROVE no public state can be reached from the first one.
    const reached = new Set<ProgrammeState>([programmeLife.initial]);
    for (const state of reached) for (const act of programmeActs) if (act !== 'APPROVE') reached.add(nextState(programmeLife, state, act) ?? state);
    expect(publicStates.filter((state) => reached.has(state))).toEqual([]);
  });

  test.each<[ProgrammeState, ProgrammeAct, Partial<LifeFacts>, string, string]>([
    ['DRAFT', 'SUBMIT', { hasNeeds: false, hasPlan: false, approvers: 0 }, '', 'INCOMPLETE needs, INCOMPLETE plan, INCOMPLETE steeringGroup'],
    ['DRAFT', 'SUBMIT', { hasNotice: false, contacts: 0, hasRuleInForce: false }, '', 'IN_REVIEW'],
    ['IN_REVIEW', 'RETURN', {}, '  ', 'EMPTY reason'],
    ['IN_REVIEW', 'APPROVE', {}, '', 'APPROVED'],
    ['IN_REVIEW', 'APPROVE', {}, '好'.repeat(2_000), 'APPROVED'],
    ['IN_REVIEW', 'APPROVE', {}, '好'.repeat(2_001), 'TOO_LONG reason'],
    ['APPROVED', 'PUBLISH', { hasNotice: false, contacts: 0, hasRuleInForce: false }, '', 'INCOMPLETE notice, INCOMPLETE contacts, INCOMPLETE rules'],
    ['APPROVED', 'PUBLISH', { hasRuleInForce: false }, '', 'INCOMPLETE rules'],
    ['DRAFT', 'CANCEL', { hasPlan: false }, '', 'EMPTY reason'],
    ['RUNNING', 'ASSESS', {}, '', 'EMPTY reason'],
    ['PUBLISHED', 'START', {}, '', 'RUNNING'],
  ])('JS-10 %s by %s with %j: %s → %s', (state, act, facts, reason, outcome) => {
    expect(codes(movedBy(state, act, { ...ready, ...facts }, reason))).toBe(outcome);
  });

  test.each(programmeStates.map((state) => [state, ['PUBLISHED', 'RUNNING', 'ASSESSED'].includes(state)] as const))('JS-05 people take part while it is %s: %s', (state, isOpen) => {
    expect(takingPartRefusals(state).length === 0).toBe(isOpen);
  });

  test.each<[ProgrammeState, string]>([['DRAFT', 'NEEDS PLAN FOR_LOWER_OFFICES NOTICE'], ['IN_REVIEW', ''], ['RETURNED', 'NEEDS PLAN FOR_LOWER_OFFICES NOTICE'], ['APPROVED', 'NOTICE'], ['PUBLISHED', 'NOTICE'], ['RUNNING', 'NOTICE'], ['ASSESSED', ''], ['ARCHIVED', ''], ['CANCELLED', '']])('JS-09 while it is %s one writes %s', (state, kinds) => {
    expect(textKinds.filter((kind) => isWritable(kind, state)).join(' ')).toBe(kinds);
  });
});

describe('JS-10 what a programme is made of', () => {
  test.each([
    ['S20240304', '课程', 2023, ''], ['S20240304', '课程', 2025, ''], ['S20240304', '课程', 2022, 'year'], ['S20240304', '课程', 2026, 'year'], ['AB', '课程', 2023, 'code'], ['ABC', '课程', 2023, ''], ['s20240304', '课程', 2023, 'code'],
    ['A'.repeat(24), '课程', 2023, ''], ['A'.repeat(25), '课程', 2023, 'code'], ['S1-2', ' ', 2023, 'name'], ['S1-2', '课'.repeat(80), 2023, ''], ['S1-2', '课'.repeat(81), 2023, 'name'],
  ])('JS-10 %s %s %i: %s', (code, name, year, fields) => {
    expect(namingRefusals({ code, name, year }, 2023).map(({ field }) => field).join(' ')).toBe(fields);
  });

  test.each([
    ['通知.pdf', '25504446', 'application/pdf'], ['通知.PDF', '25504446', 'application/pdf'], ['通知.pdf', '504b0304', null], ['表.xlsx', '504b0304', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'], ['页.html', '3c68746d', null],
    ['图.svg', '3c737667', null], ['图.jpeg', 'ffd8ffe0', 'image/jpeg'], ['pdf', '25504446', null],
  ])('JS-10 a download %s that begins with %s is %s', (name, head, type) => {
    expect(fileTypeOf(name, Buffer.from(head, 'hex'))).toBe(type);
  });

  test.each([['a/b\\通知.pdf', '通知.pdf'], ['通\r\n知<>.pdf', '通知.pdf'], [`${'长'.repeat(200)}.docx`, `${'长'.repeat(95)}.docx`]])('JS-10 the name %j is kept as %s', (given, kept) => {
    expect(fileNameOf(given)).toBe(kept);
  });
});

describe('SD-10 SH24-05 what the offices below answer', () => {
  const asked = { state: 'PUBLISHED' as ProgrammeState, isAddressed: true, today: '2023-09-10' };
  test.each<[string, Parameters<typeof replyRefusals>[0], 'JOINS' | 'DECLINES', string, string]>([
    ['on the last day', { ...asked, until: '2023-09-10' }, 'JOINS', '方案', ''],
    ['the day after', { ...asked, until: '2023-09-09' }, 'JOINS', '方案', 'WINDOW_CLOSED'],
    ['with no plan', { ...asked, until: '2023-09-30' }, 'JOINS', ' ', 'EMPTY'],
    ['with no reason', { ...asked, until: '2023-09-30' }, 'DECLINES', '', 'EMPTY'],
    ['with 5000 characters', { ...asked, until: '2023-09-30' }, 'JOINS', '字'.repeat(5_000), ''],
    ['with 5001', { ...asked, until: '2023-09-30' }, 'JOINS', '字'.repeat(5_001), 'TOO_LONG'],
    ['where nobody is asked', { ...asked, until: null }, 'JOINS', '方案', 'NOT_ALLOWED'],
    ['from two levels below', { ...asked, isAddressed: false, until: '2023-09-30' }, 'JOINS', '方案', 'NOT_ENTITLED'],
    ['while it runs', { ...asked, state: 'RUNNING', until: '2023-09-30' }, 'DECLINES', '原因', ''],
    ['when it is assessed', { ...asked, state: 'ASSESSED', until: '2023-09-30' }, 'JOINS', '方案', 'NOT_ALLOWED_IN_STATE'],
  ])('SD-10 an answer %s', (_, standing, answer, plan, code) => {
    expect(replyRefusals(standing, answer, plan).map((one) => one.code).join(' ')).toBe(code);
  });

  test.each<[string, string | null, string, string]>([['on the last day', null, '2023-09-10', ''], ['the day after', null, '2023-09-09', 'WINDOW_CLOSED'], ['on the first day', '2023-09-10', '2023-09-30', ''], ['the day before', '2023-09-11', '2023-09-30', 'WINDOW_CLOSED']])('SH24-05 a contact %s', (_, from, until, code) => {
    expect(contactRefusals(asked, { from, until, requirement: 'SH24-05' }).map((one) => one.code).join(' ')).toBe(code);
  });

  const nothing: TaskFacts = { state: 'PUBLISHED', isOrganiser: false, isSteering: false, isAddressed: false, joinUntil: '2023-09-30', hasReplied: false, hasNamedContacts: false, contactDays: { from: null, until: '2023-09-20', requirement: 'SH24-05' }, runsUntil: '2023-12-05' };
  test.each<[Partial<TaskFacts>, string, string]>([
    [{}, '2023-09-10', ''],
    [{ isAddressed: true }, '2023-09-10', 'REPLY 2023-09-30, NAME_CONTACTS 2023-09-20'],
    [{ isAddressed: true, hasReplied: true, hasNamedContacts: true }, '2023-09-10', ''],
    [{ isAddressed: true }, '2023-09-20', 'REPLY 2023-09-30, NAME_CONTACTS 2023-09-20'],
    [{ isAddressed: true }, '2023-09-21', 'REPLY 2023-09-30'],
    [{ isAddressed: true }, '2023-10-01', ''],
    [{ isSteering: true, state: 'IN_REVIEW' }, '2023-09-10', 'APPROVE'],
    [{ isOrganiser: true, state: 'IN_REVIEW' }, '2023-09-10', ''],
    [{ isOrganiser: true, state: 'RETURNED' }, '2023-09-10', 'REVISE'],
    [{ isOrganiser: true, state: 'APPROVED' }, '2023-09-10', 'PUBLISH'],
    [{ isOrganiser: true, state: 'RUNNING' }, '2023-12-05', ''],
    [{ isOrganiser: true, state: 'RUNNING' }, '2023-12-06', 'ASSESS'],
  ])('JS-10 with %j on %s the day begins with: %s', (facts, today, tasks) => {
    expect(tasksOf({ ...nothing, ...facts }, today).map(({ kind, until }) => (until === null ? kind : `${kind} ${until}`)).join(', ')).toBe(tasks);
  });
});
