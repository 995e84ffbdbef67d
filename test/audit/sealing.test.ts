// The audit trail is chained, and whatever somebody with rights on the database does to it is seen. T12.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { genesis, linkHash, sealedColumns, type SealedColumns } from '../../server/platform/audit/chain.js';
import { AuditSealer } from '../../server/platform/audit/sealer.js';
import type { Heads, HeadsKeeper } from '../../server/platform/audit/heads-file.js';
import type { FaultKind } from '../../server/platform/audit/verify.js';
import { rows } from '../access/places.js';
import { keptInMemory, openTestServer, type TestServer } from '../support/test-server.js';
import { keepTrail, putTrailBack, vault, verified, writeEvents } from './trail.js';

const length = 40;
let server: TestServer;
let heads: Heads;
/** Heads as they were when the trail was whole; each test begins with them. */
const keeper: HeadsKeeper = { read: async () => heads, write: async (content) => { heads = content; } };
let whole: Heads;
let ids: string[];

beforeAll(async () => {
  server = await openTestServer();
  await server.owner.query('truncate audit_event, audit_seal');
  await writeEvents(server.owner, length);
  heads = { latest: null, kept: [] };
  expect(await sealerWith(keeper).seal()).toBe(length);
  whole = heads;
  ids = (await rows<{ id: string }>(server.owner, 'select event_id::text as id from audit_seal order by number')).map(({ id }) => id);
  await keepTrail(server.owner);
});
afterAll(() => server.close());
beforeEach(async () => {
  heads = whole;
  await putTrailBack(server.owner);
});

function sealerWith(where: HeadsKeeper, lost: () => void = () => undefined): AuditSealer {
  return new AuditSealer(server.app.database, vault, where, { head: () => undefined, lost, failure: (error) => { throw error; } });
}
const idAt = (place: number) => ids[place] as string;
const kindsOf = async (): Promise<FaultKind[]> => (await verified(server.owner, keeper)).faults.map(({ kind }) => kind);

describe('a trail that nobody touched', () => {
  test('T12 is whole, tells how many events since when, and its head is the one that was kept', async () => {
    const { faults, summary } = await verified(server.owner, keeper);
    expect({ faults, summary }).toMatchObject({ faults: [], summary: { events: length, waiting: 0, faults: 0, head: heads.latest } });
    expect(Date.now() - (summary.since?.getTime() ?? 0)).toBeGreaterThan((length - 1) * 30 * 60_000);
    expect(heads.kept).toHaveLength(1);
  });

  test('T12 an event that was just committed waits, is sealed once, and a second look seals nothing', async () => {
    const sealer = sealerWith(keeper);
    expect(await sealer.seal()).toBe(0);
    await writeEvents(server.owner, 1);
    expect((await verified(server.owner, keeper)).summary).toMatchObject({ waiting: 1, faults: 0 });
    expect([await sealer.seal(), await sealer.seal(), await sealerWith(keeper).seal()]).toEqual([1, 0, 0]);
    expect((await verified(server.owner, keeper)).summary).toMatchObject({ events: length + 1, waiting: 0, faults: 0 });
  });
});

type Tampering = { what: string; act: () => Promise<unknown> };
const edits: Record<string, string> = {
  at: "at + interval '1 millisecond'", request_id: "request_id || 'x'", actor: "'person:999'", role: 'null', office_id: 'office_id + 1', action: "'people.transfer'", subject: 'null', facts: `facts || '{"place":-1}'`,
};
const sealEdits: Record<string, string> = { sealed_at: "sealed_at + interval '1 millisecond'", committed_after: "sealed_at - interval '1 day'", hash: "decode(repeat('ab', 32), 'hex')", event_id: '-event_id' };

