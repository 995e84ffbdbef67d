// Steering groups and contacts of offices: who keeps them, what they hold, and what of it stays sealed.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { rows } from '../access/places.js';
import { Organisation, codesOf, type OfficeRow } from './office-acts.js';

let server: TestServer;
let organisation: Organisation;
let gu: Actor;
let lu: Actor;
let wuzhong: OfficeRow;
beforeAll(async () => {
  server = await openTestServer();
  // The demonstration's own groups and contacts stand aside.
  await server.owner.query('delete from steering_member');
  await server.owner.query('delete from office_contact');
  organisation = new Organisation(server);
  [gu, lu, wuzhong] = [await server.as('顾文远'), await server.as('陆景行'), await organisation.at('320506')];
});
afterAll(() => server.close());

interface Refused { code: string; field: string | null }
const appoint = async (by: Actor, office: OfficeRow, input: object) => (await by.sees('mutation ($input: AppointSteeringMemberInput!) { appointSteeringMember(input: $input) { member { id name unit post version isPersonOfSystem } refusals { code field } } }', { input: { officeId: office.globalId, post: 'MEMBER', validFrom: '2023-09-01', ...input } })).appointSteeringMember as { member: { id: string; name: string; unit: string; post: string; version: number; isPersonOfSystem: boolean } | null; refusals: Refused[] };
const end = async (by: Actor, memberId: string, expectedVersion: number, lastDay: string) => (await by.sees('mutation ($input: EndSteeringMembershipInput!) { endSteeringMembership(input: $input) { member { validUntil version } refusals { code field } } }', { input: { memberId, expectedVersion, lastDay } })).endSteeringMembership;
const group = async (by: Actor, office: OfficeRow, includeFormer = false) => (await by.sees('query ($id: ID!, $former: Boolean) { steeringGroup(officeId: $id, includeFormer: $former) { office { code } members { name post validFrom validUntil } } }', { id: office.globalId, former: includeFormer })).steeringGroup.members;

describe('JS-09 steering groups', () => {
  test('JS-09 陆景行 appoints a leader from the bureau and a teacher as member; the group is listed by post, ends stay on record', async () => {
    const [teacher] = await rows<{ number: string; name: string }>(server.owner, "select training_number as number, name from person where office_id in (select id from office where path like $1 || '%') order by id limit 1", [wuzhong.path]);
    const member = await appoint(lu, wuzhong, { trainingNumber: teacher?.number });
    expect(member).toMatchObject({ refusals: [], member: { name: teacher?.name, isPersonOfSystem: true } });
    const leader = await appoint(lu, wuzhong, { post: 'LEADER', name: '程远志', unit: '吴中区教育局局长', validUntil: '2023-12-31' });
    expect(leader.member).toMatchObject({ name: '程远志', isPersonOfSystem: false });
    expect(await group(lu, wuzhong)).toMatchObject([{ name: '程远志', post: 'LEADER' }, { name: teacher?.name, post: 'MEMBER' }]);
    // One leader at a time; the next one begins the day after.
    expect(codesOf(await appoint(lu, wuzhong, { post: 'LEADER', name: '何敏', unit: '副局长', validFrom: '2023-12-31' }))).toEqual(['ALREADY_EXISTS post']);
    expect((await appoint(lu, wuzhong, { post: 'LEADER', name: '何敏', unit: '副局长', validFrom: '2024-01-01' })).refusals).toEqual([]);
    expect(codesOf(await appoint(lu, wuzhong, { trainingNumber: teacher?.number }))).toEqual(['ALREADY_EXISTS name']);
    expect(await end(lu, member.member?.id ?? '', 7, '2023-09-05')).toMatchObject({ refusals: [{ code: 'STALE', field: 'expectedVersion' }] });
    expect(await end(gu, member.member?.id ?? '', 1, '2023-09-05')).toEqual({ refusals: [], member: { validUntil: '2023-09-05', version: 2 } });
    expect((await group(lu, wuzhong)).map(({ name }: { name: string }) => name)).toEqual(['程远志', '何敏']);
    expect(await group(lu, wuzhong, true)).toHaveLength(3);
  });

  test('JS-09 a school has no group, an outsider needs name and unit, and nobody is appointed from beyond the own offices', async () => {
    expect(codesOf(await appoint(lu, await organisation.busySchool('320506'), { name: '某人', unit: '某局' }))).toEqual(['WRONG_PLACE officeId']);
    expect(codesOf(await appoint(lu, wuzhong, {}))).toEqual(['EMPTY name', 'EMPTY unit']);
    const [foreign] = await rows<{ number: string }>(server.owner, "select p.training_number as number from person p join office o on o.id = p.office_id where o.path like (select path from office where code = '320583') || '%' limit 1");
    for (const trainingNumber of [foreign?.number, '00000000']) expect(codesOf(await appoint(lu, wuzhong, { trainingNumber }))).toEqual(['NOT_FOUND trainingNumber']);
    expect((await lu.ask('query ($id: ID!) { steeringGroup(officeId: $id) { members { name } } }', { id: (await organisation.at('3205')).globalId })).errors[0]?.extensions['code']).toBe('NOT_FOUND');
    expect((await (await server.as('方若兰')).ask('query ($id: ID!) { steeringGroup(officeId: $id) { members { name } } }', { id: wuzhong.globalId })).errors[0]?.extensions['code']).toBe('FORBIDDEN');
  });
});

