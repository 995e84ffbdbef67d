// Front door of offices (项目办): the four-level organisation, its history, steering groups and contacts.
import type { ClassType } from 'type-graphql';
import { OfficeChangeResolver, OfficeHistoryResolver } from './graphql/office-change.resolver.js';
import { OfficeContactResolver } from './graphql/office-contact.resolver.js';
import { OfficeResolver } from './graphql/office.resolver.js';
import { SteeringGroupResolver } from './graphql/steering-group.resolver.js';
import { OfficeChange } from './office-change.entity.js';
import { OfficeContact } from './office-contact.entity.js';
import { OfficeReading } from './office-reading.entity.js';
import { Office } from './office.entity.js';
import { officeActions } from './offices.actions.js';
import { officeNames } from './readings.js';
import { SteeringMember } from './steering-member.entity.js';

export { Office, OfficeChange, OfficeContact, SteeringMember };
export { officeChangeExport, officeContactExport, officeExport } from './office-exports.js';
export { levelNames, officeLevels, type OfficeLevel } from './rules/office-levels.js';
export { belowAt, depthBelow, selectionOfOffices } from './by-child.js';
export { DueChangesService } from './due-changes.service.js';
export { OfficeChangeService } from './office-change.service.js';
export { OfficeChangeStore } from './office-change.store.js';
export { OfficeClosed, OfficeMerged, OfficeMoved } from './office-events.js';
export { OfficeContactService } from './office-contact.service.js';
export { OfficeContactStore } from './office-contact.store.js';
export { OfficeStore, isOnlyRoot, likeText, officeScopeOf, officeShape, subtreeOf } from './office.store.js';
export { ReorganisationService, type Residents } from './reorganisation.service.js';
export { SteeringGroupService, type PeopleDirectory } from './steering-group.service.js';
export { SteeringGroupStore } from './steering-group.store.js';
export { takesOpenOfficesOnly } from './open-office.js';
export { OfficeChangePreviewType } from './graphql/office-change.type.js';
export { OfficeConnection, OfficeLevelEnum, OfficeType } from './graphql/office.type.js';
export { subtreeInScope } from './graphql/subtree-in-scope.js';
export { OfficeChangeResolver, OfficeContactResolver, OfficeHistoryResolver, OfficeResolver, SteeringGroupResolver };

export const offices = {
  name: 'offices',
  entities: [Office, OfficeReading, OfficeChange, SteeringMember, OfficeContact],
  resolvers: [OfficeResolver, OfficeHistoryResolver, OfficeChangeResolver, SteeringGroupResolver, OfficeContactResolver] as ClassType[],
  actions: officeActions,
  names: [officeNames],
  writes: { office: ['office', 'office_change', 'steering_member', 'office_contact'] },
  inserts: { office: ['office_reading'] },
  deletes: { office: ['office_reading'] },
};
