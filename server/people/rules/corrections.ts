// What a teacher proposes, as text for each field, read into the value that would stand there.
import { posts, specialGrades, type Post, type SpecialGrade } from '../../kernel/posts.js';
import { accepted, refuse, refused, type Outcome } from '../../kernel/refusals.js';
import { stages, subjects, type Stage, type Subject } from '../../kernel/subjects.js';
import type { DataField, TeacherData } from '../../kernel/teacher-data.js';

export interface GivenCorrection { field: DataField; value: string }

/** Choices are given by their names in the schema, several of them parted by commas; everything else as it is written. */
export function correctionFrom({ field, value }: GivenCorrection, place: string): Outcome<Partial<TeacherData>> {
  const given = value.trim();
  const chosen = given === '' ? [] : given.split(',').map((one) => one.trim());
  switch (field) {
    case 'NAME': return accepted({ name: given });
    case 'TITLE': return accepted({ title: given || null });
    case 'ID_CARD': return accepted({ idCard: given || null });
    case 'MOBILE': return accepted({ mobile: given || null });
    case 'JOINED_YEAR': return /^\d{4}$/.test(given) ? accepted({ joinedYear: Number(given) }) : unreadable(place);
    case 'SUBJECT': return Object.hasOwn(subjects, given) ? accepted({ subject: given as Subject }) : unreadable(place);
    case 'STAGE': return Object.hasOwn(stages, given) ? accepted({ stage: given as Stage }) : unreadable(place);
    case 'POSTS': return chosen.every((one) => Object.hasOwn(posts, one)) ? accepted({ posts: chosen as Post[] }) : unreadable(place);
    case 'SPECIAL_GRADES': return chosen.every((one) => Object.hasOwn(specialGrades, one)) ? accepted({ specialGrades: chosen as SpecialGrade[] }) : unreadable(place);
  }
}

function unreadable(place: string): Outcome<Partial<TeacherData>> {
  return refused(refuse('MALFORMED', { zh: '填写的内容无法识别，请重新选择。', en: 'This cannot be read; choose again.' }, { field: place }));
}
