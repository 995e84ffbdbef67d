// Front door of offices (项目办): the four-level organisation.
import type { ClassType } from 'type-graphql';
import { OfficeResolver } from './graphql/office.resolver.js';
import { officeActions } from './offices.actions.js';
import { Office } from './office.entity.js';

export { Office, officeLevels, type OfficeLevel } from './office.entity.js';
export { OfficeStore, isOnlyRoot, likeText, officeScopeOf, officeShape, subtreeOf } from './office.store.js';
export { OfficeConnection, OfficeLevelEnum, OfficeType } from './graphql/office.type.js';
export { OfficeResolver };

export const offices = { name: 'offices', entities: [Office], resolvers: [OfficeResolver] as ClassType[], actions: officeActions };