describe('T12 whoever changes the tables is seen', () => {
  const place = fc.nat({ max: length - 1 });
  const query = (text: string, values: unknown[]) => server.owner.query(text, values);
  const inserted = (after: number) => query(`insert into audit_event (id, at, request_id, actor, office_id, action, subject, facts) select id + 1, at + interval '1 minute', 'forged', 'person:1', 1, 'assignments.grade', 'sbm_1', '{"points":"100.0"}' from audit_event where id = $1`, [idAt(after)]);
  const tampering: fc.Arbitrary<Tampering> = fc.oneof(
    fc.record({ place, column: fc.constantFrom(...Object.keys(edits)) }).map(({ place: at, column }) => ({ what: `edit ${column} at ${at}`, act: () => query(`update audit_event set ${column} = ${edits[column]} where id = $1`, [idAt(at)]) })),
    fc.record({ place, column: fc.constantFrom(...Object.keys(sealEdits)) }).map(({ place: at, column }) => ({ what: `edit seal ${column} at ${at}`, act: () => query(`update audit_seal set ${column} = ${sealEdits[column]} where event_id = $1`, [idAt(at)]) })),
    fc.record({ place, days: fc.integer({ min: 1, max: 400 }) }).map(({ place: at, days }) => ({ what: `backdate ${at} by ${days} days`, act: () => query('update audit_event set at = at - make_interval(days => $2) where id = $1', [idAt(at), days]) })),
    place.map((at) => ({ what: `delete event ${at}`, act: () => query('delete from audit_event where id = $1', [idAt(at)]) })),
    place.map((at) => ({ what: `delete seal ${at}`, act: () => query('delete from audit_seal where event_id = $1', [idAt(at)]) })),
    place.map((at) => ({ what: `delete event and seal ${at}`, act: async () => { await query('delete from audit_event where id = $1', [idAt(at)]); await query('delete from audit_seal where event_id = $1', [idAt(at)]); } })),
    fc.integer({ min: 1, max: length }).map((count) => ({ what: `cut the last ${count} events and seals`, act: async () => { await query('delete from audit_event where id = any ($1::bigint[])', [ids.slice(-count)]); await query('delete from audit_seal where event_id = any ($1::bigint[])', [ids.slice(-count)]); } })),
    fc.integer({ min: 1, max: length }).map((count) => ({ what: `cut the last ${count} seals`, act: () => query('delete from audit_seal where event_id = any ($1::bigint[])', [ids.slice(-count)]) })),
    fc.uniqueArray(place, { minLength: 2, maxLength: 2 }).map(([one = 0, other = 1]) => ({
      what: `swap the events ${one} and ${other}`,
      act: () => query('update audit_event e set id = case e.id when $1 then -2 else -1 end where e.id in ($1, $2)', [idAt(one), idAt(other)]).then(() => query('update audit_event set id = case id when -1 then $1::bigint else $2::bigint end where id in (-1, -2)', [idAt(one), idAt(other)])),
    })),
    fc.uniqueArray(place, { minLength: 2, maxLength: 2 }).map(([one = 0, other = 1]) => ({
      what: `swap the seals of ${one} and ${other}`,
      act: () => query('update audit_seal set event_id = -event_id where event_id in ($1, $2)', [idAt(one), idAt(other)]).then(() => query('update audit_seal set event_id = case -event_id when $1 then $2::bigint else $1::bigint end where event_id in (-$1::bigint, -$2::bigint)', [idAt(one), idAt(other)])),
    })),
    fc.uniqueArray(place, { minLength: 2, maxLength: 2 }).map(([one = 0, other = 1]) => ({
      what: `swap the places of ${one} and ${other}`,
      act: () => query('update audit_seal set number = -number where number in ($1, $2)', [one + 1, other + 1]).then(() => query('update audit_seal set number = case -number when $1 then $2::bigint else $1::bigint end where number in (-$1::bigint, -$2::bigint)', [one + 1, other + 1])),
    })),
    fc.nat({ max: length - 2 }).map((at) => ({ what: `insert after ${at}`, act: () => inserted(at) })),
    fc.constant({ what: 'empty both tables', act: () => query('truncate audit_event, audit_seal', []) }),
  );

  test('each of 150 acts of every class is found, at once and after the sealer went on', async () => {
    await fc.assert(fc.asyncProperty(tampering, fc.boolean(), async ({ act }, doesSealerGoOn) => {
      heads = whole;
      await putTrailBack(server.owner);
      await act();
      // Sealing over it hides nothing.
      if (doesSealerGoOn) {
        await writeEvents(server.owner, 1);
        await sealerWith(keeper).seal();
      }
      expect((await kindsOf()).length).toBeGreaterThan(0);
    }), { numRuns: 150 });
  });

  test.each<[string, () => Promise<unknown>, FaultKind[]]>([
    ['an edit', () => query("update audit_event set actor = 'person:999' where id = $1", [idAt(5)]), ['CHANGED']],
    ['a deletion', () => query('delete from audit_event where id = $1', [idAt(5)]), ['DELETED']],
    ['a deletion with its seal', () => query('delete from audit_event where id = $1', [idAt(5)]).then(() => query('delete from audit_seal where event_id = $1', [idAt(5)])), ['SEAL_MISSING']],
    ['an insertion in between', () => inserted(5), ['UNSEALED']],
    ['a swap of seals', () => query('update audit_seal set event_id = case number when 6 then -1 else -2 end where number in (6, 7)', []).then(() => query('update audit_seal set event_id = case event_id when -1 then $2::bigint else $1::bigint end where event_id < 0', [idAt(5), idAt(6)])), ['CHANGED', 'CHANGED', 'BACKDATED']],
    ['a cut at the end', () => query('delete from audit_event where id = $1', [idAt(length - 1)]).then(() => query('delete from audit_seal where event_id = $1', [idAt(length - 1)])), ['HEAD_LOST']],
    ['another date', () => query("update audit_event set at = at - interval '3 days' where id = $1", [idAt(5)]), ['CHANGED', 'BACKDATED']],
    ['everything gone', () => query('truncate audit_event, audit_seal', []), ['HEAD_LOST']],
  ])('%s is told by its kind', async (_, act, kinds) => {
    await act();
    expect(await kindsOf()).toEqual(kinds);
  });

  test('the fault names the event', async () => {
    await query("update audit_event set facts = '{}' where id = $1", [idAt(7)]);
    expect((await verified(server.owner, keeper)).faults).toEqual([{ kind: 'CHANGED', number: 8, eventId: idAt(7) }]);
  });

  test('a backdated event that the sealer then takes in is found by its time', async () => {
    await inserted(5);
    expect(await sealerWith(keeper).seal()).toBe(1);
    expect(await kindsOf()).toEqual(['BACKDATED']);
  });

  test('an event of a quiet night, before which nothing stands, is found by when the sealer last looked', async () => {
    await query('truncate audit_event, audit_seal', []);
    heads = { latest: null, kept: [] };
    const sealer = sealerWith(keeper);
    await sealer.seal();
    await query("insert into audit_event (at, request_id, actor, office_id, action, facts) values (clock_timestamp() - interval '11 minutes', 'forged', 'person:1', 1, 'people.manage', '{}')", []);
    expect(await sealer.seal()).toBe(1);
    expect(await kindsOf()).toEqual(['BACKDATED']);
  });

  test('an event that takes a number passed long ago is found by its number', async () => {
    await query('truncate audit_event, audit_seal', []);
    heads = { latest: null, kept: [] };
    const [now] = await rows<{ at: string }>(server.owner, 'select (extract(epoch from clock_timestamp()) * 1000)::bigint::text as at');
    const times = [0, 30, 59].map((minutes) => String(Number(now?.at) - (60 - minutes) * 60_000));
    let previous = genesis;
    for (const [index, at] of times.entries()) {
      const [event] = await rows<SealedColumns>(server.owner, `with e as (insert into audit_event (id, at, request_id, actor, action, facts) values ($1, to_timestamp($2::bigint / 1000.0), 'r', 'person:1', 'people.manage', '{}') returning *) select ${sealedColumns} from e`, [[100, 200, 150][index], at]);
      previous = linkHash(vault, previous, { number: index + 1, sealedAt: at, committedAfter: null }, event as SealedColumns);
      await query('insert into audit_seal (number, event_id, sealed_at, hash) values ($1, $2, to_timestamp($3::bigint / 1000.0), $4)', [index + 1, event?.id, at, previous]);
    }
    heads = { latest: { number: 3, hash: previous.toString('hex'), sealedAt: times[2] ?? '' }, kept: [] };
    expect((await verified(server.owner, keeper)).faults).toEqual([{ kind: 'INSERTED', number: 3, eventId: '150' }]);
  });

  test('who cuts the end while the server runs is told at once, and the head that was lost is kept for good', async () => {
    let lost = 0;
    const sealer = sealerWith(keeper, () => { lost += 1; });
    await sealer.seal();
    await query('delete from audit_event where id = $1', [idAt(length - 1)]);
    await query('delete from audit_seal where event_id = $1', [idAt(length - 1)]);
    for (let more = 0; more < 3; more += 1) await writeEvents(server.owner, 1);
    await sealer.seal();
    expect(lost).toBe(1);
    expect(heads.kept).toContainEqual(whole.latest);
    expect(heads.latest?.number).toBe(length + 2);
    expect(await kindsOf()).toEqual(['HEAD_LOST']);
  });

  test('without a kept head the trail is not called whole', async () => {
    heads = { latest: null, kept: [] };
    expect(await kindsOf()).toEqual(['NO_HEAD']);
  });
});

