// The columns of a roster, by the headings that schools write, and how a row of cells is read into a teacher.
import { withoutIdCards, withoutNumbers } from '../../kernel/personal-numbers.js';
import { posts, specialGrades, type Post, type SpecialGrade } from '../../kernel/posts.js';
import type { Bilingual } from '../../kernel/refusals.js';
import { stages, subjects, type Stage, type Subject } from '../../kernel/subjects.js';
import { faultsOf, tidied, type TeacherData } from '../../kernel/teacher-data.js';

export const columns = {
  trainingNumber: ['师训编号'],
  name: ['姓名'],
  idCard: ['身份证号码', '身份证号', '证件号码'],
  mobile: ['手机号码', '手机号', '手机'],
  schoolCode: ['学校代码', '学校标识码'],
  subject: ['任教学科', '学科'],
  stage: ['任教学段', '学段'],
  title: ['职称'],
  joinedYear: ['参加工作年份', '参加工作年'],
  posts: ['岗位'],
  specialGrades: ['荣誉与骨干层次', '荣誉'],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type ColumnName = keyof typeof columns;

export interface CellError { column: string; zh: string; en: string }
export type Cells = Partial<Record<ColumnName, string>>;

/** What a row says; null is an empty cell and leaves what stands there. */
export interface GivenTeacher {
  name: string;
  subject: Subject | null;
  stage: Stage | null;
  title: string | null;
  joinedYear: number | null;
  posts: Post[] | null;
  specialGrades: SpecialGrade[] | null;
  idCard: string | null;
  mobile: string | null;
  trainingNumber: string | null;
  schoolCode: string;
}

/** Which column stands where; the names of needed columns that are missing, or of headings that stand twice. */
export function columnsOf(headings: readonly string[]): { places: Map<ColumnName, number>; missing: string[]; doubled: string[] } {
  const places = new Map<ColumnName, number>();
  const doubled: string[] = [];
  headings.forEach((heading, place) => {
    const plain = heading.normalize('NFKC').replace(/[\s*＊]/g, '');
    const name = (Object.keys(columns) as ColumnName[]).find((one) => (columns[one] as readonly string[]).includes(plain));
    if (name === undefined) return;
    if (places.has(name)) doubled.push(columns[name][0]);
    else places.set(name, place);
  });
  const missing = (['name', 'schoolCode'] as const).filter((name) => !places.has(name)).map((name) => columns[name][0] as string);
  if (!places.has('idCard') && !places.has('trainingNumber')) missing.push(`${columns.idCard[0]}或${columns.trainingNumber[0]}`);
  return { places, missing, doubled };
}

const namesOf = <Value extends string>(values: Readonly<Record<Value, string>>) => new Map(Object.entries<string>(values).map(([value, name]) => [name, value as Value]));
const subjectNames = namesOf(subjects);
const stageNames = namesOf(stages);
const postNames = namesOf(posts);
const gradeNames = namesOf(specialGrades);

/** Reads a row; every fault is told with its column, in words for the person who made the file. */
export function readRow(cells: Cells, today: string): { given: GivenTeacher; errors: CellError[] } {
  const errors: CellError[] = [];
  const fault = (name: ColumnName, { zh, en }: Bilingual) => errors.push({ column: columns[name][0], zh, en });
  const misplaced: ColumnName[] = [];
  // Cells that slipped into another column are kept in the open there, so a personal number among them is not kept.
  const cell = (name: ColumnName): string => {
    const text = unguarded(cells[name] ?? '');
    if (name === 'idCard' || name === 'mobile') return text;
    const kept = name === 'trainingNumber' || name === 'schoolCode' ? withoutIdCards(text) : withoutNumbers(text);
    if (kept !== text && !misplaced.includes(name)) misplaced.push(name);
    return kept;
  };
  const choice = <Value extends string>(name: ColumnName, values: Map<string, Value>): Value | null => {
    const text = cell(name);
    const value = values.get(text) ?? null;
    if (text !== '' && value === null) fault(name, { zh: `“${text.slice(0, 20)}”不在可选范围内，应为：${[...values.keys()].slice(0, 8).join('、')}${values.size > 8 ? ' 等' : ''}。`, en: `“${text.slice(0, 20)}” is none of the choices.` });
    return value;
  };
  const choices = <Value extends string>(name: ColumnName, values: Map<string, Value>): Value[] | null => {
    const parts = cell(name).split(/[、,，;；/]/).map((part) => part.trim()).filter(Boolean);
    if (parts.length === 0) return null;
    const unknown = parts.filter((part) => !values.has(part));
    if (unknown.length > 0) fault(name, { zh: `“${(unknown[0] ?? '').slice(0, 20)}”不在可选范围内，应为：${[...values.keys()].join('、')}。`, en: `“${(unknown[0] ?? '').slice(0, 20)}” is none of the choices.` });
    return parts.flatMap((part) => values.get(part) ?? []);
  };
  const year = cell('joinedYear').replace(/年$/, '');
  if (year !== '' && !/^\d{4}$/.test(year)) fault('joinedYear', { zh: '应为四位年份，如 2010。', en: 'A year of four digits.' });
  const joinedYear = /^\d{4}$/.test(year) ? Number(year) : null;
  const trainingNumber = cell('trainingNumber') || null;
  if (trainingNumber !== null && !/^[\w-]{1,32}$/.test(trainingNumber)) fault('trainingNumber', { zh: '应为不超过 32 位的字母和数字。', en: 'At most 32 letters and digits.' });
  const schoolCode = cell('schoolCode');
  if (schoolCode === '') fault('schoolCode', { zh: '请填写学校代码。', en: 'Give the code of the school.' });
  const read = {
    name: cell('name'), subject: choice('subject', subjectNames), stage: choice('stage', stageNames), title: cell('title') || null, joinedYear,
    posts: choices('posts', postNames), specialGrades: choices('specialGrades', gradeNames), idCard: cell('idCard') || null, mobile: cell('mobile') || null,
  };
  // What an empty cell leaves alone cannot be wrong here: any subject and stage stand in for them.
  const tidy = tidied({ ...read, subject: read.subject ?? 'CHINESE', stage: read.stage ?? 'PRIMARY', posts: read.posts ?? [], specialGrades: read.specialGrades ?? [] });
  for (const { field, message } of faultsOf(tidy, today)) fault(field as keyof TeacherData, message);
  for (const name of misplaced) fault(name, { zh: '这里像是身份证号码或手机号码，请核对是否填错了列。', en: 'This looks like an ID-card or mobile number; check the column.' });
  if (tidy.idCard === null && trainingNumber === null) fault('idCard', { zh: '身份证号码和师训编号至少填写一项，否则无法辨认是谁。', en: 'Give the ID-card number or the training number.' });
  if (/^\d(\.\d+)?[Ee]\+?\d+$/.test(cell('idCard'))) fault('idCard', { zh: '号码已被表格软件变成科学记数，请将该列设为文本后重新填写。', en: 'The spreadsheet turned the number into scientific notation; make the column text.' });
  return { given: { ...tidy, subject: read.subject, stage: read.stage, posts: read.posts === null ? null : [...new Set(read.posts)], specialGrades: read.specialGrades === null ? null : [...new Set(read.specialGrades)], trainingNumber, schoolCode }, errors };
}

/** What a spreadsheet did to a cell before it came here; nothing else can then be said about that column. */
export function spoiltCell(name: ColumnName, isRounded: boolean): CellError {
  const column = columns[name][0];
  return isRounded
    ? { column, zh: `${name === 'idCard' ? '身份证件号码' : column}列须为文本格式：表格软件只保留 15 位数字，末几位已丢失，请将该列设为文本后重新填写。`, en: `The column ${column} must be text: the spreadsheet keeps 15 digits and has lost the last ones.` }
    : { column, zh: '单元格是公式，但文件中没有算出的值。请在表格软件中打开并保存，或粘贴为数值后再上传。', en: 'The cell is a formula without a saved value; open and save the file, or paste values.' };
}

/** Our own exports mark cells that a spreadsheet might calculate; what comes back is read without the mark. */
function unguarded(cell: string): string {
  return cell.trim().replace(/^'(?=[=+\-@\t\r\n＝＋－＠0-9])/, '').trim();
}
