// The columns of a grading sheet (评分表): what may be read, what is filled in, and what leads back.
import { formatTenths, type Tenths } from '../../kernel/tenths.js';
import type { Criterion } from './points.js';

/** Read by people, and not read back. */
export const readColumns = { trainingNumber: '师训编号', name: '姓名', school: '学校', attempt: '第几次提交', state: '状态', characters: '字数' } as const;
/** Filled in, behind the criteria. */
export const filledColumns = { points: '得分', comment: '评语', excellent: '推荐优秀' } as const;
/** Hidden: which submission a row means, the version that its tutor saw, and the version of the rubric. */
export const technicalColumns = { submission: '作业标识', version: '作业版本', rubric: '评分标准标识' } as const;

export type FixedColumn = keyof typeof filledColumns | keyof typeof technicalColumns;
const fixed: Readonly<Record<FixedColumn, string>> = { ...filledColumns, ...technicalColumns };

export const excellentWords = { yes: '是', no: '否' } as const;

/** A criterion with its range, as its column is called. */
export function criterionHeading({ name, maximumTenths }: { name: string; maximumTenths: Tenths }): string {
  return `${name}（0–${formatTenths(maximumTenths)}）`;
}

/** Where what stands in a file; a criterion by its place in the rubric. */
export interface Places { fixed: Map<FixedColumn, number>; criteria: (number | null)[] }

/** Every column that is read back must be there: one that is missing would empty what stands. Headings of people's own are left alone. */
export function placesOf(headings: readonly string[], criteria: readonly Criterion[]): { places: Places; missing: string[]; doubled: string[] } {
  const plain = headings.map(plainHeading);
  const missing: string[] = [];
  const doubled: string[] = [];
  const placeOf = (heading: string): number | null => {
    const wanted = plainHeading(heading);
    const place = plain.indexOf(wanted);
    if (place < 0) missing.push(heading);
    if (place !== plain.lastIndexOf(wanted)) doubled.push(heading);
    return place < 0 ? null : place;
  };
  const found = (Object.keys(fixed) as FixedColumn[]).map((name): [FixedColumn, number | null] => [name, placeOf(fixed[name])]);
  return {
    places: { fixed: new Map(found.flatMap(([name, place]): [FixedColumn, number][] => (place === null ? [] : [[name, place]]))), criteria: criteria.map((criterion) => placeOf(criterionHeading(criterion))) },
    missing, doubled,
  };
}

/** The signs that spreadsheets and input methods exchange for each other are one. */
function plainHeading(heading: string): string {
  return heading.normalize('NFKC').replace(/[–—−~～]/g, '-').replace(/\s/g, '');
}
