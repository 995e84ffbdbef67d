// Of which class and assignment a grading sheet is, and by which rubric it is filled in.
import type { Database } from '../platform/database/database.js';
import type { Scope } from '../platform/database/scope.js';
import { sql } from '../platform/database/sql.js';
import { notFound } from '../platform/graphql/errors.js';
import { trainingClassShape } from '../programmes/index.js';
import type { Criterion } from './rules/points.js';

export interface SheetPlace { classId: number; className: string; assignmentId: number; title: string; programmeId: number; rubricId: number; criteria: Criterion[]; maximumTenths: number }

/** The same NOT_FOUND for a class out of scope, one that does not exist, and an assignment of another course. */
export async function sheetPlace(database: Database, scope: Scope, classId: number | null, assignmentId: number | null): Promise<SheetPlace> {
  const [place] = await database.rows<SheetPlace>(scope, sql`
    select k.id as "classId", k.name as "className", a.id as "assignmentId", a.title, k.programme_id as "programmeId", a.rubric_id as "rubricId", r.criteria, a.maximum_tenths as "maximumTenths"
    from training_class k join assignment a on a.course_id = k.course_id join rubric r on r.id = a.rubric_id
    where k.id = ${classId ?? 0} and a.id = ${assignmentId ?? 0} and ${database.allows(trainingClassShape, 'k', scope)}`);
  if (!place) throw notFound();
  return place;
}
