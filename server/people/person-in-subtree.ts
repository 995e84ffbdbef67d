// The row-level condition of what is known about a person: the office where the person works now lies in the caller's subtree.
// Whoever only learned there once is seen through the facts of that time, not through the personnel record.
import { setting } from '../platform/database/scope.js';

export const personInSubtree = `(select o.path >= ${setting.path} and o.path < ${setting.pathEnd} from person p join office o on o.id = p.office_id where p.id = person_id)`;
