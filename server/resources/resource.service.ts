// Resources (资源): handed in to the own library, recommended, accepted or returned one library above, and withdrawn. Every step is a record.
import type { Readable } from 'node:stream';
import { personShape } from '../access/index.js';
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { inCare } from '../platform/database/shape.js';
import { raw, sql } from '../platform/database/sql.js';
import { gathered } from '../platform/files/gathered.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { once } from '../platform/idempotency/idempotency.js';
import { addReadings } from '../platform/text/readings.js';
import { fileMaximumBytes, fileNameOf, fileRefusals, fileTypeOf } from '../programmes/index.js';
import { resourceTitles } from './resource-reading.entity.js';
import { placeOf, resourceShape } from './resource.store.js';
import { formRefusals, type ResourceForm } from './rules/resource-form.js';
import { stepRefusals, withdrawalBy, type ResourceAct, type ResourceDecision, type ResourceMove, type ResourcePlace, type ResourceState } from './rules/resource-life.js';

export interface HandInAct { form: ResourceForm; fileNumber: number | null; isRecommended: boolean; idempotencyKey: string | null }
export interface MoveAct { resourceId: number; reason: string; expectedVersion: number; idempotencyKey: string | null }
export interface DecideAct extends MoveAct { decision: ResourceDecision; isRecommended: boolean }
export type Handled = Outcome<{ resourceId: number }>;

/** Where a step leads. */
interface Target { state: ResourceState; libraryId: number | null; waitingId: number | null }

export class ResourceService {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** Keeps a file until the resource that it belongs to is handed in; of somebody who changes their mind only the last one. */
  async upload(context: RequestContext, given: string, stream: Readable): Promise<Outcome<{ number: number }>> {
    const { scope, officeId } = context.caller;
    const byId = personOf(context.caller);
    const content = await gathered(stream, fileMaximumBytes);
    const name = fileNameOf(given);
    const type = content === null ? null : fileTypeOf(name, content.subarray(0, 8));
    const refusals = fileRefusals(content, type);
    if (refusals.length > 0 || content === null) return refused(...refusals);
    return this.database.transaction(scope, async (tx) => {
      await tx.rows(sql`delete from resource_file where by_id = ${byId} and resource_id is null`);
      const [kept] = await tx.rows<{ number: number }>(sql`insert into resource_file (office_id, name, type, bytes, content, by_id, at) values (${officeId}, ${name}, ${type}, ${content.length}, decode(${content.toString('hex')}, 'hex'), ${byId}, ${this.clock.business()}) returning id::int as number`);
      await recordAudit(tx, context, { action: 'resources.handIn', subject: officeId === null ? null : globalId('Office', officeId), facts: { act: 'upload', file: name, bytes: content.length } });
      return accepted({ number: kept?.number ?? 0 });
    });
  }

  /** Into the own office's library, and on request at once before the office above. */
  async handIn(context: RequestContext, act: HandInAct): Promise<Handled> {
    const { scope, actor, officeId } = context.caller;
    return this.database.transaction(scope, (tx) => once(tx, actor, act.idempotencyKey, { operation: 'handInResource', ...act }, async () => {
      const byId = personOf(context.caller);
      const refusals = formRefusals(act.form, act.fileNumber !== null);
      const number = act.form.authorNumber?.trim() || null;
      const [author] = number === null ? [] : await tx.rows<{ id: number }>(sql`select t.id::int as id from person t where t.training_number = ${number} and t.merged_into_id is null and ${this.database.allows(personShape, 't', tx.scope)}`);
      if (number !== null && !author) refusals.push(refuse('NOT_FOUND', { zh: '本机构没有这个师训编号的人员。', en: 'Nobody of your office has this training number.' }, { field: 'authorNumber' }));
      if (act.fileNumber !== null) {
        const [file] = await tx.rows(sql`select id from resource_file where id = ${act.fileNumber} and by_id = ${byId} and resource_id is null for update`);
        if (!file) refusals.push(refuse('NOT_FOUND', { zh: '请重新上传文件。', en: 'Upload the file again.' }, { field: 'fileNumber' }));
      }
      if (refusals.length > 0 || officeId === null) return refused(...refusals);
      const { title, kind, subject, stage, description, authors, rights, rightsNote, link } = act.form;
      const [made] = await tx.rows<{ id: number }>(sql`insert into resource (title, kind, subject, stage, description, authors, author_id, rights, rights_note, link, source_id, library_id, state, version, handed_in_by_id, handed_in_at)
        values (${title.trim()}, ${kind}, ${subject}, ${stage}, ${description.trim()}, ${authors.trim()}, ${author?.id ?? null}::bigint, ${rights}, ${rightsNote.trim()}, ${link?.trim() || null}::text, ${officeId}, ${officeId}, 'HELD', 1, ${byId}, ${this.clock.business()}) returning id::int as id`);
      const resourceId = made?.id ?? 0;
      await addReadings(tx, resourceTitles, [{ id: resourceId, name: title.trim() }]);
      if (act.fileNumber !== null) await tx.rows(sql`update resource_file set resource_id = ${resourceId} where id = ${act.fileNumber}`);
      await this.#record(tx, context, resourceId, 'HAND_IN', { state: 'HELD', libraryId: officeId, waitingId: null }, null, null);
      await recordAudit(tx, context, { action: 'resources.handIn', subject: globalId('Resource', resourceId), facts: { act: 'handIn', name: title.trim() } });
      return act.isRecommended ? this.#goOn(tx, context, resourceId) : accepted({ resourceId });
    }));
  }

