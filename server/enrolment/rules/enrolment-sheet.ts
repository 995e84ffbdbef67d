// A sheet of enrolments (报名表): which columns it must have, and what becomes of each of its rows.
import { refuse, type Refusal } from '../../kernel/refusals.js';

export const sheetHeadings = { trainingNumber: '师训编号', classCode: '班级代码' } as const;
/** For people only: not read back. */
export const toldHeadings = { name: '姓名', className: '培训班', period: '期次', chosenAt: '选课时间' } as const;

export interface SheetWish { line: number; trainingNumber: string; classCode: string }

export const sheetOutcomes = ['READY', 'NO_SEAT', 'NOT_ELIGIBLE', 'REFUSED', 'ENROLLED_ALREADY', 'NOT_FOUND'] as const;
export type SheetOutcome = (typeof sheetOutcomes)[number];

/** Where the columns stand; `missing` are the headings that are not there. */
export function columnsIn(cells: readonly string[]): { trainingNumber: number; classCode: number; missing: string[] } {
  const plain = cells.map((cell) => cell.normalize('NFKC').replaceAll(/\s/g, ''));
  const [trainingNumber, classCode] = [plain.indexOf(sheetHeadings.trainingNumber), plain.indexOf(sheetHeadings.classCode)];
  return { trainingNumber, classCode, missing: [...(trainingNumber < 0 ? [sheetHeadings.trainingNumber] : []), ...(classCode < 0 ? [sheetHeadings.classCode] : [])] };
}

const refusedBy: Partial<Record<Refusal['code'], SheetOutcome>> = {
  QUOTA_EXHAUSTED: 'NO_SEAT', CLASS_FULL: 'NO_SEAT', NOT_ELIGIBLE: 'NOT_ELIGIBLE', ALREADY_ENROLLED: 'ENROLLED_ALREADY', NOT_FOUND: 'NOT_FOUND',
};

/** By what refused it; a row without a refusal would be enrolled. */
export function outcomeOf([first]: readonly Refusal[]): SheetOutcome {
  return first === undefined ? 'READY' : (refusedBy[first.code] ?? 'REFUSED');
}

export interface Known { personId: number | null; classId: number | null }

/** What is wrong with a row before anybody is looked at; null where nothing is. */
export function rowRefusal({ trainingNumber, classCode }: SheetWish, { personId, classId }: Known, firstLine: number | null): Refusal | null {
  if (trainingNumber === '') return refuse('NOT_FOUND', { zh: `缺少${sheetHeadings.trainingNumber}。`, en: 'The training number is missing.' });
  if (personId === null) return refuse('NOT_FOUND', { zh: '本校没有这个师训编号的教师。', en: 'The school has no teacher of this training number.' });
  if (classCode === '') return refuse('NOT_FOUND', { zh: `缺少${sheetHeadings.classCode}。`, en: 'The code of the class is missing.' });
  if (classId === null) return refuse('NOT_FOUND', { zh: '没有这个代码的培训班。', en: 'There is no class of this code.' });
  return firstLine === null ? null : refuse('ALREADY_EXISTS', { zh: `与第 ${firstLine} 行相同。`, en: `The same as row ${firstLine}.` }, { facts: { line: firstLine } });
}
