// Front door of roster (名册): teachers' data that a school or an office hands in as a file.
import type { ClassType } from 'type-graphql';
import { RosterResolver, RosterRowResolver, ViewerRosterResolver } from './graphql/roster.resolver.js';
import { rosterActions } from './roster.actions.js';
import { RosterImport, RosterRow } from './roster-import.entity.js';

export { rosterDoor, rosterTemplateDoor } from './roster-door.js';
export { rosterExport, rosterRowExport } from './roster-exports.js';
export { RosterService } from './roster.service.js';
export { RosterStore } from './roster.store.js';
export { RosterWork } from './roster-work.js';
export { StagingService } from './staging.service.js';
export { columns as rosterColumns } from './rules/columns.js';
export { RosterResolver, RosterRowResolver, ViewerRosterResolver };

export const roster = {
  name: 'roster',
  entities: [RosterImport, RosterRow],
  resolvers: [RosterResolver, RosterRowResolver, ViewerRosterResolver] as ClassType[],
  actions: rosterActions,
  writes: { office: ['roster_import', 'roster_row'] },
  deletes: { office: ['roster_row'] },
};
