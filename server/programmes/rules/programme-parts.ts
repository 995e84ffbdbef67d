// What a programme is drafted and published with: its name and year, its texts, its downloads.
import { refuse, type Refusal } from '../../kernel/refusals.js';
import type { ProgrammeState } from './programme-life.js';

/** Needs analysis, plan, what lower offices take into their own plans, notice. */
export const textKinds = ['NEEDS', 'PLAN', 'FOR_LOWER_OFFICES', 'NOTICE'] as const;
export type ProgrammeTextKind = (typeof textKinds)[number];

const nameMaximum = 80;
export const textMaximum = 20_000;
export const fileMaximumBytes = 10 * 1_048_576;
export const fileMaximum = 20;
const fileNameMaximum = 100;

export interface ProgrammeNaming { code: string; name: string; year: number }

export function namingRefusals({ code, name, year }: ProgrammeNaming, thisYear: number): Refusal[] {
  return [
    ...(/^[A-Z][A-Z0-9-]{2,23}$/.test(code) ? [] : [refuse('MALFORMED', { zh: '编号为 3–24 位大写字母、数字或连字符，以字母开头。', en: 'Three to 24 capitals, digits or hyphens, a letter first.' }, { field: 'code' })]),
    ...nameRefusals(name),
    ...(year >= thisYear && year <= thisYear + 2 ? [] : [refuse('OUT_OF_RANGE', { zh: `年度须为 ${thisYear} 至 ${thisYear + 2}。`, en: `A year from ${thisYear} to ${thisYear + 2}.` }, { field: 'year', facts: { earliest: thisYear, latest: thisYear + 2 } })]),
  ];
}

export function nameRefusals(name: string): Refusal[] {
  const length = [...name.trim()].length;
  if (length === 0) return [refuse('EMPTY', { zh: '请填写项目名称。', en: 'Give the name.' }, { field: 'name' })];
  return length > nameMaximum ? [refuse('TOO_LONG', { zh: `最多 ${nameMaximum} 字，现有 ${length} 字。`, en: `At most ${nameMaximum} characters; there are ${length}.` }, { field: 'name', facts: { maximum: nameMaximum, length } })] : [];
}

/** As long as the plan may be changed: what was approved keeps the name under which it was approved. */
export function isRenamable(state: ProgrammeState): boolean {
  return isWritable('PLAN', state);
}

/** The plan stands still while it is before the steering group and after; the notice can be put right until the end. */
export function isWritable(kind: ProgrammeTextKind, state: ProgrammeState): boolean {
  if (state === 'DRAFT' || state === 'RETURNED') return true;
  return kind === 'NOTICE' && (state === 'APPROVED' || state === 'PUBLISHED' || state === 'RUNNING');
}

/** Downloads and contacts: as long as anything may still be said about the programme. */
export function isOpenForChanges(state: ProgrammeState): boolean {
  return state !== 'ARCHIVED' && state !== 'CANCELLED' && state !== 'IN_REVIEW';
}

export function textRefusals(text: string): Refusal[] {
  const length = [...text.trim()].length;
  if (length === 0) return [refuse('EMPTY', { zh: '请填写内容。', en: 'Write something.' }, { field: 'text' })];
  return length > textMaximum ? [refuse('TOO_LONG', { zh: `最多 ${textMaximum} 字，现有 ${length} 字。`, en: `At most ${textMaximum} characters; there are ${length}.` }, { field: 'text', facts: { maximum: textMaximum, length } })] : [];
}

const zip = '504b0304';
/** What may be downloaded: the type that is answered, and the bytes that such a file begins with. */
const fileTypes: Readonly<Record<string, { type: string; begins: string }>> = {
  pdf: { type: 'application/pdf', begins: '25504446' },
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', begins: zip },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', begins: zip },
  pptx: { type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation', begins: zip },
  png: { type: 'image/png', begins: '89504e47' },
  jpg: { type: 'image/jpeg', begins: 'ffd8ff' },
};

export const fileExtensions = Object.keys(fileTypes);

/** The type of a file by its name, where its first bytes say the same; null for what is not taken. */
export function fileTypeOf(name: string, head: Buffer): string | null {
  const known = fileTypes[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase().replace('jpeg', 'jpg') ?? ''];
  return known && head.toString('hex').startsWith(known.begins) ? known.type : null;
}

/** What speaks against a file: too large, of which nothing was kept, or of no kind that is taken. */
export function fileRefusals(content: object | null, type: string | null): Refusal[] {
  if (content === null) return [refuse('TOO_LONG', { zh: `附件最大 ${fileMaximumBytes / 1_048_576} MB。`, en: `At most ${fileMaximumBytes / 1_048_576} MB.` }, { field: 'file' })];
  return type === null ? [refuse('MALFORMED', { zh: `附件须为 ${fileExtensions.join('、')} 文件，且内容与扩展名一致。`, en: `A file of the kinds ${fileExtensions.join(', ')}, and what its name says.` }, { field: 'file' })] : [];
}

/** A name without a path, without what no file system takes, and not too long; its ending is kept. */
export function fileNameOf(name: string): string {
  const bare = [...(name.split(/[\\/]/).at(-1) ?? '').replace(/[\p{Cc}<>:"|?*]/gu, '').trim()];
  const ending = /\.[a-z]{1,5}$/i.exec(bare.join(''))?.[0] ?? '';
  return bare.length <= fileNameMaximum ? bare.join('') : `${bare.slice(0, fileNameMaximum - ending.length).join('')}${ending}`;
}
