// Existence hiding and the counts as an oracle: what lies beyond the scope cannot be told from what never was, by bytes, by
// statements, or by a number that moves when something foreign is added.
import type { NodeType } from '../../server/kernel/ids.js';
import { idOf, neverKey, rows, type Caller, type Thing } from './places.js';
import { bytes, filters, grantedTo, lists, type ReadWalk } from './read-walk.js';
import { differenceOf, type StatementCount } from './statement-count.js';

/** Every node type by node(id), and every argument of a query that takes an id. */
export async function hidden(walk: ReadWalk, caller: Caller, count: StatementCount): Promise<string[]> {
  const unexpected: string[] = [];
  const measure = async (query: string, id: string): Promise<string> => {
    count.take();
    const answer = await walk.ask(caller, query, { id });
    return `${bytes(answer)} from ${count.take()} statements`;
  };
  const compare = async (what: string, query: string, foreign: Thing) => {
    const difference = await differenceOf((id: string) => measure(query, id), idOf(foreign), idOf({ type: foreign.type, key: neverKey }));
    if (difference !== null) unexpected.push(`${caller.name}: ${what}: ${difference}`);
  };
  for (const type of new Set(walk.things.map((thing) => thing.type))) {
    const foreign = walk.things.find((thing) => thing.type === type && !walk.sees(caller, thing));
    if (foreign) await compare(`node of ${type}`, `query ($id: ID!) { node(id: $id) { ... on ${type} { id } } }`, foreign);
  }
  for (const [argument, how] of Object.entries(filters)) {
    const [, root = '', parameter = ''] = /^(\w+)\((\w+)\)$/.exec(argument) ?? [];
    if (typeof how === 'string' || !grantedTo(caller)(`Query.${root}`)) continue;
    const { foreign } = await walk.ownAndForeign(caller, root, how.foreign);
    if (foreign) await compare(argument, `query ($id: ID!) { ${root}(${parameter}: $id ${how.of} }`, foreign);
  }
  return unexpected;
}

/** A row like one that is foreign to a caller, added and taken away again: the lists that may not count it. */
const additions: Partial<Record<NodeType, string>> = {
  Enrolment: "insert into enrolment (id, programme_id, period_id, class_id, person_id, school_id, state, enrolled_at) select 900100000, programme_id, period_id, class_id, (select min(p.id) from person p where p.user_name is null and not exists (select 1 from enrolment x where x.person_id = p.id)), school_id, state, enrolled_at from enrolment e where id = $1",
  Office: "insert into office (id, code, name, level, parent_id, path, city_id, county_id) select 900100000, '9900000099', '添一所', level, parent_id, (select path from office a where a.id = o.parent_id) || '900100000/', city_id, county_id from office o where id = $1",
  ApiClient: "insert into api_client (id, client_id, name, office_id, scopes, created_at) select 900100000, 'yx-added', '添一个', office_id, '{OFFICES_READ}', now() from api_client where id = $1",
};
const taking: Record<string, string> = { Enrolment: 'delete from enrolment where id = 900100000', Office: 'delete from office where id = 900100000', ApiClient: 'delete from api_client where id = 900100000' };

/** Every total is the same with a foreign row more; with one of the own it moves, or the question meant nothing. */
export async function countsTellNothing(walk: ReadWalk, caller: Caller): Promise<{ unexpected: string[]; moved: number }> {
  const { owner } = walk.server;
  const unexpected: string[] = [];
  let moved = 0;
  const totals = async (type: NodeType) => {
    const parts = Object.entries(lists).filter(([root, list]) => list.type === type && grantedTo(caller)(`Query.${root}`));
    return JSON.stringify(await Promise.all(parts.map(async ([root, list]) => (await walk.ask(caller, `{ ${root}(${list.arguments}) { totalCount } }`)).data?.[root]?.['totalCount'])));
  };
  for (const [type, statement] of Object.entries(additions) as [NodeType, string][]) {
    const mine = walk.things.find((thing) => thing.type === type && walk.sees(caller, thing) && (type !== 'Office' || !thing.at.startsWith('office ')));
    const foreign = walk.things.find((thing) => thing.type === type && !walk.sees(caller, thing) && (type !== 'Office' || !thing.at.startsWith('office ')));
    const before = await totals(type);
    if (before === '[]') continue;
    for (const [thing, isMine] of [[foreign, false], [mine, true]] as const) {
      if (!thing) continue;
      const added = await rows(owner, `${statement} returning id`, [thing.key]).catch((error: Error) => { unexpected.push(`${caller.name}: nothing could be added beside ${type} of ${thing.at}: ${error.message}`); return []; });
      try {
        const isMoved = (await totals(type)) !== before;
        if (isMoved && !isMine) unexpected.push(`${caller.name}: a foreign ${type} more changes a total`);
        if (isMoved && isMine) moved += 1;
      } finally { if (added.length > 0) await owner.query(taking[type] ?? ''); }
    }
  }
  return { unexpected, moved };
}
