// Files of many persons' data: asked for with a reason, decided by another administrator, fetched once.
import { globalId, keyOf } from '../kernel/ids.js';
import { accepted, refused, type Outcome } from '../kernel/refusals.js';
import { GraphQLError } from 'graphql';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { badInput, notFound } from '../platform/graphql/errors.js';
import type { ExportFormat, ExportableList } from '../platform/http/list-export.js';
import type { DownloadDoor } from '../platform/http/stream-doors.js';
import { once } from '../platform/idempotency/idempotency.js';
import type { KeptFilter } from './export-request.entity.js';
import { exportRequestShape, type ExportRequestStore } from './export-request.store.js';
import { decisionRefusals, fetchableMs, requestRefusals, shownState, waitingMs, type ExportRequestState, type StandingRequest } from './rules/export-requests.js';

type Parameters = readonly { name: string; value: string }[];
export interface WantedFile { list: string; format: ExportFormat; parameters: Parameters; reason: string; idempotencyKey: string | null }
export interface Decision { requestId: number; expectedVersion: number; isApproved: boolean; reason: string | null; idempotencyKey: string | null }
export interface ExportNeed { rowCount: number; limit: number; needsApproval: boolean }

interface Fetched { list: string; format: ExportFormat; filters: KeptFilter[] }

export class ExportRequestService {
  readonly #lists: ReadonlyMap<string, ExportableList>;

  constructor(private readonly database: Database, private readonly clock: Clock, private readonly store: ExportRequestStore, lists: readonly ExportableList[], private readonly rowsWithoutApproval: number) {
    this.#lists = new Map(lists.map((list) => [list.name, list]));
  }

  /** How many rows a file would have, and whether somebody else has to approve it. */
  async need(context: RequestContext, list: string, parameters: Parameters): Promise<ExportNeed> {
    const wanted = this.#listOf(context, list);
    const rowCount = await wanted.count(context, named(parameters));
    return { rowCount, limit: this.rowsWithoutApproval, needsApproval: wanted.isPersonal && rowCount > this.rowsWithoutApproval };
  }

  async request(context: RequestContext, { list, format, parameters, reason, idempotencyKey }: WantedFile): Promise<Outcome<number>> {
    const { caller } = context;
    const { personId, officeId } = caller;
    if (personId === null || officeId === null) throw notFound();
    const { rowCount, limit, needsApproval } = await this.need(context, list, parameters);
    const filters = await this.store.toldFilters(caller.scope, parameters);
    return this.database.transaction(caller.scope, (tx) => once(tx, caller.actor, idempotencyKey, { operation: 'requestExport', list, format, parameters, reason }, async () => {
      const refusals = requestRefusals(reason, parameters, needsApproval ? rowCount : 0, limit);
      if (refusals.length > 0) return refused(...refusals);
      const now = this.clock.business();
      const [made] = await tx.rows<{ id: number }>(sql`
        insert into export_request (office_id, list, format, filters, row_count, reason, requested_by_id, requested_by_name, requested_at, expires_at)
        values (${officeId}, ${list}, ${format}, ${JSON.stringify(filters)}::jsonb, ${rowCount}, ${reason.trim()}, ${personId}, ${caller.name}, ${now}, ${later(now, waitingMs)}) returning id::int as id`);
      const id = made?.id ?? 0;
      await recordAudit(tx, context, { action: 'exchange.requestExport', subject: globalId('ExportRequest', id), facts: { list, format, rows: rowCount, filter: filters.map(({ name }) => name).sort(), reason: reason.trim() } });
      return accepted(id);
    }));
  }

  async decide(context: RequestContext, { requestId, expectedVersion, isApproved, reason, idempotencyKey }: Decision): Promise<Outcome<number>> {
    const { caller } = context;
    return this.database.transaction(caller.scope, (tx) => once(tx, caller.actor, idempotencyKey, { operation: 'decideExport', requestId, expectedVersion, isApproved, reason }, async () => {
      const request = await this.#lock(tx, requestId);
      const now = this.clock.business();
      const refusals = decisionRefusals(request, { personId: caller.personId, isApproved, reason, expectedVersion }, now);
      if (refusals.length > 0) return refused(...refusals);
      const state: ExportRequestState = isApproved ? 'APPROVED' : 'REFUSED';
      const written = reason?.trim() || null;
      await tx.rows(sql`update export_request set state = ${state}, decided_by_id = ${caller.personId}, decided_by_name = ${caller.name}, decided_at = ${now}, decision_reason = ${written},
        expires_at = ${isApproved ? later(now, fetchableMs) : request.expiresAt}, version = version + 1 where id = ${requestId}`);
      await recordAudit(tx, context, { action: 'exchange.decideExport', subject: globalId('ExportRequest', requestId), facts: { act: isApproved ? 'approve' : 'refuse', list: request.list, rows: request.rowCount, reason: written }, changes: { state: [request.state, state] } });
      return accepted(requestId);
    }));
  }

  /** Where an approved file is fetched: by whoever asked, acting at the same office, once. */
  door(): DownloadDoor {
    return {
      path: '/exports/approved',
      action: 'exchange.requestExport',
      send: async (context, { id }) => {
        const { list, format, filters } = await this.#take(context, id ?? '');
        return this.#listOf(context, list).file(context, named(filters), format);
      },
    };
  }

  /** Takes the file before its first byte is sent: of two who fetch at once, one gets it. */
  async #take(context: RequestContext, requestKey: string): Promise<Fetched> {
    const { personId, officeId, scope, viewingAs } = context.caller;
    return this.database.transaction(scope, async (tx) => {
      const request = await this.#lock(tx, keyOf('ExportRequest', requestKey) ?? 0);
      if (request.requestedById !== personId || request.officeId !== officeId || viewingAs !== null) throw notFound();
      const now = this.clock.business();
      const state = shownState(request.state, request.expiresAt, now);
      if (state !== 'APPROVED') throw new GraphQLError(`The file cannot be fetched: ${state}.`, { extensions: { code: 'BAD_USER_INPUT' } });
      this.#listOf(context, request.list);
      await tx.rows(sql`update export_request set state = 'FETCHED', fetched_at = ${now}, version = version + 1 where id = ${request.id}`);
      await recordAudit(tx, context, { action: 'exchange.fetchExport', subject: globalId('ExportRequest', request.id), facts: { list: request.list, format: request.format, rows: request.rowCount }, changes: { state: ['APPROVED', 'FETCHED'] } });
      return request;
    });
  }

  async #lock(tx: Tx, requestId: number): Promise<StandingRequest & Fetched & { id: number; officeId: number; rowCount: number }> {
    const [row] = await tx.rows<StandingRequest & Fetched & { id: number; officeId: number; rowCount: number }>(sql`
      select t.id::int as id, t.state, t.expires_at as "expiresAt", t.requested_by_id::int as "requestedById", t.version, t.list, t.format, t.filters, t.office_id::int as "officeId", t.row_count as "rowCount" from export_request t
      where t.id = ${requestId} and ${this.database.allows(exportRequestShape, 't', tx.scope)} for update of t`);
    if (!row) throw notFound();
    return { ...row, expiresAt: new Date(row.expiresAt) };
  }

  /** A list that the caller may read; there is no other. */
  #listOf({ caller }: RequestContext, name: string): ExportableList {
    const list = this.#lists.get(name);
    if (!list || !caller.actions.has(list.action)) throw badInput('There is no such list.', 'list');
    return list;
  }
}

function named(parameters: readonly { name: string; value: string }[]): Record<string, string> {
  return Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
}

function later(from: Date, ms: number): Date { return new Date(from.getTime() + ms); }
