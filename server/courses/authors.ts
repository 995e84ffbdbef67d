// Who hands courses in: the administrators of an office for it, the contact of a training body for that.
import type { Caller } from '../platform/graphql/caller.js';
import type { CourseParties } from './course.store.js';

type Who = Pick<Caller, 'role' | 'officeId' | 'personId' | 'viewingAs'>;

export function isAdministrator({ role }: Pick<Caller, 'role'>): boolean {
  return role === 'ADMIN' || role === 'CHIEF_ADMIN';
}

export function isAuthor(caller: Who, { officeId, bodyId, contactId }: Pick<CourseParties, 'officeId' | 'bodyId' | 'contactId'>): boolean {
  return bodyId === null ? isAdministrator(caller) && caller.officeId !== null && caller.officeId === officeId : caller.personId !== null && caller.personId === contactId;
}

/** The office that organises the programme: it assigns, decides and opens classes. */
export function isOrganiser(caller: Who, { organiserId }: Pick<CourseParties, 'organiserId'>): boolean {
  return isAdministrator(caller) && caller.officeId !== null && caller.officeId === organiserId;
}
