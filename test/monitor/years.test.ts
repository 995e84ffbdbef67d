// Two years in one installation: what is asked without a period is the year that runs.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { globalId } from '../../server/kernel/ids.js';
import { withPastCohort } from '../support/past-cohort.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';

let server: TestServer;
let gu: Actor;
beforeAll(async () => {
  server = await openTestServer();
  gu = await server.as('顾文远');
});
afterAll(() => server.close());

const figures = async (filter = ''): Promise<{ enrolled: number; released: number }> => (await gu.sees(`{ indicators${filter} { enrolled submitted participationRate passRate } }`)).indicators;

test('JS-18 the archived year 2022 moves no figure of this year; 顾文远 reads it by its programme', async () => {
  const before = await figures();
  await withPastCohort(server.owner, 60);
  expect(await figures()).toEqual(before);
  const { rows: [past] } = await server.owner.query<{ id: string }>("select id from programme where year = 2022 and series = 'JS-SUBJECT-ONLINE'");
  expect(await figures(`(programmeId: "${globalId('Programme', past?.id ?? 0)}")`)).toMatchObject({ enrolled: 60 });
  // Its classes stand behind those of this year, whatever their codes say.
  const years = async (paging: string): Promise<number[]> => (await gu.sees(`{ classes(${paging}) { nodes { programme { year } } } }`)).classes.nodes.map((one: { programme: { year: number } }) => one.programme.year);
  expect([new Set(await years('first: 100')), new Set(await years('last: 9'))]).toEqual([new Set([2023]), new Set([2022])]);
  // Its classes are no longer anybody's to limit.
  const { classes } = await gu.sees('{ classes(first: 5, search: "KC2022001") { nodes { code viewerCanLimit limit { taken } } } }');
  expect(classes.nodes.map((one: { viewerCanLimit: boolean }) => one.viewerCanLimit)).toEqual(Array(5).fill(false));
});