describe('SH24-05 contacts', () => {
  const mobile = '13912345678';
  const add = async (by: Actor, office: OfficeRow, input: object = {}) => (await by.sees('mutation ($input: AddOfficeContactInput!) { addOfficeContact(input: $input) { contact { id name mobileMasked version } refusals { code field } } }', { input: { officeId: office.globalId, name: '许倩', unit: '吴中区教师发展中心', mobile, email: 'xu.qian@example.cn', ...input } })).addOfficeContact;
  const act = async (by: Actor, mutation: string, input: object, fields: string) => (await by.sees(`mutation ($input: ${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) { ${fields} refusals { code field } } }`, { input }))[mutation];

  test('SH24-05 陆景行 hands in a contact, 顾文远 reads all counties\' contacts masked and one number for a reason, which is recorded', async () => {
    const { contact } = await add(lu, wuzhong);
    expect(contact).toMatchObject({ name: '许倩', mobileMasked: '139****5678', version: 1 });
    const counties = (await gu.sees('{ offices(first: 100, level: COUNTY) { nodes { code contacts { name unit mobileMasked email } } } }')).offices.nodes;
    expect(counties.find(({ code }: { code: string }) => code === '320506').contacts).toEqual([{ name: '许倩', unit: '吴中区教师发展中心', mobileMasked: '139****5678', email: 'xu.qian@example.cn' }]);
    expect(await act(gu, 'revealOfficeContact', { contactId: contact.id, reason: ' ' }, 'mobile')).toEqual({ mobile: null, refusals: [{ code: 'EMPTY', field: 'reason' }] });
    expect(await act(gu, 'revealOfficeContact', { contactId: contact.id, reason: '核对报名名单' }, 'mobile')).toEqual({ mobile, refusals: [] });
    expect(await rows(server.owner, "select facts ->> 'reason' as reason from audit_event where action = 'offices.contacts' and facts ->> 'act' = 'reveal' and subject = $1", [contact.id])).toEqual([{ reason: '核对报名名单' }]);
    expect(await rows(server.owner, "select facts -> 'changes' as changes from audit_event where action = 'offices.contacts' and facts ->> 'act' = 'add' and subject = $1", [contact.id])).toEqual([{ changes: { name: [null, '许倩'], unit: [null, '吴中区教师发展中心'], MOBILE: [null, '139****5678'], email: [null, 'xu.qian@example.cn'] } }]);
    // Nothing but the vault holds the number: neither the row nor the trail nor an idempotency key.
    const [dump] = await rows<{ text: string }>(server.owner, "select (select string_agg(c::text, ' ') from office_contact c) || (select string_agg(a::text, ' ') from audit_event a) || coalesce((select string_agg(k::text, ' ') from idempotency_key k), '') as text");
    expect(dump?.text).not.toContain(mobile);
    expect(dump?.text).not.toContain(Buffer.from(mobile).toString('hex'));
  });

  test('SH24-05 contacts are changed and removed by version; wrong numbers and addresses are told at their fields', async () => {
    expect(codesOf(await add(lu, wuzhong, { name: '', mobile: '12', email: 'x' }))).toEqual(['EMPTY name', 'OUT_OF_RANGE mobile', 'OUT_OF_RANGE email']);
    const { contact } = await add(lu, wuzhong, { name: '钱进', idempotencyKey: 'contact once' });
    expect((await add(lu, wuzhong, { name: '钱进', idempotencyKey: 'contact once' })).contact.id).toBe(contact.id);
    const changed = { contactId: contact.id, expectedVersion: 1, name: '钱进', unit: '吴中区教育局', email: 'q@example.cn' };
    // Without a new number the known one stays.
    expect(await act(lu, 'changeOfficeContact', changed, 'contact { unit mobileMasked version }')).toEqual({ contact: { unit: '吴中区教育局', mobileMasked: '139****5678', version: 2 }, refusals: [] });
    expect(await act(lu, 'changeOfficeContact', { ...changed, mobile: '13700000001' }, 'contact { version }')).toEqual({ contact: null, refusals: [{ code: 'STALE', field: 'expectedVersion' }] });
    expect((await act(lu, 'changeOfficeContact', { ...changed, expectedVersion: 2, mobile: '13700000001' }, 'contact { mobileMasked }')).contact).toEqual({ mobileMasked: '137****0001' });
    expect((await act(lu, 'removeOfficeContact', { contactId: contact.id, expectedVersion: 3 }, 'contact { removedAt }')).refusals).toEqual([]);
    expect((await lu.sees('query ($id: ID!) { office(id: $id) { contacts { name } } }', { id: wuzhong.globalId })).office.contacts.map(({ name }: { name: string }) => name)).not.toContain('钱进');
    expect(codesOf(await act(lu, 'revealOfficeContact', { contactId: contact.id, reason: '再看' }, 'mobile'))).toEqual(['NOT_ALLOWED_IN_STATE contactId']);
  });

  test('SH24-05 方若兰 keeps her school\'s contacts and sees none of the county; numbers shown in a day are limited', async () => {
    const fang = await server.as('方若兰');
    const { viewer } = await fang.sees('{ viewer { office { id parent { contacts { name } } } } }');
    expect(viewer.office.parent.contacts).toEqual([]);
    const school = { globalId: viewer.office.id } as OfficeRow;
    const { contact } = await add(fang, school, { name: '校办' });
    const reveal = () => act(fang, 'revealOfficeContact', { contactId: contact.id, reason: '拨打' }, 'mobile');
    for (let times = 0; times < 50; times += 1) expect((await reveal()).mobile).toBe(mobile);
    expect(await reveal()).toEqual({ mobile: null, refusals: [{ code: 'LOCKED', field: 'contactId' }] });
  });
});
