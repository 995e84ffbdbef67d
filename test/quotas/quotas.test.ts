// Quotas, from what a city states in July to the seat of a teacher in autumn, as those who do it see it.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId } from '../../server/kernel/ids.js';
import { demoStart } from '../../server/demo/profile.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { accountOf, cellIn, childrenOf, codesOf, confirm, factsOf, movementsOf, office, officeKey, period, programmeId, reconcileOnly, saveSheet, state, takeBackIdle, type SheetAccount } from './quota-acts.js';

let server: TestServer;
let people: Record<'顾文远' | '沈佩兰' | '陆景行' | '钱开明' | '方若兰' | '周明礼' | '贺知行', Actor>;
let suzhou: string;
let wuzhong: string;
let kunshan: string;
let school: string;

beforeAll(async () => {
  server = await openTestServer();
  const names = ['顾文远', '沈佩兰', '陆景行', '钱开明', '方若兰', '周明礼', '贺知行'] as const;
  people = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await server.as(name)]))) as typeof people;
  [suzhou, wuzhong, kunshan] = [office(await officeKey(server, '3205')), office(await officeKey(server, '320506')), office(await officeKey(server, '320583'))];
  school = (await accountOf(people.方若兰, null)).office.id;
});
afterEach(() => { server.clock.setBusiness(demoStart.toISOString()); });
afterAll(async () => {
  expect(await reconcileOnly(server.owner, /^quota/)).toEqual([]);
  await server.close();
});

/** The first child of an office with free room to play with, in an open period. */
const withFree = (children: readonly SheetAccount[], number: number, least: number) => children.find((child) => cellIn(child, number).free >= least) as SheetAccount;

