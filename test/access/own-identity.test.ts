// Rights are asked of what an operation reaches: through its fragments, and of nothing else in the document.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoPassword } from '../../server/demo/cast.js';
import { openTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
beforeAll(async () => { server = await openTestServer(); });
afterAll(() => server.close());

const identity = `fragment Me on Viewer { name office { ...Place } activeRole { role office { ...Place } } } fragment Place on Office { name level }`;

describe('who am I', () => {
  test('T10 nobody asks who they are, through fragments, and hears null instead of a refusal', async () => {
    const answer = await server.nobody().ask(`{ viewer { ...Me } } ${identity}`);
    expect(answer).toMatchObject({ status: 200, errors: [], data: { viewer: null } });
  });

  test('T10 周明礼 signs in and reads his own office in the same answer, through fragments', async () => {
    const answer = await server.nobody().ask(`mutation ($input: SignInInput!) { signIn(input: $input) { viewer { ...Me } refusals { code } } } ${identity}`, { input: { login: 'zhou.mingli', password: demoPassword } });
    expect(answer.errors).toEqual([]);
    expect(answer.data.signIn).toEqual({ viewer: { name: '周明礼', office: { name: '江苏省', level: 'PROVINCE' }, activeRole: { role: 'TUTOR', office: { name: '江苏省', level: 'PROVINCE' } } }, refusals: [] });
  });

  test('T1 what stands in a fragment below a list is asked for all the same, and another operation of the document is not', async () => {
    const zhou = await server.as('周明礼');
    const list = `query List { classes(first: 1) { nodes { ...Class } } } fragment Class on TrainingClass { name }`;
    expect((await zhou.ask(list)).errors).toEqual([]);
    expect((await server.nobody().ask(list)).errors[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    const hidden = `query Queue { gradingQueue(filter: ALL, first: 1) { nodes { learner { ...Numbers } } } } fragment Numbers on Person { idCardMasked }`;
    expect((await zhou.ask(hidden)).errors[0]).toMatchObject({ extensions: { code: 'FORBIDDEN', action: 'people.identity' } });
    const both = JSON.stringify({ query: `query Mine { viewer { name } } query Theirs { apiClients(first: 1) { nodes { name } } }`, operationName: 'Mine' });
    const response = await fetch(`${server.origin}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...zhou.credentials }, body: both });
    expect(await response.json()).toMatchObject({ data: { viewer: { name: '周明礼' } } });
  });
});