  async recommend(context: RequestContext, act: MoveAct): Promise<Handled> {
    return this.#move(context, act, 'recommendResource', () => 'RECOMMEND', async (_tx, place) => ({ state: 'RECOMMENDED', libraryId: place.libraryId, waitingId: place.aboveId }));
  }

  /** Accepts into the own library, and on request recommends it at once to the one above; or leaves it where it was. */
  async decide(context: RequestContext, act: DecideAct): Promise<Handled> {
    const isAccepted = act.decision === 'ACCEPT';
    return this.#move(context, act, 'decideResource', () => act.decision, async (_tx, place) => ({ state: 'HELD', libraryId: isAccepted ? place.waitingId : place.libraryId, waitingId: null }), isAccepted && act.isRecommended);
  }

  /** Out of every library by whoever handed it in; by another office out of its own, back into the one from which it came. */
  async withdraw(context: RequestContext, act: MoveAct): Promise<Handled> {
    return this.#move(context, act, 'withdrawResource', (place) => withdrawalBy(context.caller, place), async (tx, place, move) => (move === 'WITHDRAW' ? { state: 'TAKEN_BACK', libraryId: null, waitingId: null } : { state: 'HELD', libraryId: await libraryBelow(tx, act.resourceId, place), waitingId: null }));
  }

  async #move(context: RequestContext, act: MoveAct, operation: string, moveOf: (place: ResourcePlace) => ResourceMove, targetOf: (tx: Tx, place: ResourcePlace, move: ResourceMove) => Promise<Target>, goesOn = false): Promise<Handled> {
    const { scope, actor } = context.caller;
    return this.database.transaction(scope, (tx) => once(tx, actor, act.idempotencyKey, { operation, ...act }, async () => {
      const place = await this.#hold(tx, act.resourceId);
      if (place === null) return refused(refuse('NOT_ENTITLED', { zh: '应由报送这份资源的机构或其上级办理。', en: 'This is for the office that handed it in, or one above.' }, { field: 'resourceId', requirement: 'JS-13' }));
      const move = moveOf(place);
      const refusals = stepRefusals(place, move, context.caller, act);
      if (refusals.length > 0) return refused(...refusals);
      await this.#take(tx, context, act.resourceId, place, move, await targetOf(tx, place, move), act.reason.trim() || null);
      return goesOn ? this.#goOn(tx, context, act.resourceId) : accepted({ resourceId: act.resourceId });
    }));
  }

  /** To the office above in the same act, where there is one. */
  async #goOn(tx: Tx, context: RequestContext, resourceId: number): Promise<Handled> {
    const place = await this.#hold(tx, resourceId);
    if (place?.aboveId != null) await this.#take(tx, context, resourceId, place, 'RECOMMEND', { state: 'RECOMMENDED', libraryId: place.libraryId, waitingId: place.aboveId }, null);
    return accepted({ resourceId });
  }

  async #take(tx: Tx, context: RequestContext, resourceId: number, place: ResourcePlace, move: ResourceMove, to: Target, reason: string | null): Promise<void> {
    await tx.rows(sql`update resource set state = ${to.state}, library_id = ${to.libraryId}::bigint, waiting_id = ${to.waitingId}::bigint, recommended_by_id = ${move === 'RECOMMEND' ? personOf(context.caller) : null}::bigint, version = version + 1 where id = ${resourceId}`);
    await this.#record(tx, context, resourceId, move, to, place.libraryId, reason);
    const subject = globalId('Resource', resourceId);
    const changes = { state: [place.state, to.state] as const };
    if (move === 'ACCEPT' || move === 'RETURN') await recordAudit(tx, context, { action: 'resources.decide', subject, facts: { act: move, reason }, changes });
    else await recordAudit(tx, context, { action: 'resources.handIn', subject, facts: { act: move, reason }, changes });
  }

  async #record(tx: Tx, { caller }: RequestContext, resourceId: number, act: ResourceAct, to: Target, fromLibraryId: number | null, reason: string | null): Promise<void> {
    await tx.rows(sql`insert into resource_step (resource_id, act, to_state, office_id, from_library_id, to_library_id, by_id, by_name, at, reason) values (${resourceId}, ${act}, ${to.state}, ${caller.officeId}, ${fromLibraryId}::bigint, ${to.libraryId}::bigint, ${personOf(caller)}, ${caller.name}, ${this.clock.business()}, ${reason}::text)`);
  }

  /** Held to the end of the transaction; null for who only reads it, NOT_FOUND for everybody else. */
  async #hold(tx: Tx, resourceId: number): Promise<ResourcePlace | null> {
    const onTheWay = tx.scope.kind === 'office' ? inCare(raw('t.source_id'), tx.scope) : raw(tx.scope.kind === 'whole' ? 'true' : 'false');
    const [held] = await tx.rows<{ place: ResourcePlace }>(sql`select ${raw(placeOf('t'))} as place from resource t where t.id = ${resourceId} and ${onTheWay} for no key update`);
    if (held) return held.place;
    const [seen] = await tx.rows(sql`select t.id from resource t where t.id = ${resourceId} and ${this.database.allows(resourceShape, 't', tx.scope)}`);
    if (!seen) throw notFound();
    return null;
  }
}

/** The library that it was in before the present one accepted it. */
async function libraryBelow(tx: Tx, resourceId: number, { libraryId, sourceId }: ResourcePlace): Promise<number> {
  const [step] = await tx.rows<{ id: number | null }>(sql`select from_library_id::int as id from resource_step where resource_id = ${resourceId} and act = 'ACCEPT' and to_library_id = ${libraryId} order by resource_step.id desc limit 1`);
  return step?.id ?? sourceId;
}