describe('JS-06 stating the year', () => {
  const julyFifth = '2023-07-05T09:00:00+08:00';
  test('JS-06 沈佩兰 states Suzhou\'s quotas in time, and sees how many days are left', async () => {
    server.clock.setBusiness(julyFifth);
    const before = await accountOf(people.沈佩兰, null);
    expect(before).toMatchObject({ isAddressed: true, viewerCanState: true, viewerCanConfirm: false, viewerCanHandDown: true });
    const [eighth, ninth] = [cellIn(before, 8), cellIn(before, 9)];
    const answer = await state(people.沈佩兰, suzhou, [{ periodId: period(8), seats: (eighth.stated ?? 0) + 40, expectedVersion: eighth.version }, { periodId: period(9), seats: ninth.stated ?? 0, expectedVersion: ninth.version }]);
    expect(answer).toEqual({ moved: { handedDown: 0, takenBack: 0, cells: 1 }, refusals: [] });
    const after = cellIn(await accountOf(people.沈佩兰, null), 8);
    // Saying so gives nothing.
    expect(after).toMatchObject({ stated: (eighth.stated ?? 0) + 40, received: eighth.received, version: eighth.version + 1 });
    const { quotaPeriods } = await people.沈佩兰.sees('query ($id: ID!) { quotaPeriods(programmeId: $id) { statedUntil statingDaysLeft canState finishFrom closesOn isOpen period { number } } }', { id: programmeId });
    expect(quotaPeriods).toHaveLength(9);
    expect(quotaPeriods[4]).toEqual({ statedUntil: '2023-07-07', statingDaysLeft: 2, canState: true, finishFrom: '2023-09-11', closesOn: '2023-09-15', isOpen: true, period: { number: 5 } });
    expect((await movementsOf(people.沈佩兰, suzhou, { periodId: period(8) }))[0]).toMatchObject({ kind: 'STATED', byName: '沈佩兰', at: '2023-07-05T09:00:00+08:00' });
  });

  test('JS-06 on 8 July it is too late, and she is told until when it was', async () => {
    server.clock.setBusiness('2023-07-08T00:00:00+08:00');
    const { version, stated } = cellIn(await accountOf(people.沈佩兰, null), 7);
    const answer = await state(people.沈佩兰, suzhou, [{ periodId: period(7), seats: (stated ?? 0) + 1, expectedVersion: version }]);
    expect(answer.refusals).toMatchObject([{ code: 'NOT_ALLOWED', field: 'cells.0.seats', requirement: 'JS-06' }]);
    expect(factsOf(answer, 0)).toMatchObject({ until: '2023-07-07' });
  });

  test('JS-05 钱开明 states for Kunshan itself, which is addressed directly; 陆景行\'s county below a city does not', async () => {
    server.clock.setBusiness(julyFifth);
    const own = cellIn(await accountOf(people.钱开明, null), 6);
    expect(codesOf(await state(people.钱开明, kunshan, [{ periodId: period(6), seats: (own.stated ?? 0) + 3, expectedVersion: own.version }]))).toEqual([]);
    const county = cellIn(await accountOf(people.陆景行, null), 6);
    expect((await accountOf(people.陆景行, null)).viewerCanState).toBe(false);
    expect(codesOf(await state(people.陆景行, wuzhong, [{ periodId: period(6), seats: 5, expectedVersion: county.version }]))).toEqual(['NOT_ENTITLED']);
  });

  test('JS-05 顾文远 confirms another number than stated: it is granted to the province and handed on in one act', async () => {
    const [province, kunshanBefore] = [await accountOf(people.顾文远, null), (await childrenOf(people.顾文远, null)).find(({ office: { id } }) => id === kunshan) as SheetAccount];
    expect(province).toMatchObject({ isAddressed: false, viewerCanState: false, viewerCanConfirm: true });
    const held = cellIn(kunshanBefore, 9);
    const answer = await confirm(people.顾文远, province.office.id, [{ officeId: kunshan, periodId: period(9), seats: held.received + 12, expectedVersion: held.version }]);
    expect(answer).toEqual({ moved: { handedDown: 12, takenBack: 0, cells: 2 }, refusals: [] });
    const after = await accountOf(people.顾文远, null);
    expect(cellIn(after, 9)).toMatchObject({ received: cellIn(province, 9).received + 12, free: cellIn(province, 9).free });
    expect(cellIn(await accountOf(people.钱开明, null), 9).received).toBe(held.received + 12);
    expect((await movementsOf(people.顾文远, province.office.id, { periodId: period(9) }))[0]).toMatchObject({ kind: 'GRANTED', seats: 12, reason: '按申报核定。', byName: '顾文远', above: null });
    expect(codesOf(await confirm(people.沈佩兰, suzhou, [{ officeId: wuzhong, periodId: period(9), seats: 1, expectedVersion: 1 }]))).toEqual(['NOT_ENTITLED']);
  });
});

