// A teacher's data: which fields there are, what may stand in them, and what differs between two states of them.
import { posts, specialGrades, type Post, type SpecialGrade } from './posts.js';
import { refuse, type Refusal } from './refusals.js';
import { stages, subjects, type Stage, type Subject } from './subjects.js';
import { idCardFault, idCardFaults, maskIdCard, maskMobile } from './id-card.js';

export const dataFieldNames = { NAME: '姓名', SUBJECT: '任教学科', STAGE: '任教学段', TITLE: '职称', JOINED_YEAR: '参加工作年份', POSTS: '岗位', SPECIAL_GRADES: '荣誉与骨干层次', ID_CARD: '身份证号码', MOBILE: '手机号码' } as const;
export const dataFields = ['NAME', 'SUBJECT', 'STAGE', 'TITLE', 'JOINED_YEAR', 'POSTS', 'SPECIAL_GRADES', 'ID_CARD', 'MOBILE'] as const;
export type DataField = (typeof dataFields)[number];

/** Everything about a teacher that a roster, an edit or a correction may change. */
export interface TeacherData {
  name: string;
  /** Null, like the stage, for people who are no teachers. */
  subject: Subject | null;
  stage: Stage | null;
  title: string | null;
  joinedYear: number | null;
  posts: readonly Post[];
  specialGrades: readonly SpecialGrade[];
  idCard: string | null;
  mobile: string | null;
}

export const keyOfField = {
  NAME: 'name', SUBJECT: 'subject', STAGE: 'stage', TITLE: 'title', JOINED_YEAR: 'joinedYear', POSTS: 'posts', SPECIAL_GRADES: 'specialGrades', ID_CARD: 'idCard', MOBILE: 'mobile',
} as const satisfies Record<DataField, keyof TeacherData>;

/** The value of one field as people read it, in Chinese; personal numbers masked. Null for what is not there. */
export function shown(field: DataField, data: TeacherData): string | null {
  switch (field) {
    case 'NAME': return data.name;
    case 'SUBJECT': return data.subject === null ? null : subjects[data.subject];
    case 'STAGE': return data.stage === null ? null : stages[data.stage];
    case 'TITLE': return data.title;
    case 'JOINED_YEAR': return data.joinedYear === null ? null : String(data.joinedYear);
    case 'POSTS': return data.posts.length === 0 ? null : data.posts.map((post) => posts[post]).join('、');
    case 'SPECIAL_GRADES': return data.specialGrades.length === 0 ? null : data.specialGrades.map((grade) => specialGrades[grade]).join('、');
    case 'ID_CARD': return data.idCard === null ? null : maskIdCard(data.idCard);
    case 'MOBILE': return data.mobile === null ? null : maskMobile(data.mobile);
  }
}

/** The fields in which two states differ; the order of posts and grades says nothing. */
export function changedFields(before: TeacherData, after: TeacherData): DataField[] {
  const plain = (value: TeacherData[keyof TeacherData]) => (Array.isArray(value) ? [...(value as readonly string[])].sort().join(',') : String(value));
  return dataFields.filter((field) => plain(before[keyOfField[field]]) !== plain(after[keyOfField[field]]));
}

/** Names are trimmed, letters made plain, lists freed of repetitions; numbers lose the blanks and dashes that people write between digits. */
export function tidied(data: TeacherData): TeacherData {
  const digits = (text: string | null) => (text === null ? null : text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase() || null);
  return {
    ...data, name: data.name.normalize('NFKC').trim(), title: data.title?.trim() || null,
    posts: [...new Set(data.posts)], specialGrades: [...new Set(data.specialGrades)], idCard: digits(data.idCard), mobile: digits(data.mobile),
  };
}

export const nameMaximum = 50;
export const titleMaximum = 40;
const joinedFrom = 1950;

/** What is wrong with tidied data; `today` bounds years and dates of birth. */
export function faultsOf(data: TeacherData, today: string): Refusal[] {
  const refusals: Refusal[] = [];
  const say = (code: Parameters<typeof refuse>[0], zh: string, en: string, field: keyof TeacherData) => refusals.push(refuse(code, { zh, en }, { field, requirement: 'JS-14' }));
  if (data.name === '') say('EMPTY', '请填写姓名。', 'Give the name.', 'name');
  else if ([...data.name].length > nameMaximum) say('TOO_LONG', `姓名最多 ${nameMaximum} 字。`, `A name has at most ${nameMaximum} characters.`, 'name');
  else if (!/^[\p{Script=Han}\p{Script=Latin}·.' ]+$/u.test(data.name)) say('MALFORMED', '姓名只能包含汉字、字母和间隔号。', 'A name has letters only.', 'name');
  if (data.subject === null && (data.stage !== null || data.title !== null || data.joinedYear !== null || data.posts.length + data.specialGrades.length > 0)) say('INCOMPLETE', '请先填写任教学科。', 'Give the subject first.', 'subject');
  if (data.subject !== null && data.stage === null) say('INCOMPLETE', '请先填写任教学段。', 'Give the stage first.', 'stage');
  if (data.title !== null && [...data.title].length > titleMaximum) say('TOO_LONG', `职称最多 ${titleMaximum} 字。`, `A title has at most ${titleMaximum} characters.`, 'title');
  const year = Number(today.slice(0, 4));
  if (data.joinedYear !== null && (!Number.isInteger(data.joinedYear) || data.joinedYear < joinedFrom || data.joinedYear > year)) say('OUT_OF_RANGE', `参加工作年份应在 ${joinedFrom} 至 ${year} 之间。`, `The year of joining lies between ${joinedFrom} and ${year}.`, 'joinedYear');
  const idCard = data.idCard === null ? null : idCardFault(data.idCard, today);
  if (idCard !== null) say('MALFORMED', idCardFaults[idCard].zh, idCardFaults[idCard].en, 'idCard');
  if (data.mobile !== null && !/^1\d{10}$/.test(data.mobile)) say('MALFORMED', '手机号码应为 1 开头的 11 位数字。', 'A mobile number has 11 digits and begins with 1.', 'mobile');
  return refusals;
}
