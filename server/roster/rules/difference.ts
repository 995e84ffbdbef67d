// What a row of a roster would change: compared with the person whom it means, or found to be somebody new.
import type { Post, SpecialGrade } from '../../kernel/posts.js';
import type { Stage, Subject } from '../../kernel/subjects.js';
import type { DataField } from '../../kernel/teacher-data.js';

/** Personal numbers are compared by their keyed hashes: nothing is opened to find out whether it is the same. */
export interface ComparedRow {
  name: string; subject: Subject | null; stage: Stage | null; title: string | null; joinedYear: number | null; posts: readonly Post[] | null; specialGrades: readonly SpecialGrade[] | null;
  idCardHash: string | null; mobileHash: string | null; schoolId: number;
}
export type RowField = DataField | 'SCHOOL';

/** The fields in which the row says something else than what is known; an empty cell says nothing. */
export function differingFields(row: ComparedRow, known: ComparedRow): RowField[] {
  const differs = (given: unknown, stands: unknown) => given !== null && given !== stands;
  const differsAsSet = (given: readonly string[] | null, stands: readonly string[] | null) => given !== null && [...new Set(given)].sort().join() !== [...new Set(stands ?? [])].sort().join();
  const fields: [RowField, boolean][] = [
    ['SCHOOL', row.schoolId !== known.schoolId], ['NAME', row.name !== known.name], ['SUBJECT', differs(row.subject, known.subject)], ['STAGE', differs(row.stage, known.stage)], ['TITLE', differs(row.title, known.title)],
    ['JOINED_YEAR', differs(row.joinedYear, known.joinedYear)], ['POSTS', differsAsSet(row.posts, known.posts)], ['SPECIAL_GRADES', differsAsSet(row.specialGrades, known.specialGrades)],
    ['ID_CARD', differs(row.idCardHash, known.idCardHash)], ['MOBILE', differs(row.mobileHash, known.mobileHash)],
  ];
  return fields.flatMap(([field, isDifferent]) => (isDifferent ? [field] : []));
}

/** What will stand there when the row has been written. */
export function afterRow(row: ComparedRow, known: ComparedRow): ComparedRow {
  return {
    name: row.name, schoolId: row.schoolId, subject: row.subject ?? known.subject, stage: row.stage ?? known.stage, title: row.title ?? known.title, joinedYear: row.joinedYear ?? known.joinedYear,
    posts: row.posts ?? known.posts, specialGrades: row.specialGrades ?? known.specialGrades, idCardHash: row.idCardHash ?? known.idCardHash, mobileHash: row.mobileHash ?? known.mobileHash,
  };
}
