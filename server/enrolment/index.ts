// Front door of enrolment (报名).
import type { ClassType } from 'type-graphql';
import { Enrolment } from './enrolment.entity.js';
import { enrolmentActions } from './enrolment.actions.js';
import { ClassLearnersResolver } from './graphql/class-learners.resolver.js';
import { EnrolmentResolver } from './graphql/enrolment.resolver.js';
import { OfficeChangeEnrolmentsResolver } from './graphql/office-change-enrolments.resolver.js';
import { ParticipationResolver } from './graphql/participation.resolver.js';
import { EnrolmentQuotaResolver } from './graphql/quota-trail.resolver.js';
import { ViewerEnrolmentResolver } from './graphql/viewer-enrolment.resolver.js';

export { Enrolment };
export { factColumns, scopeColumns } from './fact-columns.js';
export { enrolmentExport } from './enrolment-export.js';
export { EnrolmentStore, enrolmentShape } from './enrolment.store.js';
export { EnrolmentType } from './graphql/enrolment.type.js';
export { EnrolmentResolver } from './graphql/enrolment.resolver.js';
export { ParticipationStore } from './participation.store.js';
export { targetOf } from './rules/participation.js';
export { ClassLearnersResolver, EnrolmentQuotaResolver, OfficeChangeEnrolmentsResolver, ParticipationResolver, ViewerEnrolmentResolver };

export const enrolment = { name: 'enrolment', entities: [Enrolment], resolvers: [EnrolmentResolver, ClassLearnersResolver, OfficeChangeEnrolmentsResolver, EnrolmentQuotaResolver, ParticipationResolver, ViewerEnrolmentResolver] as ClassType[], actions: enrolmentActions };