describe('sealing under way', () => {
  test('T12 twenty writers who commit in any order, two sealers: each event is sealed exactly once', async () => {
    const sealers = [sealerWith(keptInMemory()), sealerWith(keptInMemory())];
    await sealers[0]?.seal();
    const { connection } = server;
    let isWriting = true;
    const sealing = sealers.map(async (sealer) => { while (isWriting) await sealer.seal(); });
    await Promise.all(Array.from({ length: 20 }, async (_, writer) => {
      const client = new pg.Client(connection);
      await client.connect();
      try {
        for (let round = 0; round < 6; round += 1) {
          await client.query('begin; set local role yanxiu_job');
          await client.query(`insert into audit_event (at, request_id, actor, action, facts) select clock_timestamp(), 'race', 'person:' || $1::text, 'people.manage', '{}' from generate_series(1, 3)`, [writer]);
          // The number is taken, the commit comes whenever it comes; some never do.
          await client.query('select pg_sleep($1)', [((writer * 7 + round * 3) % 11) / 200]);
          await client.query((writer + round) % 5 === 0 ? 'rollback' : 'commit');
        }
      } finally { await client.end(); }
    }));
    isWriting = false;
    await Promise.all(sealing);
    for (const sealer of sealers) await sealer.seal();
    expect(await rows(server.owner, "select count(*)::int as events, count(s.event_id)::int as seals, count(distinct s.event_id)::int as once from audit_event e left join audit_seal s on s.event_id = e.id where e.request_id = 'race'")).toEqual([{ events: 288, seals: 288, once: 288 }]);
    const { faults, summary } = await verified(server.owner, keeper);
    expect({ faults, waiting: summary.waiting, events: summary.events }).toEqual({ faults: [], waiting: 0, events: length + 288 });
  });

  test('T12 a sealer that is killed midway has sealed nothing of its batch; the next one goes on from there', async () => {
    await server.owner.query("insert into audit_event (at, request_id, actor, action, facts) select clock_timestamp(), 'many', 'person:1', 'people.manage', '{}' from generate_series(1, 5000)");
    let links = 0;
    const dying = { chain: (previous: Buffer, text: string) => { if ((links += 1) > 3_000) throw new Error('the process ends here'); return vault.chain(previous, text); } } as unknown as typeof vault;
    await expect(new AuditSealer(server.app.database, dying, keeper, { head: () => undefined, lost: () => undefined, failure: () => undefined }).seal()).rejects.toThrow('the process ends here');
    expect(await rows(server.owner, 'select count(*)::int as count from audit_seal')).toEqual([{ count: length + 2_000 }]);
    await sealerWith(keeper).seal();
    const { faults, summary } = await verified(server.owner, keeper);
    expect({ faults, events: summary.events, waiting: summary.waiting }).toEqual({ faults: [], events: length + 5_000, waiting: 0 });
  });

  test('T12 the roles of callers and jobs change no seal and delete none, and callers add none', async () => {
    for (const role of ['whole', 'office', 'classes', 'programmes', 'self', 'anonymous', 'job']) {
      const client = new pg.Client(server.connection);
      await client.connect();
      const attempt = async (statement: string) => {
        await client.query(`begin; set local role yanxiu_${role}; set local yanxiu.path = '/1/'; set local yanxiu.path_end = '/10'`);
        const code = await client.query(statement).then(() => 'done', (error: { code: string }) => error.code);
        await client.query('rollback');
        return code;
      };
      const told = [];
      for (const statement of ["update audit_seal set hash = '\\x00'", 'delete from audit_seal', 'truncate audit_seal', ...(role === 'job' ? [] : ["insert into audit_seal (number, event_id, sealed_at, hash) values (99999, 1, now(), '\\x00')", 'select hash from audit_seal'])]) told.push(await attempt(statement));
      expect({ role, told }).toEqual({ role, told: told.map(() => '42501') });
      await client.end();
    }
  });
});
