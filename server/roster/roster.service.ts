// What an administrator decides about a roster: to write it, and to take it back within a day.
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import { nextState } from '../kernel/state-machine.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { rosterImportShape } from './roster.store.js';
import { importMachine, type ImportAct, type ImportState } from './rules/import-states.js';
import type { RosterWork } from './roster-work.js';

interface Locked { state: ImportState; path: string; added: number; changed: number; undoableUntil: Date | string | null; hasRows: boolean }

export class RosterService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly work: RosterWork) {}

  /** Begins to write what the preview showed. Asking again while it runs or when it is done changes nothing. */
  async apply(context: RequestContext, importId: number): Promise<Outcome<number>> {
    return this.#begin(context, importId, 'apply', ['APPLYING', 'APPLIED'], async (tx, found) => {
      if (found.added + found.changed === 0) return refused(refuse('NOTHING_TO_CHANGE', { zh: '这份名册与现有资料一致，没有要写入的内容。', en: 'The roster says what is known; there is nothing to write.' }));
      if (!found.hasRows) return refused(refuse('NOT_ALLOWED_IN_STATE', { zh: '预览已过期，请重新上传。', en: 'The preview is too old; upload the file again.' }));
      // Two rosters that may name the same people are written one after the other.
      await tx.rows(sql`select pg_advisory_xact_lock(hashtext('roster_import'))`);
      const [busy] = await tx.rows(sql`select 1 from roster_import i join office o on o.id = i.office_id where i.state in ('APPLYING', 'UNDOING') and i.id <> ${importId} and (starts_with(o.path, ${found.path}) or starts_with(${found.path}, o.path)) limit 1`);
      if (busy) return refused(refuse('NOT_ALLOWED_IN_STATE', { zh: '另一份名册正在写入，请等它完成后再试。', en: 'Another roster is being written; try again when it is done.' }));
      await tx.rows(sql`update roster_import set state = 'APPLYING', done = 0, conflicts = 0, applied_at = ${this.clock.business()} where id = ${importId}`);
      return accepted(importId);
    });
  }

  /** Begins to take back what the import changed; what was changed since stays as it is. */
  async undo(context: RequestContext, importId: number): Promise<Outcome<number>> {
    return this.#begin(context, importId, 'undo', ['UNDOING', 'UNDONE'], async (tx, found) => {
      if (found.undoableUntil === null || new Date(found.undoableUntil) <= this.clock.system()) return refused(refuse('NOT_ALLOWED_IN_STATE', { zh: '写入已超过 24 小时，不能再撤销。', en: 'It was written more than 24 hours ago and can no longer be undone.' }));
      await tx.rows(sql`update roster_import set state = 'UNDOING', done = 0, conflicts = 0 where id = ${importId}`);
      return accepted(importId);
    });
  }

  async #begin(context: RequestContext, importId: number, act: ImportAct, begun: readonly ImportState[], step: (tx: Tx, found: Locked) => Promise<Outcome<number>>): Promise<Outcome<number>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      await tx.rows(sql`select id from roster_import where id = ${importId} for update`);
      const [found] = await tx.rows<Locked>(sql`
        select t.state, o.path, t.added, t.changed, t.undoable_until as "undoableUntil", exists (select 1 from roster_row r where r.import_id = t.id) as "hasRows"
        from roster_import t join office o on o.id = t.office_id where t.id = ${importId} and ${this.database.allows(rosterImportShape, 't', tx.scope)}`);
      if (!found) throw notFound();
      if (begun.includes(found.state)) return accepted(importId);
      if (nextState(importMachine, found.state, act) === null) return refused(refuse('NOT_ALLOWED_IN_STATE', { zh: '名册当前的状态不允许这样做。', en: 'Not allowed in the present state.' }, { facts: { state: found.state } }));
      const outcome = await step(tx, found);
      if (outcome.ok) {
        await recordAudit(tx, context, { action: 'roster.import', subject: globalId('RosterImport', importId), facts: { act, added: found.added, changed: found.changed } });
        tx.afterCommit(() => { this.work.kick(); });
      }
      return outcome;
    });
  }
}
