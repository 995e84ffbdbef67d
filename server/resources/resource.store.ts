// Queries on resources: the libraries, what waits, the steps, the files.
import type { Stage, Subject } from '../kernel/subjects.js';
import { likeText, officeShape } from '../offices/index.js';
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Scope } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { defineShape, field, inCare, rfc3339 } from '../platform/database/shape.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import { areReadAs, lettersOf } from '../platform/text/readings.js';
import type { ResourceStepType, ResourceType } from './graphql/resource.type.js';
import { resourceTitles } from './resource-reading.entity.js';
import type { ResourceKind } from './rules/resource-form.js';
import type { ResourceAct, ResourcePlace, ResourceState } from './rules/resource-life.js';

/** The same for all questions about what the viewer may do, so that it is read once. */
const place = field.json((t) => placeOf(t), (value) => value as ResourcePlace);

/** Where a resource stands, as the rules ask it. */
export function placeOf(t: string): string {
  return `json_build_object('state', ${t}.state, 'version', ${t}.version, 'sourceId', ${t}.source_id, 'libraryId', ${t}.library_id, 'waitingId', ${t}.waiting_id, 'aboveId', (select holder.parent_id from office holder where holder.id = ${t}.library_id),
    'handedInById', ${t}.handed_in_by_id, 'authorId', ${t}.author_id, 'recommendedById', ${t}.recommended_by_id)`;
}

/** The keys of the offices from the root down to one, out of its path. */
function above(path: Sql): Sql {
  return sql`string_to_array(btrim(${path}, '/'), '/')::bigint[]`;
}

/** The libraries of the offices at and above the one where the person works. */
function libraryAbovePerson(t: string, { personId }: { personId: number }): Sql {
  return sql`${raw(t)}.library_id = any ((select ${above(raw('home.path'))} as ids from person who join office home on home.id = who.office_id where who.id = ${personId})::bigint[])`;
}

const fileShape = defineShape({ typeName: 'ResourceFile', table: 'resource_file', key: 'id', fields: { name: field.text('name'), bytes: field.int('bytes') }, scope: {} });

export const resourceShape = defineShape({
  typeName: 'Resource',
  table: 'resource',
  key: 'id',
  fields: {
    id: field.id('Resource'), title: field.text('title'), kind: field.text('kind'), subject: field.text('subject'), stage: field.text('stage'), description: field.text('description'), authors: field.text('authors'), rights: field.text('rights'), rightsNote: field.text('rights_note'),
    link: field.text('link'), file: field.oneBy(() => fileShape, (t, target) => `${target}.resource_id = ${t}.id`), source: field.one(() => officeShape, 'source_id'), library: field.one(() => officeShape, 'library_id'), waitingAt: field.one(() => officeShape, 'waiting_id'),
    state: field.text('state'), version: field.int('version'), handedInAt: field.time('handed_in_at'), viewerCanRecommend: place, viewerCanDecide: place, viewerCanWithdraw: place,
  } satisfies Record<Exclude<keyof ResourceType, 'key'>, unknown>,
  scope: {
    office: (t, scope) => sql`(${inCare(raw(`${t}.source_id`), scope)} or ${raw(t)}.library_id = any (${above(sql`${scope.path}::text`)}))`,
    classes: libraryAbovePerson, programmes: libraryAbovePerson, self: libraryAbovePerson,
    job: () => raw('true'),
  },
});

/** The way of a resource is read by the administrators at and above the office that handed it in. */
export const resourceStepShape = defineShape({
  typeName: 'ResourceStep', table: 'resource_step', key: 'id', fields: {},
  scope: { office: (t, scope) => inCare(sql`(select stepped.source_id from resource stepped where stepped.id = ${raw(t)}.resource_id)`, scope), job: () => raw('true') },
});

export interface ResourceFilter {
  /** What this office's library holds. */
  libraryId: number | null;
  kind: ResourceKind | null;
  subject: Subject | null;
  stage: Stage | null;
  search: string | null;
  /** What waits before this office. */
  waitingAt: number | null;
  /** What this office handed in, whatever became of it. */
  sourceId: number | null;
}

export interface StoredFile { name: string; type: string; hex: string }

export class ResourceStore {
  constructor(private readonly database: Database) {}

  /** What was handed in last stands on top. */
  async page(scope: Scope, filter: ResourceFilter, selection: Selection, args: PagingArgs): Promise<Page<ResourceType>> {
    return this.database.page<ResourceType>(scope, resourceShape, selection, args, { where: conditionsOf(filter), order: { columns: [{ sql: 't.id', type: 'bigint' }], isDescending: true } });
  }

  async byKey(scope: Scope, key: number, selection: Selection): Promise<ResourceType | null> {
    return this.database.one<ResourceType>(scope, resourceShape, selection, sql`t.id = ${key}`);
  }

  async stepsOf(scope: Scope, resourceIds: readonly number[]): Promise<Map<number, ResourceStepType[]>> {
    const rows = await this.database.rows<{ resourceId: number; act: ResourceAct; state: ResourceState; officeName: string; byName: string; at: string; reason: string | null }>(scope, sql`
      select s.resource_id as "resourceId", s.act, s.to_state as state, o.name as "officeName", s.by_name as "byName", s.at::text as at, s.reason
      from resource_step s join resource t on t.id = s.resource_id join office o on o.id = s.office_id
      where t.id = any (${resourceIds}::bigint[]) and ${this.database.allows(resourceShape, 't', scope)} and ${this.database.allows(resourceStepShape, 's', scope)} order by s.id`);
    return Map.groupBy(rows.map(({ at, ...row }) => ({ ...row, at: rfc3339(at) })), ({ resourceId }) => resourceId);
  }

  async file(scope: Scope, resourceId: number): Promise<StoredFile | null> {
    const [file] = await this.database.rows<StoredFile>(scope, sql`select f.name, f.type, encode(f.content, 'hex') as hex from resource t join resource_file f on f.resource_id = t.id where t.id = ${resourceId} and ${this.database.allows(resourceShape, 't', scope)}`);
    return file ?? null;
  }
}

function conditionsOf({ libraryId, kind, subject, stage, search, waitingAt, sourceId }: ResourceFilter): Sql[] {
  const where: Sql[] = [];
  if (sourceId === null) where.push(raw("t.state <> 'TAKEN_BACK'"));
  else where.push(sql`t.source_id = ${sourceId}`);
  // It holds what came from below it and lies in its library or has gone on from there to one above.
  if (libraryId !== null) where.push(sql`t.library_id = any ((select ${above(raw('lib.path'))} as ids from office lib where lib.id = ${libraryId})::bigint[])`, sql`(select starts_with(origin.path, lib.path) from office origin, office lib where origin.id = t.source_id and lib.id = ${libraryId})`);
  if (kind !== null) where.push(sql`t.kind = ${kind}`);
  if (subject !== null) where.push(sql`t.subject = ${subject}`);
  if (stage !== null) where.push(sql`t.stage = ${stage}`);
  if (waitingAt !== null) where.push(sql`t.waiting_id = ${waitingAt}`);
  if (search !== null) {
    const within = `%${likeText(search)}%`;
    const letters = lettersOf(search);
    where.push(sql`(t.title like ${within} or t.authors like ${within} or ${letters === null ? raw('false') : sql`t.id = any (${areReadAs(resourceTitles, letters)})`})`);
  }
  return where;
}
