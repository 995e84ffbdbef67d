// What a resource is handed in with: what it is, whose it is, and either a file or the address of one.
import { numberFaults } from '../../kernel/personal-numbers.js';
import { refuse, type Refusal } from '../../kernel/refusals.js';
import type { Stage, Subject } from '../../kernel/subjects.js';

/** The usual kinds of a school's teaching resources; no notice lists them. */
export const resourceKinds = { DESIGN: '教学设计', COURSEWARE: '课件', MICRO_LESSON: '微课', CASE: '案例', TEST: '试题', OTHER: '其他' } as const;
export type ResourceKind = keyof typeof resourceKinds;

/** What whoever hands it in declares of its rights. */
export const resourceRights = { ORIGINAL: '作者原创', PERMITTED: '含他人材料，已获授权' } as const;
export type ResourceRights = keyof typeof resourceRights;

export const formLimits = { title: 60, description: 1_000, authors: 100, rightsNote: 200, link: 500 } as const;

export interface ResourceForm {
  title: string;
  kind: ResourceKind;
  subject: Subject;
  stage: Stage;
  description: string;
  /** Names, as they shall be read. */
  authors: string;
  /** Of the author who belongs to the office, if one does. */
  authorNumber: string | null;
  rights: ResourceRights;
  /** Whose material it is and who permitted it. */
  rightsNote: string;
  link: string | null;
}

export function formRefusals(form: ResourceForm, hasFile: boolean): Refusal[] {
  const link = form.link?.trim() ?? '';
  return [
    ...textRefusals(form.title, 'title', formLimits.title), ...textRefusals(form.description, 'description', formLimits.description), ...textRefusals(form.authors, 'authors', formLimits.authors),
    ...(form.rights === 'PERMITTED' || form.rightsNote.trim() !== '' ? textRefusals(form.rightsNote, 'rightsNote', formLimits.rightsNote) : []),
    ...(hasFile && link !== '' ? [refuse('NOT_ALLOWED', { zh: '文件和链接只取其一。', en: 'Either a file or a link, not both.' }, { field: 'link', requirement: 'JS-13' })] : []),
    ...(!hasFile && link === '' ? [refuse('EMPTY', { zh: '请上传文件，或填写链接。', en: 'Upload a file, or give a link.' }, { field: 'link', requirement: 'JS-13' })] : []),
    ...(link === '' || isLink(link) ? [] : [refuse('MALFORMED', { zh: `链接须以 https:// 开头，最长 ${formLimits.link} 字符。`, en: `An address that begins with https://, of at most ${formLimits.link} characters.` }, { field: 'link' })]),
  ];
}

/** An address that anybody opens safely: encrypted, of a named host, without a name and password in it. */
export function isLink(text: string): boolean {
  if (text.length > formLimits.link || /[\s\p{Cc}]/u.test(text)) return false;
  const url = URL.parse(text);
  return url !== null && url.protocol === 'https:' && url.username === '' && url.password === '' && /^[^.]+(\.[^.]+)*\.[^.\d][^.]*$/.test(url.hostname);
}

function textRefusals(text: string, field: string, maximum: number): Refusal[] {
  const length = [...text.trim()].length;
  if (length === 0) return [refuse('EMPTY', { zh: '请填写。', en: 'Fill this in.' }, { field })];
  return length > maximum ? [refuse('TOO_LONG', { zh: `最多 ${maximum} 字，现有 ${length} 字。`, en: `At most ${maximum} characters; there are ${length}.` }, { field, facts: { maximum, length } })] : numberFaults(text, field);
}
