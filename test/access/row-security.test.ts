// Two locks on personal and result data: row-level security in PostgreSQL and the application's own conditions. Either holds alone.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { cast } from '../../server/demo/cast.js';
import type { NodeType } from '../../server/kernel/ids.js';
import { openTestServer, type CastName, type TestServer } from '../support/test-server.js';
import { readPermissionTable } from './permission-table.js';
import { callersOf, idOf, keysInSight, neverKey, reachable, rows, setScene, visible, type Caller, type Sight, type Thing } from './places.js';

/** Tables with a person's data or results, or what leads to them: each has row-level security. */
const guarded = ['anchor_paper', 'allocation_act', 'api_client', 'appeal', 'appointment_record', 'audit_event', 'audit_seal', 'bulk_act', 'bulk_act_row', 'calibration', 'chief_tutor_appointment', 'chief_tutor_recommendation', 'class_tutor', 'course_choice', 'course_review', 'data_correction', 'enrolment', 'enrolment_exception', 'export_request', 'grading_sheet', 'grading_sheet_row', 'interaction_record', 'learning_record', 'likely_duplicate', 'nomination', 'objective_result', 'office_change', 'office_contact', 'office_window', 'opinion', 'person', 'programme_role', 'quota', 'quota_entry', 'resource', 'resource_file', 'resource_reading', 'resource_step', 'result', 'review', 'review_draft', 'review_look', 'tutor_absence', 'tutor_terms', 'role_assignment', 'roster_import', 'roster_row', 'saved_comment', 'saved_comment_use', 'saved_queue', 'second_marking', 'rubric_change', 'steering_member', 'submission', 'submission_event', 'submission_flag', 'submission_lease', 'teacher_change', 'teacher_profile'];
/** Tables without: the reason beside each. A new table must come into one of the three lists. */
const open: Record<string, string> = {
  training_body: 'public, its contact by key only', course_step: 'found through its course; only added to, by grants',
  programme: 'public', programme_rule: 'public', programme_step: 'no learners', programme_text: 'no learners', programme_file: 'no learners', programme_contact: 'names whom to call', programme_reply: 'offices, no learners', period: 'public', course: 'public', unit: 'public', training_class: 'public', assignment: 'public', rubric: 'public', second_marking_setting: 'rules without learners',
  business_clock: 'one number', migration: 'names of migrations', idempotency_key: 'found by the caller\'s own key only; holds ids', school_indicator: 'counts without names', people_count: 'counts without names', class_places: 'counts without names', office_reading: 'how public names are read', course_reading: 'asked with its course alone',
  reveal_quota: 'how often somebody looked, not at what',
};
/** Read by all, because the organisation is public and every policy asks it; written below the own office only. */
const readByAll = ['office'];
/** Only the system's own jobs touch these. */
const secret = ['api_secret', 'api_token', 'credential', 'known_address', 'recovery_code', 'second_factor', 'session', 'sign_in_count'];
/** A secret that administrators may add and never read: hidden by grants, and bound to their own clients by a policy. */
const secretAndGuarded = ['api_secret'];
/** The trail only grows, and is read by administrators: its tests are below and in test/audit. */
const trail = ['audit_event', 'audit_seal'];
const kinds = ['whole', 'office', 'classes', 'programmes', 'self', 'anonymous'];

interface Settings { role: string; path: string; ids: string; person: string }
function settingsOf(sees: Sight): Settings {
  switch (sees.kind) {
    // The root of the tree has a kind of its own, and none of the settings.
    case 'SUBTREE': return /^\/\d+\/$/.test(sees.path) ? { role: 'yanxiu_whole', path: '', ids: '', person: '' } : { role: 'yanxiu_office', path: sees.path, ids: '', person: '' };
    case 'CLASSES': return { role: 'yanxiu_classes', path: '', ids: `{${sees.classIds.join(',')}}`, person: String(sees.personId) };
    case 'PROGRAMMES': return { role: 'yanxiu_programmes', path: '', ids: `{${sees.programmeIds.join(',')}}`, person: String(sees.personId) };
    case 'SELF': return { role: 'yanxiu_self', path: '', ids: '', person: String(sees.personId) };
    case 'NOTHING': return { role: 'yanxiu_anonymous', path: '', ids: '', person: '' };
  }
}

