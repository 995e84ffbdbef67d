import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTestServer, type TestServer } from '../support/test-server.js';
let server: TestServer;
beforeAll(async () => { server = await openTestServer(); });
afterAll(() => server.close());
test('x', async () => {
  const zhou = await server.as('周明礼');
  const seen = await zhou.sees('{ gradingQueue(filter: UNGRADED, first: 2) { totalCount nodes { id } } }');
  expect(seen.gradingQueue.totalCount).toBeGreaterThan(10);
  const platform = await server.asPlatform();
  console.log(JSON.stringify(await platform.sees('{ viewer { name office { name } scopes } enrolments(first:1) { totalCount } }')));
});
