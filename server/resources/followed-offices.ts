// What a change of the organisation brings about: a library holds what comes from below its office, so what has gone to another office above
// stays with those that both have in common.
import { OfficeMerged, OfficeMoved } from '../offices/index.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Tx } from '../platform/database/database.js';
import { pathEnd } from '../platform/database/scope.js';
import { sql, type Sql } from '../platform/database/sql.js';
import type { Events } from '../platform/events/events.js';

export function followResources(events: Events, clock: Clock): void {
  // Libraries that it lies in may be out of the sight of whoever moves it.
  events.on(OfficeMoved, (tx, { officeId, pathAfter, byId, byName, reason }) => tx.asJob((job) => {
    const below = sql`source.path >= ${pathAfter} and source.path < ${pathEnd(pathAfter)}`;
    return follow(job, below, { officeId, byId, byName, at: clock.business(), reason });
  }));
  // Its receiver hands in and keeps what it handed in and kept; its schools moved before, and left its library.
  events.on(OfficeMerged, (tx, { officeId, intoId }) => tx.asJob(async (job) => {
    await job.rows(sql`update resource set library_id = case library_id when ${officeId} then ${intoId} else library_id end, waiting_id = case waiting_id when ${officeId} then ${intoId} else waiting_id end, source_id = case source_id when ${officeId} then ${intoId} else source_id end, version = version + 1
      where ${officeId} in (library_id, waiting_id, source_id)`);
  }));
}

/** Back into the own library where the one that held it no longer stands above; and it waits no longer before an office that does not. */
async function follow(job: Tx, below: Sql, { officeId, byId, byName, at, reason }: { officeId: number; byId: number | null; byName: string; at: Date; reason: string }): Promise<void> {
  await job.rows(sql`
    with astray as (
      select r.id, r.library_id, case when r.library_id = any (string_to_array(btrim(source.path, '/'), '/')::bigint[]) then r.library_id else r.source_id end as stays_in from resource r join office source on source.id = r.source_id
      where ${below} and r.state <> 'TAKEN_BACK' and not array_remove(array[r.library_id, r.waiting_id], null) <@ string_to_array(btrim(source.path, '/'), '/')::bigint[]),
    moved as (update resource r set library_id = a.stays_in, state = 'HELD', waiting_id = null, recommended_by_id = null, version = r.version + 1 from astray a where r.id = a.id)
    insert into resource_step (resource_id, act, to_state, office_id, from_library_id, to_library_id, by_id, by_name, at, reason) select id, 'FOLLOW', 'HELD', ${officeId}, library_id, stays_in, ${byId}::bigint, ${byName}, ${at}, ${reason} from astray`);
}