/** Runs statements on the application's connection under a role and its settings, in a transaction that is rolled back. */
async function under<T>(connection: pg.ClientConfig, settings: Settings, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('role', $1, true), set_config('yanxiu.path', $2, true), set_config('yanxiu.path_end', $3, true), set_config('yanxiu.ids', $4, true), set_config('yanxiu.person', $5, true)`,
      [settings.role, settings.path, settings.path && `${settings.path.slice(0, -1)}0`, settings.ids, settings.person]);
    return await work(client);
  } finally { await client.end(); }
}

/** Which rows of a guarded table a caller may see, stated over its own columns. */
function truth(name: string, sees: Sight): string {
  if (sees.kind === 'NOTHING') return 'false';
  const fact = visible('Enrolment', sees);
  switch (name) {
    case 'person': return reachable('Person', sees);
    case 'teacher_profile': return `exists (select 1 from person p where p.id = t.person_id and (${truth('person', sees).replaceAll('t.', 'p.')}))`;
    case 'course_review': {
      const ofCourse = (condition: string) => `exists (select 1 from course c left join programme p on p.id = c.programme_id left join training_body b on b.id = c.body_id where c.id = t.course_id and ${condition})`;
      const below = (column: string) => (sees.kind === 'SUBTREE' ? `(select o.path from office o where o.id = ${column}) like '${sees.path}%'` : 'false');
      if (sees.kind === 'SUBTREE') return ofCourse(`(${below('p.office_id')} or t.is_told and ${below('c.office_id')})`);
      return sees.kind === 'CLASSES' ? `t.is_told and ${ofCourse(`b.contact_id = ${sees.personId}`)}` : sees.kind === 'PROGRAMMES' ? `(t.expert_id = ${sees.personId} or t.is_open and ${ofCourse(`c.programme_id = any ('{${sees.programmeIds.join(',')}}')`)})` : 'false';
    }
    case 'review': return visible('Review', sees);
    case 'opinion': return visible('Opinion', sees);
    case 'saved_comment': return visible('SavedComment', sees);
    case 'saved_comment_use': return sees.kind === 'CLASSES' || sees.kind === 'PROGRAMMES' ? `t.person_id = ${sees.personId}` : 'false';
    case 'roster_import': return visible('RosterImport', sees);
    case 'roster_row': return `exists (select 1 from roster_import i where i.id = t.import_id and (${visible('RosterImport', sees).replaceAll('t.', 'i.')}))`;
    case 'data_correction': case 'teacher_change': return visible('DataCorrection', sees);
    case 'role_assignment': return sees.kind === 'SUBTREE' ? visible('ApiClient', sees) : `t.person_id = ${sees.personId}`;
    case 'class_tutor': case 'programme_role': return sees.kind === 'SUBTREE' ? `exists (select 1 from role_assignment r where r.id = t.role_id and ${visible('ApiClient', sees).replaceAll('t.', 'r.')})` : 'false';
    case 'appointment_record': case 'chief_tutor_appointment': case 'chief_tutor_recommendation': case 'likely_duplicate':
    case 'api_client': case 'export_request': return visible('ApiClient', sees);
    case 'office_change': return visible('OfficeChange', sees);
    case 'enrolment_exception': return sees.kind === 'CLASSES' || sees.kind === 'PROGRAMMES' ? 'false' : fact;
    case 'office_window': return sees.kind === 'SUBTREE' ? `(select o.path from office o where o.id = t.office_id) like '${sees.path}%'` : 'false';
    case 'quota': case 'quota_entry': return visible('Office', sees).replaceAll('t.id', 't.office_id');
    case 'office_contact': return visible('OfficeContact', sees);
    case 'steering_member': return visible('SteeringMember', sees);
    case 'bulk_act': case 'bulk_act_row': case 'saved_queue': case 'grading_sheet': case 'grading_sheet_row': return visible('SavedQueue', sees);
    case 'submission_flag': return sees.kind === 'CLASSES' || sees.kind === 'PROGRAMMES' ? fact : 'false';
    case 'nomination': return visible('Nomination', sees);
    case 'resource': return visible('Resource', sees);
    case 'resource_step': return sees.kind === 'SUBTREE' ? `exists (select 1 from resource r where r.id = t.resource_id and ${visible('Enrolment', sees).replaceAll('t.school_id', 'r.source_id')})` : 'false';
    case 'resource_reading': return `exists (select 1 from resource r where r.id = t.resource_id and (${visible('Resource', sees).replaceAll('t.', 'r.')}))`;
    case 'resource_file': return `(exists (select 1 from resource r where r.id = t.resource_id and (${visible('Resource', sees).replaceAll('t.', 'r.')}))${sees.kind === 'SUBTREE' ? ` or t.resource_id is null and (select o.path from office o where o.id = t.office_id) like '${sees.path}%'` : ''})`;
    case 'second_marking': return visible('SecondMarking', sees);
    case 'anchor_paper': return sees.kind === 'SUBTREE' ? 'false' : visible('AnchorPaper', sees);
    case 'calibration': return sees.kind === 'CLASSES' || sees.kind === 'PROGRAMMES' ? `t.tutor_id = ${sees.personId}` : 'false';
    case 'rubric_change': case 'allocation_act': case 'tutor_absence': case 'tutor_terms': return visible('RubricChange', sees);
    case 'review_draft': return sees.kind === 'CLASSES' || sees.kind === 'PROGRAMMES' ? `${fact} and t.tutor_id = ${sees.personId}` : 'false';
    default: return fact;
  }
}

describe('with both locks', () => {
  let server: TestServer;
  let callers: Caller[];
  const clients: pg.Client[] = [];
  const connect = pg.Client.prototype.connect as (this: pg.Client, ...rest: unknown[]) => unknown;
  beforeAll(async () => {
    // Every connection that the application opens, so that each can be looked at afterwards.
    pg.Client.prototype.connect = function collected(this: pg.Client, ...rest: unknown[]) { clients.push(this); this.once('end', () => { clients.splice(clients.indexOf(this), 1); }); return connect.apply(this, rest); } as never;
    server = await openTestServer();
    await setScene(server);
    callers = await callersOf(server);
  });
  afterAll(async () => {
    pg.Client.prototype.connect = connect as never;
    await server.close();
  });

  test('T8 every table is guarded, secret, or open for a stated reason; guarded ones force row-level security with USING and WITH CHECK', async () => {
    const tables = await rows<{ name: string; isOn: boolean; isForced: boolean }>(server.owner, `select relname as name, relrowsecurity as "isOn", relforcerowsecurity as "isForced" from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace order by 1`);
    expect(tables.map(({ name }) => name)).toEqual([...guarded, ...readByAll, ...Object.keys(open), ...secret].sort());
    expect(tables.filter(({ isOn, isForced }) => isOn && isForced).map(({ name }) => name)).toEqual([...guarded, ...readByAll, ...secretAndGuarded].sort());
    const policies = await rows<{ table: string; name: string; roles: string[]; command: string; using: string | null; check: string | null; kind: string }>(server.owner, `select tablename as table, policyname as name, roles::text[] as roles, cmd as command, qual as using, with_check as check, permissive as kind from pg_policies where schemaname = 'public'`);
    for (const policy of policies) {
      const { command } = policy;
      expect(policy).toMatchObject({ kind: 'PERMISSIVE', using: command === 'INSERT' ? null : expect.any(String), check: command === 'SELECT' || command === 'DELETE' ? null : expect.any(String) });
      // One role a policy: policies that OR onto each other ruin plans and hide mistakes.
      expect(policy.roles).toHaveLength(1);
    }
    // Of one table and role either one policy says all, or each command has one at most.
    for (const [at, group] of Map.groupBy(policies, ({ table, roles }) => `${table} ${roles[0]}`)) {
      const commands = group.map(({ command }) => command).sort().join(' ');
      expect(`${at} ${commands}`).toMatch(trail.includes(at.split(' ')[0] ?? '') ? / (INSERT|SELECT|INSERT SELECT)$/ : / (ALL|SELECT|DELETE INSERT SELECT UPDATE)$/);
    }
    for (const name of guarded) expect(policies.filter((policy) => policy.table === name).map((policy) => policy.roles[0])).toContain('yanxiu_job');
  });

  test('T8 the application\'s role owns nothing, is no superuser and cannot bypass; nothing of a view or function looks past the policies', async () => {
    const roles = await rows<{ name: string; isStrong: boolean }>(server.owner, `select rolname as name, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as "isStrong" from pg_roles where rolname like 'yanxiu\\_%' order by 1`);
    expect(roles).toEqual(['anonymous', 'app', 'classes', 'job', 'office', 'programmes', 'self', 'whole'].map((name) => ({ name: `yanxiu_${name}`, isStrong: false })));
    expect(await rows(server.owner, `select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname like 'yanxiu\\_%'`)).toEqual([]);
    expect(await rows(server.owner, `select relname from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace`)).toEqual([]);
    expect(await rows(server.owner, `select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace`)).toEqual([]);
  });

  test('T8 without a scope the application\'s own role reads no table at all, and a role without settings no row', async () => {
    const client = new pg.Client(server.connection);
    await client.connect();
    for (const name of [...guarded, ...readByAll, ...secret, ...Object.keys(open)]) await expect(client.query(`select 1 from "${name}" limit 1`)).rejects.toMatchObject({ code: '42501' });
    await client.end();
    for (const kind of kinds) {
      await under(server.connection, { role: `yanxiu_${kind}`, path: '', ids: '', person: '' }, async (one) => {
        // The root's role is its scope: there is nothing to set.
        for (const name of kind === 'whole' ? [] : guarded.filter((table) => !trail.includes(table))) {
          expect(`${kind} ${name} ${(await one.query(`select 1 from "${name}" limit 1`)).rowCount}`).toBe(`${kind} ${name} 0`);
        }
      });
      await under(server.connection, { role: `yanxiu_${kind}`, path: '/1/', ids: '{1}', person: '1' }, async (one) => {
        for (const name of secret) {
          await one.query('savepoint before');
          await expect(one.query(`select 1 from "${name}"`)).rejects.toMatchObject({ code: '42501' });
          await one.query('rollback to before');
        }
      });
    }
  });

  test('T8 each caller selects by direct SQL exactly the rows that are theirs, of every guarded table', async () => {
    for (const caller of callers) {
      await under(server.connection, settingsOf(caller.sees), async (client) => {
        for (const name of guarded.filter((one) => !trail.includes(one))) {
          const [[wanted], { rows: [seen] }] = await Promise.all([
            rows<{ count: number }>(server.owner, `select count(*)::int as count from "${name}" t where ${truth(name, caller.sees)}`),
            client.query<{ count: number; foreign: number }>(`select count(*)::int as count, (count(*) filter (where not coalesce((${truth(name, caller.sees)}), false)))::int as foreign from "${name}" t`),
          ]);
          expect(`${caller.name} ${name} ${seen?.count} ${seen?.foreign}`).toBe(`${caller.name} ${name} ${wanted?.count} 0`);
        }
      });
    }
  });

  test('T8 no caller writes a row beyond their scope by direct SQL, neither changing nor moving nor adding one', async () => {
    const zhou = callers.find((caller) => caller.name === '周明礼') as Caller;
    const [foreign] = await rows<{ id: number; classId: number }>(server.owner, `select id::int as id, class_id::int as "classId" from submission t where not (${visible('Submission', zhou.sees)}) limit 1`);
    const [own] = await keysInSight(server.owner, 'Submission', zhou.sees);
    const as = <T>(work: (client: pg.Client) => Promise<T>) => under(server.connection, settingsOf(zhou.sees), work);
    expect(await as(async (client) => (await client.query('update submission set version = version + 1 where id = $1', [foreign?.id])).rowCount)).toBe(0);
    expect(await as(async (client) => (await client.query('update submission set version = version + 1 where id = $1', [own])).rowCount)).toBe(1);
    await as(async (client) => expect(client.query('update submission set class_id = $2 where id = $1', [own, foreign?.classId])).rejects.toMatchObject({ code: '42501' }));
    const event = 'insert into submission_event (submission_id, person_id, school_id, class_id, period_id, programme_id, to_state, by_id, by_name, at) values ($1, 1, 1, $2, 1, 1, \'SCORED\', 1, \'x\', now())';
    await as(async (client) => expect(client.query(event, [foreign?.id, foreign?.classId])).rejects.toMatchObject({ code: '42501' }));
    expect(await as(async (client) => (await client.query(event, [own, zhou.sees.kind === 'CLASSES' ? zhou.sees.classIds[0] : 0])).rowCount)).toBe(1);
    // What is only recorded, no caller's role writes; and a learner's writes no review and no result.
    for (const caller of callers) for (const name of ['interaction_record', 'learning_record', 'objective_result']) await under(server.connection, settingsOf(caller.sees), async (client) => { await expect(client.query(`insert into ${name} default values`)).rejects.toMatchObject({ code: '42501' }); });
    const lin = callers.find((caller) => caller.name === '林晓岚') as Caller;
    for (const statement of ['update result set total_tenths = total_tenths', 'update review set comment = comment', 'delete from submission', 'update enrolment set state = state']) {
      await under(server.connection, settingsOf(lin.sees), async (client) => { await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' }); });
    }
  });

  test('T1 陆景行 gives and ends roles, moves people and changes offices in his county and nowhere else, by direct SQL too; nobody else writes any', async () => {
    const lu = callers.find((caller) => caller.name === '陆景行') as Caller;
    const path = lu.sees.kind === 'SUBTREE' ? lu.sees.path : '';
    const [at] = await rows<{ own: number; ownPath: string; ownPerson: number; ownRole: number; foreign: number; foreignPath: string; foreignPerson: number; foreignRole: number; seen: number }>(server.owner, `
      with own as (select o.* from office o where o.path like '${path}%' and o.level = 'SCHOOL' and o.state = 'OPEN' and exists (select 1 from person p where p.office_id = o.id) order by o.id limit 1),
        other as (select o.* from office o where o.path not like '${path}%' and o.level = 'SCHOOL' and o.state = 'OPEN' and exists (select 1 from person p where p.office_id = o.id) order by o.id limit 1)
      select own.id::int as own, own.path as "ownPath", (select id::int from person where office_id = own.id order by id limit 1) as "ownPerson", other.id::int as foreign, other.path as "foreignPath", (select id::int from person where office_id = other.id order by id limit 1) as "foreignPerson",
        (select r.id::int from role_assignment r join office o on o.id = r.office_id where o.path like '${path}%' order by r.id limit 1) as "ownRole", (select r.id::int from role_assignment r join office o on o.id = r.office_id where o.path not like '${path}%' order by r.id limit 1) as "foreignRole"
      from own, other`);
    if (!at) throw new Error('no schools');
    // Somebody who learned in the county and works elsewhere now: seen, and not his to change.
    const [moved] = await rows<{ id: number }>(server.owner, `update person set office_id = $1 where id = (select e.person_id from enrolment e join office o on o.id = e.school_id where o.path like '${path}%' order by e.id desc limit 1) returning id::int as id`, [at.foreign]);
    const giving = "insert into role_assignment (person_id, role, office_id, valid_from) values ($1, 'ADMIN', $2, '2023-09-10')";
    const making = "insert into office (code, name, level, parent_id, path) values ('9999999999', '新校', 'SCHOOL', $1, $2)";
    const person = "insert into person (name, training_number, office_id) values ('新人', '9999999999', $1)";
    // Each act is undone before the next.
    const outcomes = (caller: Caller, chosen: readonly [string, string, unknown[], string][]) => under(server.connection, settingsOf(caller.sees), async (client) => {
      const told: string[] = [];
      for (const [what, statement, values] of chosen) {
        await client.query('savepoint before');
        told.push(`${what}: ${await client.query(statement, values).then(({ rowCount }) => String(rowCount), (error: { code: string }) => error.code)}`);
        await client.query('rollback to savepoint before');
      }
      return told;
    });
    const acts: [what: string, statement: string, values: unknown[], answer: string][] = [
      ['gives a role in his county', giving, [at.ownPerson, at.own], '1'],
      ['gives a role elsewhere', giving, [at.ownPerson, at.foreign], '42501'],
      ['ends a role in his county', "update role_assignment set valid_until = '2023-09-10' where id = $1", [at.ownRole], '1'],
      ['ends a role elsewhere', "update role_assignment set valid_until = '2023-09-10' where id = $1", [at.foreignRole], '0'],
      ['takes a role from elsewhere', 'update role_assignment set office_id = $2 where id = $1', [at.foreignRole, at.own], '0'],
      ['gives a role of his county away', 'update role_assignment set office_id = $2 where id = $1', [at.ownRole, at.foreign], '42501'],
      ['adds somebody to his county', person, [at.own], '1'],
      ['adds somebody elsewhere', person, [at.foreign], '42501'],
      ['changes somebody of his county', 'update person set name = name where id = $1', [at.ownPerson], '1'],
      ['changes somebody elsewhere', 'update person set name = name where id = $1', [at.foreignPerson], '0'],
      ['sees somebody who has moved away', 'select 1 from person where id = $1', [moved?.id], '1'],
      ['changes somebody who has moved away', 'update person set name = name where id = $1', [moved?.id], '0'],
      ['draws somebody back who has moved away', 'update person set office_id = $2 where id = $1', [moved?.id, at.own], '0'],
      ['sends somebody elsewhere', 'update person set office_id = $2 where id = $1', [at.ownPerson, at.foreign], '42501'],
      ['makes an office in his county', making, [at.own, `${at.ownPath}990099/`], '1'],
      ['makes an office elsewhere', making, [at.foreign, `${at.foreignPath}990099/`], '42501'],
      ['renames an office of his county', 'update office set name = name where id = $1', [at.own], '1'],
      ['renames an office elsewhere', 'update office set name = name where id = $1', [at.foreign], '0'],
      ['draws an office into his county', 'update office set path = $2 where id = $1', [at.foreign, `${at.ownPath}${at.foreign}/`], '0'],
      ['sends an office elsewhere', 'update office set path = $2 where id = $1', [at.own, `${at.foreignPath}${at.own}/`], '42501'],
    ];
    expect(await outcomes(lu, acts)).toEqual(acts.map(([what, , , answer]) => `${what}: ${answer}`));
    const writes = acts.filter(([, text]) => !text.startsWith('select'));
    const others = callers.filter(({ sees }) => sees.kind !== 'SUBTREE');
    for (const caller of others) expect({ caller: caller.name, told: await outcomes(caller, writes) }).toEqual({ caller: caller.name, told: writes.map(([what]) => `${what}: 42501`) });
    // Nor where a grant were given by mistake: the policies alone answer.
    await server.owner.query('grant insert, update, delete on role_assignment, office, person to yanxiu_classes, yanxiu_programmes, yanxiu_self, yanxiu_anonymous');
    try {
      for (const caller of others) expect({ caller: caller.name, written: (await outcomes(caller, writes)).filter((told) => !/: (42501|0)$/.test(told)) }).toEqual({ caller: caller.name, written: [] });
    } finally {
      await server.owner.query('revoke insert, update, delete on role_assignment, office, person from yanxiu_classes, yanxiu_programmes, yanxiu_self, yanxiu_anonymous');
      await server.owner.query('update person set office_id = (select school_id from enrolment where person_id = $1 order by id limit 1) where id = $1', [moved?.id]);
    }
  });

  test('T12 the audit trail is readable by administrators for their subtree, and by no other caller', async () => {
    const codes = ['32', '3205', '320506', '320583', '3201'];
    await server.owner.query(`insert into audit_event (at, request_id, actor, office_id, action, facts) select now(), 'scene', code, id, 'assignments.grade', '{}' from office where code = any ($1)`, [codes]);
    for (const caller of callers) {
      const wanted = caller.sees.kind === 'SUBTREE' ? await rows<{ actor: string }>(server.owner, `select actor from audit_event a join office o on o.id = a.office_id where a.request_id = 'scene' and o.path like '${caller.sees.path}%' order by 1`) : [];
      const seen = await under(server.connection, settingsOf(caller.sees), (client) => client.query<{ actor: string }>("select actor from audit_event where request_id = 'scene' order by 1").then((result) => result.rows, () => []));
      expect({ caller: caller.name, seen }).toEqual({ caller: caller.name, seen: wanted });
      // Nor anything without an office: who signed in when is for the system's own jobs.
      if (caller.sees.kind !== 'SUBTREE') expect(await under(server.connection, settingsOf(caller.sees), (client) => client.query('select 1 from audit_event').then((result) => result.rowCount, () => 0))).toBe(0);
    }
  });

  test('T12 no role that a caller becomes can change, delete or empty the audit trail, nor can a job', async () => {
    for (const role of [...kinds.map((kind) => `yanxiu_${kind}`), 'yanxiu_job', 'yanxiu_app']) {
      for (const statement of ["update audit_event set actor = 'x'", 'delete from audit_event', 'truncate audit_event']) {
        await under(server.connection, { role, path: '/1/', ids: '{1}', person: '1' }, async (client) => { await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' }); });
      }
      if (role !== 'yanxiu_app') expect(await under(server.connection, { role, path: '/1/', ids: '{1}', person: '1' }, async (client) => (await client.query("insert into audit_event (at, request_id, actor, action, facts) values (now(), 'r', 'a', 'b', '{}')")).rowCount)).toBe(1);
    }
  });

  test('T17 after all sorts of requests no pooled connection carries a scope', async () => {
    const zhou = await server.as('周明礼');
    const lu = await server.as('陆景行');
    const [own] = await keysInSight(server.owner, 'Submission', (callers.find((caller) => caller.name === '周明礼') as Caller).sees);
    await Promise.all(Array.from({ length: 30 }, (_, index) => (index % 2 ? zhou.sees('{ gradingQueue(filter: ALL, first: 5) { totalCount nodes { id } } }') : lu.sees('{ enrolments(first: 5) { totalCount nodes { id } } }'))));
    await zhou.ask('mutation ($input: ClaimSubmissionInput!) { claimSubmission(input: $input) { refusals { code } } }', { input: { submissionId: idOf({ type: 'Submission', key: own ?? 0 }) } });
    await zhou.ask('mutation ($input: ClaimSubmissionInput!) { claimSubmission(input: $input) { refusals { code } } }', { input: { submissionId: idOf({ type: 'Submission', key: neverKey }) } });
    await zhou.ask('{ offices(first: 1) { totalCount } }');
    const pooled = clients.filter((client) => client.user === 'yanxiu_app');
    expect(pooled.length).toBeGreaterThan(2);
    for (const client of pooled) {
      const { rows: [state] } = await client.query(`select current_user as role, concat(current_setting('yanxiu.path', true), current_setting('yanxiu.path_end', true), current_setting('yanxiu.ids', true), current_setting('yanxiu.person', true)) as scope`);
      expect(state).toEqual({ role: 'yanxiu_app', scope: '' });
    }
  });

  test('T17 two callers interleaved on one server never see a row of each other', async () => {
    const two = [callers.find((caller) => caller.name === '陆景行') as Caller, callers.find((caller) => caller.name === '钱开明') as Caller];
    const truths = await Promise.all(two.map(async (caller) => new Set((await keysInSight(server.owner, 'Enrolment', caller.sees)).map((key) => idOf({ type: 'Enrolment', key })))));
    await Promise.all(Array.from({ length: 200 }, async (_, index) => {
      const seen = await (two[index % 2] as Caller).actor.sees('{ enrolments(first: 50) { totalCount nodes { id school { ancestors { code } } submissions { id } result { id } } } }');
      expect(seen.enrolments.totalCount).toBe(truths[index % 2]?.size);
      for (const node of seen.enrolments.nodes) expect(truths[index % 2]?.has(node.id)).toBe(true);
    }));
  });
});

/** Types that stand for personal and result data, as callers reach them by id. */
const personal: readonly NodeType[] = ['Person', 'DataCorrection', 'RosterImport', 'Enrolment', 'Submission', 'Review', 'Opinion', 'Result', 'ApiClient', 'OfficeChange', 'OfficeContact', 'SteeringMember', 'Appointment', 'ChiefTutorRecommendation', 'AuditEvent', 'ExportRequest'];

describe.each([
  ['with the application\'s check switched off, row-level security alone', { isApplicationScopeOn: false }],
  ['with row-level security switched off, the application\'s conditions alone', { isRowSecurityOn: false }],
] as const)('%s', (_, options) => {
  let server: TestServer;
  let callers: Caller[];
  let things: Thing[];
  const table = readPermissionTable();
  const isByRowSecurity = 'isApplicationScopeOn' in options;
  const allowed = (type: NodeType, sees: Sight) => (isByRowSecurity && type === 'Person' ? truth('person', sees) : visible(type, sees));
  const may = (caller: Caller, coordinate: string) => table.isGranted(coordinate, caller.grantee);
  beforeAll(async () => {
    server = await openTestServer(options);
    things = await setScene(server);
    callers = await callersOf(server);
  });
  afterAll(() => server.close());

  test('T3 the other lock is really off', async () => {
    const [zhou, policies] = [callers.find((caller) => caller.name === '周明礼') as Caller, await rows(server.owner, 'select 1 from pg_policies')];
    if (!isByRowSecurity) expect(policies).toEqual([]);
    // Without the application's check even what is no personal data is open: every class, not only the own ones.
    const [count] = await rows<{ count: number }>(server.owner, isByRowSecurity ? 'select count(*)::int as count from training_class' : `select count(*)::int as count from training_class t where ${visible('TrainingClass', zhou.sees)}`);
    expect((await zhou.actor.sees('{ classes(first: 1) { totalCount } }')).classes.totalCount).toBe(count?.count);
  });

  test.each(cast.map(({ name }) => name).concat('苏州教师发展平台（演示）'))('T1 %s reads zero foreign rows of every kind, by id and by list', async (name) => {
    const caller = callers.find((one) => one.name === name) as Caller;
    for (const type of personal.filter((one) => may(caller, `${one}.id`))) {
      const keys = new Set((await rows<{ key: number }>(server.owner, `select t.${type === 'Result' ? 'enrolment_id' : 'id'}::int as key from ${{ Person: 'person', Enrolment: 'enrolment', Submission: 'submission', Review: 'review', Opinion: 'opinion', Result: 'result', ApiClient: 'api_client', OfficeChange: 'office_change', OfficeContact: 'office_contact', SteeringMember: 'steering_member', DataCorrection: 'data_correction', RosterImport: 'roster_import', Appointment: 'role_assignment', ChiefTutorRecommendation: 'chief_tutor_recommendation', AuditEvent: 'audit_event', ExportRequest: 'export_request' }[type as 'Person']} t where ${allowed(type, caller.sees)}`)).map(({ key }) => key));
      for (const thing of things.filter((one) => one.type === type)) {
        const answer = await caller.actor.ask(`query ($id: ID!) { node(id: $id) { ... on ${type} { id } } }`, { id: idOf(thing) });
        expect(`${type} of ${thing.at}: ${answer.errors[0]?.extensions['code'] ?? answer.data.node.id}`).toBe(`${type} of ${thing.at}: ${keys.has(thing.key) ? idOf(thing) : 'NOT_FOUND'}`);
      }
    }
    const lists = { enrolments: ['Enrolment', 'first: 100', 'true', 't.id'], results: ['Result', 'first: 100', 'true', 't.enrolment_id'], gradingQueue: ['Submission', 'filter: ALL, first: 100', 't.is_latest', 't.submitted_at, t.id'], apiClients: ['ApiClient', 'first: 100', 'true', 't.id desc'], appointments: ['Appointment', 'first: 100', 'true', 't.id desc'], chiefTutorRecommendations: ['ChiefTutorRecommendation', 'first: 100', 'true', 't.id desc'] } as const;
    for (const [root, [type, given, condition, order]] of Object.entries(lists)) {
      if (!may(caller, `Query.${root}`)) continue;
      const keys = await keysInSight(server.owner, type, caller.sees, condition, order);
      const seen = await caller.actor.sees(`{ ${root}(${given}) { totalCount nodes { id } } }`);
      expect({ root, total: seen[root].totalCount, ids: seen[root].nodes.map(({ id }: { id: string }) => id) }).toEqual({ root, total: keys.length, ids: keys.slice(0, 100).map((key) => idOf({ type, key })) });
    }
  });

  test('T3 a draft is its author\'s alone, a claim and an opinion hang only on what is in scope, and progress counts own work', async () => {
    for (const name of ['周明礼', '许静姝', '韩立诚', '裴致远']) {
      const caller = callers.find((one) => one.name === name) as Caller;
      const seen = await caller.actor.sees('{ gradingQueue(filter: GRADED, first: 100) { nodes { id draft { comment } lease { holderName } opinions { id } history { byName } attempts { id } } } gradingProgress { done left } }');
      const ids = new Set((await keysInSight(server.owner, 'Submission', caller.sees)).map((key) => idOf({ type: 'Submission', key })));
      for (const node of seen.gradingQueue.nodes) for (const one of [node, ...node.attempts]) expect(ids.has(one.id)).toBe(true);
      const [truthOf] = await rows<{ done: number; left: number }>(server.owner, `select count(*) filter (where t.state in ('SCORED', 'RELEASED', 'APPEALED', 'REVISED'))::int as done, count(*) filter (where t.state = 'SUBMITTED')::int as left from submission t where t.is_latest and ${visible('Submission', caller.sees)}`);
      expect(seen.gradingProgress).toEqual(truthOf);
      // Everybody of them has a draft on each submission of the scene; each reads the own one.
      await server.owner.query("update review_draft set comment = (select p.name from person p where p.id = tutor_id)");
      const mine = things.find((thing) => thing.type === 'Submission' && ids.has(idOf(thing))) as Thing;
      expect((await caller.actor.sees('query ($id: ID!) { submission(id: $id) { draft { comment } } }', { id: idOf(mine) })).submission.draft).toEqual({ comment: name });
    }
  });

  test('T3 韩立诚 cannot claim, draft, score or return work of 周明礼\'s class, and nothing is written', async () => {
    const han = await server.as('韩立诚' as CastName);
    const [foreign] = await rows<{ id: number; version: number }>(server.owner, "select t.id::int as id, t.version from submission t join training_class c on c.id = t.class_id where c.course_id = 1 and t.is_latest and t.state = 'SUBMITTED' limit 1");
    const submissionId = idOf({ type: 'Submission', key: foreign?.id ?? 0 });
    const writes = {
      claimSubmission: ['ClaimSubmissionInput', { submissionId }],
      giveBackSubmission: ['GiveBackSubmissionInput', { submissionId }],
      saveReviewDraft: ['SaveReviewDraftInput', { submissionId, expectedDraftVersion: 0, criterionPoints: [], comment: '', isExcellent: false }],
      submitReview: ['SubmitReviewInput', { submissionId, expectedVersion: foreign?.version, points: '80', criterionPoints: [], comment: '', isExcellent: false, force: true }],
      returnSubmission: ['ReturnSubmissionInput', { submissionId, expectedVersion: foreign?.version, reason: '退回。' }],
    } as const;
    for (const [mutation, [type, input]] of Object.entries(writes)) {
      const answer = await han.ask(`mutation ($input: ${type}!) { ${mutation}(input: $input) { refusals { code } } }`, { input });
      expect(`${mutation} ${answer.errors[0]?.extensions['code']}`).toBe(`${mutation} NOT_FOUND`);
    }
    expect(await rows(server.owner, 'select version from submission where id = $1', [foreign?.id])).toEqual([{ version: foreign?.version }]);
  });
});