describe('JS-05 handing down', () => {
  test('JS-05 陆景行 moves seats between two schools in one act, and each movement says who, when and why', async () => {
    const [from, to] = (await childrenOf(people.陆景行, null)).filter((child) => cellIn(child, 6).free >= 1) as [SheetAccount, SheetAccount];
    const [given, got] = [cellIn(from, 6), cellIn(to, 6)];
    const own = cellIn(await accountOf(people.陆景行, null), 6);
    const answer = await saveSheet(people.陆景行, wuzhong, [
      { officeId: from.office.id, periodId: period(6), seats: given.received - 1, expectedVersion: given.version },
      { officeId: to.office.id, periodId: period(6), seats: got.received + 2, expectedVersion: got.version },
    ]);
    expect(answer).toEqual({ moved: { handedDown: 2, takenBack: 1, cells: 2 }, refusals: [] });
    const { rows: [line] } = await server.owner.query<{ action: string; facts: object; isTogether: boolean }>("select a.action, a.facts, a.xmin = (select e.xmin from quota_entry e order by e.id desc limit 1) as \"isTogether\" from audit_event a where a.action like 'quotas.%' order by a.id desc limit 1");
    expect(line).toEqual({ action: 'quotas.handDown', facts: { programme: programmeId, handedDown: 2, takenBack: 1, cells: 2, reason: '按学校选课情况调整。' }, isTogether: true });
    expect(cellIn(await accountOf(people.陆景行, null), 6)).toMatchObject({ received: own.received, free: own.free - 1 });
    expect((await movementsOf(people.陆景行, to.office.id, { periodId: period(6) }))[0]).toEqual({ kind: 'HANDED_DOWN', seats: 2, reason: '按学校选课情况调整。', byName: '陆景行', at: '2023-09-10T08:00:00+08:00', office: { name: to.office.name }, above: { name: '吴中区' }, period: { number: 6 } });
    expect((await movementsOf(people.陆景行, wuzhong, { side: 'TO_CHILDREN', periodId: period(6) })).slice(0, 2).map(({ kind }) => kind).sort()).toEqual(['HANDED_DOWN', 'TAKEN_BACK']);
  });

  test('JS-05 more than the county holds is refused as a whole, the cells are named, and nothing has moved', async () => {
    const children = await childrenOf(people.陆景行, null);
    const own = cellIn(await accountOf(people.陆景行, null), 7);
    const [one, other] = children as [SheetAccount, SheetAccount];
    const wanted = [one, other].map((child) => ({ officeId: child.office.id, periodId: period(7), seats: cellIn(child, 7).received + own.free, expectedVersion: cellIn(child, 7).version }));
    const answer = await saveSheet(people.陆景行, wuzhong, wanted);
    expect(answer.moved).toBeNull();
    expect(answer.refusals.map(({ code, field, requirement }) => ({ code, field, requirement }))).toEqual([0, 1].map((place) => ({ code: 'QUOTA_EXHAUSTED', field: `cells.${place}.seats`, requirement: 'JS-05' })));
    expect(factsOf(answer, 0)).toEqual({ period: '7', remaining: String(own.free), wanted: String(own.free * 2) });
    expect(await childrenOf(people.陆景行, null)).toEqual(children);
  });

  test('JS-05 Q7 what a school uses cannot be taken back, what lies free can', async () => {
    const used = (await childrenOf(people.陆景行, null)).find((child) => cellIn(child, 5).used > 0) as SheetAccount;
    const cell = cellIn(used, 5);
    const below = await saveSheet(people.陆景行, wuzhong, [{ officeId: used.office.id, periodId: period(5), seats: cell.used - 1, expectedVersion: cell.version }]);
    expect(below.refusals).toMatchObject([{ code: 'IN_USE', requirement: 'JS-05' }]);
    expect(factsOf(below, 0)).toEqual({ minimum: String(cell.used), wanted: String(cell.used - 1) });
    expect(codesOf(await saveSheet(people.陆景行, wuzhong, [{ officeId: used.office.id, periodId: period(5), seats: cell.used, expectedVersion: cell.version }]))).toEqual([]);
  });

  test('JS-06 a period whose enrolment has closed stays as it is', async () => {
    const [child] = await childrenOf(people.陆景行, null) as [SheetAccount];
    const answer = await saveSheet(people.陆景行, wuzhong, [{ officeId: child.office.id, periodId: period(4), seats: cellIn(child, 4).received + 1, expectedVersion: cellIn(child, 4).version }]);
    expect(answer.refusals).toMatchObject([{ code: 'NOT_ALLOWED', requirement: 'JS-06' }]);
    expect(factsOf(answer, 0)).toEqual({ period: '4', until: '2023-08-31' });
  });

  test('JS-05 a cell that somebody changed meanwhile is told with both values', async () => {
    const child = withFree(await childrenOf(people.陆景行, null), 8, 0);
    const { received, version } = cellIn(child, 8);
    const wanted = (seats: number) => saveSheet(people.陆景行, wuzhong, [{ officeId: child.office.id, periodId: period(8), seats, expectedVersion: version }]);
    expect(codesOf(await wanted(received + 1))).toEqual([]);
    const late = await wanted(received + 2);
    expect(late.refusals).toMatchObject([{ code: 'STALE', field: 'cells.0.seats' }]);
    expect(factsOf(late, 0)).toMatchObject({ held: String(received + 1), yours: String(version), current: String(version + 1) });
  });

  test('JS-05 the same key moves seats once, and another sheet under it is refused', async () => {
    const child = withFree(await childrenOf(people.陆景行, null), 9, 0);
    const { received, version } = cellIn(child, 9);
    const cells = [{ officeId: child.office.id, periodId: period(9), seats: received + 1, expectedVersion: version }];
    const [first, second] = [await saveSheet(people.陆景行, wuzhong, cells, { idempotencyKey: 'sheet 1' }), await saveSheet(people.陆景行, wuzhong, cells, { idempotencyKey: 'sheet 1' })];
    expect(second).toEqual(first);
    expect(cellIn((await childrenOf(people.陆景行, null)).find(({ office: { id } }) => id === child.office.id) as SheetAccount, 9).received).toBe(received + 1);
    expect(codesOf(await saveSheet(people.陆景行, wuzhong, cells, { idempotencyKey: 'sheet 1', reason: '另一个原因。' }))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    expect(codesOf(await saveSheet(people.陆景行, wuzhong, cells, { reason: '　' }))).toEqual(['EMPTY']);
  });

  test('JS-05 only who stands right below is handed to: a grandchild and a stranger are not found', async () => {
    const grandchild = { officeId: school, periodId: period(8), seats: 1, expectedVersion: 1 };
    for (const [actor, officeId, cell] of [[people.沈佩兰, suzhou, grandchild], [people.陆景行, wuzhong, { ...grandchild, officeId: kunshan }], [people.陆景行, kunshan, grandchild], [people.陆景行, office(900_000_001), grandchild]] as const) {
      const answer = await actor.ask('mutation ($input: SaveQuotaSheetInput!) { saveQuotaSheet(input: $input) { refusals { code } } }', { input: { programmeId, officeId, cells: [cell], reason: '试试' } });
      expect(answer.errors.map(({ extensions }) => extensions['code'])).toEqual(['NOT_FOUND']);
    }
  });

  test('JS-12 a school administrator sees the own seats and hands nothing down; a tutor sees none', async () => {
    const own = await accountOf(people.方若兰, null);
    expect(own).toMatchObject({ viewerCanHandDown: false, viewerCanState: false });
    expect((await accountOf(people.贺知行, null)).cells).toEqual(own.cells);
    const forbidden = await people.方若兰.ask('mutation ($input: SaveQuotaSheetInput!) { saveQuotaSheet(input: $input) { refusals { code } } }', { input: { programmeId, officeId: school, cells: [], reason: '试试' } });
    expect(forbidden.errors[0]?.extensions['code']).toBe('FORBIDDEN');
    expect((await people.周明礼.ask('query ($id: ID!) { quotaAccount(programmeId: $id) { teachers } }', { id: programmeId })).errors[0]?.extensions['code']).toBe('FORBIDDEN');
    expect((await people.陆景行.ask('query ($id: ID!, $o: ID) { quotaAccount(programmeId: $id, officeId: $o) { teachers } }', { id: programmeId, o: suzhou })).errors[0]?.extensions['code']).toBe('NOT_FOUND');
  });
});

describe('JS-05 the children\'s sum is the office\'s', () => {
  test('at the province, with the directly addressed counties, and at a city', async () => {
    for (const actor of [people.顾文远, people.沈佩兰]) {
      const [own, children] = [await accountOf(actor, null), await childrenOf(actor, null)];
      for (const cell of own.cells) {
        expect(children.reduce((sum, child) => sum + cellIn(child, cell.number).received, 0)).toBe(cell.handedDown);
        expect(children.reduce((sum, child) => sum + cellIn(child, cell.number).usedBelow, 0)).toBe(cell.usedBelow);
        expect(cell.free).toBe(cell.received - cell.handedDown - cell.used);
      }
      expect(children.reduce((sum, child) => sum + child.teachers, 0)).toBe(own.teachers);
    }
  });
});

describe('JS-05 proposals', () => {
  test('JS-05 陆景行 has what is free divided by teachers: it adds up, and can be saved as it is', async () => {
    const [own, proposal] = [await accountOf(people.陆景行, null), (await people.陆景行.sees('query ($id: ID!) { quotaProposal(programmeId: $id) { officeId teachers cells { periodId seats added } } }', { id: programmeId })).quotaProposal as { officeId: string; teachers: number; cells: { periodId: string; seats: number; added: number }[] }[]];
    expect(proposal[0]?.cells.map(({ periodId }) => periodId)).toEqual([5, 6, 7, 8, 9].map(period));
    for (const number of [5, 6, 7, 8, 9]) {
      const added = proposal.map(({ cells }) => cells.find(({ periodId }) => periodId === period(number))?.added ?? 0);
      expect(added.reduce((sum, one) => sum + one, 0)).toBe(cellIn(own, number).free);
      expect(Math.min(...added)).toBeGreaterThanOrEqual(0);
    }
    const children = await childrenOf(people.陆景行, null);
    const cells = proposal.flatMap(({ officeId, cells: wanted }) => wanted.map(({ periodId, seats }) => ({ officeId, periodId, seats, expectedVersion: (children.find(({ office: { id } }) => id === officeId) as SheetAccount).cells.find((cell) => cell.periodId === periodId)?.version ?? 0 })));
    expect(codesOf(await saveSheet(people.陆景行, wuzhong, cells))).toEqual([]);
    expect((await accountOf(people.陆景行, null)).cells.slice(4).map(({ free }) => free)).toEqual([0, 0, 0, 0, 0]);
    const back = (await childrenOf(people.陆景行, null)).flatMap((child) => child.cells.slice(4).map(({ periodId, number, version }) => ({ officeId: child.office.id, periodId, seats: cellIn(children.find(({ office: { id } }) => id === child.office.id) as SheetAccount, number).received, expectedVersion: version })));
    expect(codesOf(await saveSheet(people.陆景行, wuzhong, back))).toEqual([]);
    expect((await accountOf(people.陆景行, null)).cells.map(({ free }) => free)).toEqual(own.cells.map(({ free }) => free));
  });

  test('JS-06 before the last day 沈佩兰 takes back what lies idle below, from schools and counties, as she was shown it or not at all', async () => {
    const idle = async () => ((await people.沈佩兰.sees('query ($id: ID!) { idleQuotas(programmeId: $id) { periodId number closesOn closingDaysLeft seats offices } }', { id: programmeId })).idleQuotas as { periodId: string; number: number; seats: number; offices: number }[]).find(({ number }) => number === 5);
    const seen = await idle();
    expect(seen).toMatchObject({ closesOn: '2023-09-15', closingDaysLeft: 5 });
    const { idleQuotaOffices } = await people.沈佩兰.sees('query ($p: ID!) { idleQuotaOffices(periodId: $p, first: 100) { totalCount nodes { seats office { name level } period { number } } } }', { p: period(5) });
    expect(idleQuotaOffices.totalCount).toBe(seen?.offices);
    const changed = await takeBackIdle(people.沈佩兰, suzhou, [{ periodId: period(5), expectedSeats: (seen?.seats ?? 0) + 1 }]);
    expect(changed.refusals).toMatchObject([{ code: 'STALE', field: 'periods.0.expectedSeats' }]);
    expect(factsOf(changed, 0)).toEqual({ current: String(seen?.seats), yours: String((seen?.seats ?? 0) + 1) });
    const before = cellIn(await accountOf(people.沈佩兰, null), 5);
    expect(await takeBackIdle(people.沈佩兰, suzhou, [{ periodId: period(5), expectedSeats: seen?.seats ?? 0 }])).toMatchObject({ moved: { handedDown: 0, takenBack: seen?.seats }, refusals: [] });
    expect(cellIn(await accountOf(people.沈佩兰, null), 5)).toMatchObject({ received: before.received, free: before.free + (seen?.seats ?? 0), usedBelow: before.usedBelow });
    expect(await idle()).toBeUndefined();
    expect((await movementsOf(people.方若兰, school, { periodId: period(5) })).every(({ kind }) => kind !== 'STATED')).toBe(true);
  });
});

describe('JS-04 the target of ten per cent', () => {
  test('JS-04 顾文远 sees target, present number and gap of every city; each person counts once', async () => {
    const query = 'query ($id: ID!, $o: ID) { participation(programmeId: $id, officeId: $o) { teachers enrolled target gap } childParticipation(programmeId: $id, officeId: $o, first: 100) { nodes { office { id level } teachers enrolled target gap } } }';
    const { participation, childParticipation } = await people.顾文远.sees(query, { id: programmeId });
    const { rows: [truth] } = await server.owner.query<{ persons: string }>("select count(distinct person_id) as persons from enrolment where state = 'ENROLLED'");
    expect(participation.enrolled).toBe(Number(truth?.persons));
    for (const { teachers, enrolled, target, gap } of childParticipation.nodes as { teachers: number; enrolled: number; target: number; gap: number }[]) {
      expect(target).toBe(Math.ceil(teachers / 10));
      expect(gap).toBe(Math.max(0, target - enrolled));
    }
    expect(childParticipation.nodes.map(({ office: { id } }: { office: { id: string } }) => id)).toEqual(expect.arrayContaining([suzhou, kunshan]));
    // The same at every level: 陆景行's county counts its schools.
    const county = await people.陆景行.sees(query, { id: programmeId });
    expect(county.childParticipation.nodes.reduce((sum: number, { teachers }: { teachers: number }) => sum + teachers, 0)).toBe(county.participation.teachers);
  });
});

describe('JS-05 the seat of one teacher', () => {
  test('JS-05 顾文远 follows 林晓岚\'s seat from the province to her; 方若兰 as far up as she sees', async () => {
    const { rows: [enrolment] } = await server.owner.query<{ id: string }>("select e.id from enrolment e join person p on p.id = e.person_id where p.user_name = 'lin.xiaolan'");
    const query = 'query ($id: ID!) { enrolment(id: $id) { quotaTrail { kind seats byName at office { name } above { name } } } }';
    const id = globalId('Enrolment', enrolment?.id ?? 0);
    const whole = (await people.顾文远.sees(query, { id })).enrolment.quotaTrail as { kind: string; office: { name: string }; above: { name: string } | null }[];
    expect(whole.map(({ kind }) => kind)).toEqual(['GRANTED', 'HANDED_DOWN', 'HANDED_DOWN', 'HANDED_DOWN', 'USED']);
    expect(whole.slice(0, 3).map(({ office: { name } }) => name)).toEqual(['江苏省', '苏州市', '吴中区']);
    expect(whole.slice(1, 4).map(({ above }) => above?.name)).toEqual(whole.slice(0, 3).map(({ office: { name } }) => name));
    const own = (await people.方若兰.sees(query, { id })).enrolment.quotaTrail as { kind: string }[];
    expect(own.map(({ kind }) => kind)).toEqual(['HANDED_DOWN', 'USED']);
  });
});

test('SD-10 a programme without quotas has no periods of them, and nothing can be stated in it', async () => {
  const { programmes } = await people.沈佩兰.sees('{ programmes { id code } }');
  const shandong = (programmes as { id: string; code: string }[]).find(({ code }) => code !== 'S20230304')?.id ?? '';
  expect((await people.沈佩兰.sees('query ($id: ID!) { quotaPeriods(programmeId: $id) { canState } }', { id: shandong })).quotaPeriods).toEqual([]);
  const answer = await people.沈佩兰.sees('mutation ($input: StateQuotasInput!) { stateQuotas(input: $input) { refusals { code field } } }', { input: { programmeId: shandong, officeId: suzhou, cells: [{ periodId: period(9), seats: 1, expectedVersion: 0 }] } });
  expect(answer.stateQuotas.refusals).toEqual([{ code: 'NOT_ALLOWED', field: 'programmeId' }]);
});
