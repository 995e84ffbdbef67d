// Front door of people (人员): teachers' data over time, corrections, personal numbers, merging.
import type { ClassType } from 'type-graphql';
import { DataCorrection } from './data-correction.entity.js';
import { PeopleChangesResolver } from './graphql/people-changes.resolver.js';
import { PeopleResolver, PersonDataResolver, ViewerPeopleResolver } from './graphql/people.resolver.js';
import { peopleActions } from './people.actions.js';
import { RevealQuota } from './reveal-quota.entity.js';
import { TeacherChange } from './teacher-change.entity.js';

export { CorrectionService } from './correction.service.js';
export { correctionExport } from './correction-export.js';
export { DerivedData } from './derived-data.js';
export { MergeService } from './merge.service.js';
export { OwnDataService } from './own-data.service.js';
export { PeopleStore } from './people.store.js';
export { peopleExport } from './people-export.js';
export { RevealService } from './reveal.service.js';
export { TeacherDataService } from './teacher-data.service.js';
export { PeopleChangesResolver, PeopleResolver, PersonDataResolver, ViewerPeopleResolver };

export const people = {
  name: 'people',
  entities: [TeacherChange, DataCorrection, RevealQuota],
  resolvers: [PeopleResolver, PeopleChangesResolver, PersonDataResolver, ViewerPeopleResolver] as ClassType[],
  actions: peopleActions,
  writes: { office: ['person', 'teacher_profile', 'role_assignment', 'data_correction', 'reveal_quota'] },
  inserts: { office: ['teacher_change'] },
};
