// Rubrics (评分标准): made and revised by chief subject tutors. A version never changes; a revision is the next one.
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import type { Subject } from '../kernel/subjects.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { once } from '../platform/idempotency/idempotency.js';
import type { Criterion } from './rules/points.js';
import { rubricRefusals, totalOf } from './rules/rubric.js';
import { formatTenths } from '../kernel/tenths.js';

/** A criterion without a key is new; one with a key is that of the version before. */
export interface RubricRequest { name: string; subject: Subject | null; criteria: readonly (Omit<Criterion, 'key'> & { key: string | null })[] }

interface Latest { id: number; code: string; version: number; criteria: Criterion[] }

export class RubricService {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** Answers the key of the first version. Refuses what is no rubric, with the field. */
  async create(context: RequestContext, request: RubricRequest, idempotencyKey: string | null): Promise<Outcome<{ id: number }>> {
    const criteria = keyed(request.criteria.map((criterion) => ({ ...criterion, key: null })), []);
    return this.database.transaction(context.caller.scope, (tx) => once(tx, context.caller.actor, idempotencyKey, { operation: 'createRubric', ...request }, async () => {
      const refusals = rubricRefusals({ name: request.name, criteria });
      if (refusals.length > 0) return refused(...refusals);
      const [next] = await tx.rows<{ code: string }>(sql`select 'R' || lpad((count(distinct code) + 1)::text, 4, '0') || substr(md5(random()::text), 1, 4) as code from rubric`);
      return accepted({ id: await this.#write(tx, context, { code: next?.code ?? '', version: 1 }, { ...request, criteria }) });
    }));
  }

  /** Answers the key of the new version; assignments keep theirs until they are taken over. Refuses STALE when another revision came in between. */
  async revise(context: RequestContext, rubricId: number, expectedVersion: number, request: RubricRequest): Promise<Outcome<{ id: number }>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      // Whoever revises holds the first version, which stays what it is; the latest is another row afterwards.
      const [first] = await tx.rows<{ code: string }>(sql`select f.code from rubric f where f.version = 1 and f.code = (select code from rubric where id = ${rubricId}) for update`);
      const [latest] = first ? await tx.rows<Latest>(sql`select l.id::int as id, l.code, l.version, l.criteria from rubric l where l.is_latest and l.code = ${first.code}`) : [];
      if (!latest) throw notFound();
      if (latest.version !== expectedVersion) return refused(refuse('STALE', { zh: `这份评分标准已修订到第 ${latest.version} 版，您的修改没有写入。`, en: `Version ${latest.version} exists by now; nothing of yours was written.` }, { field: 'expectedVersion', facts: { current: latest.version, yours: expectedVersion } }));
      const stranger = request.criteria.findIndex(({ key }) => key !== null && !latest.criteria.some((criterion) => criterion.key === key));
      if (stranger >= 0) return refused(refuse('NOT_FOUND', { zh: '上一版中没有这个评分项。', en: 'The version before has no such criterion.' }, { field: `criteria.${stranger}.key` }));
      const criteria = keyed(request.criteria, latest.criteria);
      const refusals = rubricRefusals({ name: request.name, criteria });
      if (refusals.length > 0) return refused(...refusals);
      await tx.rows(sql`update rubric set is_latest = false where id = ${latest.id}`);
      return accepted({ id: await this.#write(tx, context, { code: latest.code, version: latest.version + 1 }, { ...request, criteria }) });
    });
  }

  async #write(tx: Tx, context: RequestContext, { code, version }: { code: string; version: number }, { name, subject, criteria }: { name: string; subject: Subject | null; criteria: Criterion[] }): Promise<number> {
    const [made] = await tx.rows<{ id: number }>(sql`insert into rubric (code, version, is_latest, name, subject, criteria, made_by_name, made_at)
      values (${code}, ${version}, true, ${name.trim()}, ${subject}, ${JSON.stringify(criteria)}::jsonb, ${context.caller.name}, ${this.clock.business()}) returning id::int as id`);
    const id = made?.id ?? 0;
    await recordAudit(tx, context, { action: 'assignments.manageRubrics', subject: globalId('Rubric', id), facts: { act: version === 1 ? 'create' : 'revise', name: name.trim(), version, criteria: criteria.length, total: formatTenths(totalOf(criteria)) } });
    return id;
  }
}

/** Gives new criteria the next free keys; names are trimmed. */
function keyed(criteria: RubricRequest['criteria'], known: readonly Criterion[]): Criterion[] {
  const taken = new Set([...known.map(({ key }) => key), ...criteria.map(({ key }) => key)]);
  let next = 1;
  return criteria.map(({ key, name, description, maximumTenths, levels }) => {
    let own = key;
    for (; own === null; next += 1) if (!taken.has(`c${next}`)) own = `c${next}`;
    return { key: own, name: name.trim(), description: description.trim(), maximumTenths, levels: levels.map((level) => ({ name: level.name.trim(), description: level.description.trim(), pointsTenths: level.pointsTenths })) };
  });
}
