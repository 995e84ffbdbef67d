// Why a rule document is not taken, in words and by its place: what the schema refuses, and what no single field can say.
import type { z } from 'zod';
import type { Bilingual } from '../../kernel/refusals.js';
import { fieldWords } from './rule-words.js';

export interface RuleFault {
  /** `windows.1.until`; empty for the whole. */
  path: string;
  /** Of the text that was handed in, from 1 on; null where the place has none. */
  line: number | null;
  place: Bilingual;
  message: Bilingual;
}

type Path = readonly (string | number)[];

/** What the format's own fields say of a value that they do not take, and what the whole document is asked. */
export const faultWords: readonly [RegExp, string][] = [
  [/a calendar date/, '须是日期，写作 2023-07-16，加引号。'], [/a decimal with/, '须是加引号的数字，至多一位小数，如 "79.5"。'], [/a requirement id/, '须是要求编号，如 JS-19。'], [/a code in capitals/, '须是大写字母的编号。'],
  [/^none fits between/, '首期开班与末期结束之间排不下任何一期。'], [/^ends before it (starts|begins)$/, '结束早于开始。'], [/^counted from a period/, '按期次起算，而项目没有期次。'], [/ appears twice$/, '同一编号或事项出现了两次。'],
  [/^the hours make up to ([\d.]+), not ([\d.]+)$/, '各模块学时至多合计 $1，不是 $2。'], [/^the hours make ([\d.]+), not ([\d.]+)$/, '各模块学时合计 $1，不是 $2。'], [/^no such list$/, '没有这张选项表。'], [/^no module with a choice$/, '没有这样一个可选项目的模块。'],
  [/^not in the scale$/, '层级表里没有这一级。'], [/^more than the module's hours$/, '多于该模块的学时。'], [/^maximum below minimum$/, '上限低于下限。'], [/^more than there are$/, '多于可选的个数。'], [/^no such training body$/, '没有这个培训单位。'], [/^not in order$/, '没有按先后排列。'],
  [/^stands together with the window ENROLMENT_REVIEW, or neither does$/, '报名审核须写明审核的时间，写了审核时间也须写明由谁审核。'], [/^only days of the calendar are set by offices$/, '只有以日期写明的时间可由各级自定，按期次推算的不能。'], [/^the same for all offices$/, '这一事项的时间全项目统一，不能由各级自定。'], [/^not offered$/, '不在可选的专题中。'], [/^fewer than always$/, '少于必选的个数。'], [/^more than 100$/, '超过 100。'], [/^the weights do not make 100$/, '权重合计不是 100。'], [/^the parts make ([\d.]+) points, not 100$/, '各项分值合计 $1 分，不是 100 分。'], [/^not between passFrom and 100$/, '须在合格线与 100 之间。'],
  [/^below the floor$/, '低于下限。'], [/^nothing stands at (.+)$/, '文档中没有 $1 这一处。'], [/^no such environment or dimension$/, '没有这样的环境或维度。'], [/^no such environment$/, '没有这样的环境。'],
];

/** What the whole document is refused for stands as `place: reason`. */
export function consistencyFault(fault: string): RuleFault {
  const [path = '', ...rest] = fault.split(': ');
  const said = rest.join(': ');
  return faultAt(path.split('.'), inWords(said));
}

export function faultAt(path: Path, message: Bilingual): RuleFault {
  const steps = path.filter((step) => step !== '');
  return { path: steps.join('.'), line: null, place: placeOf(steps), message };
}

/** One for each field that the schema does not know, and one for each value that it does not take. */
export function schemaFaults(issues: readonly z.core.$ZodIssue[], source: unknown): RuleFault[] {
  return issues.flatMap((issue): RuleFault[] => {
    const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => faultAt([...path, key], { zh: '格式中没有这一项。', en: 'The format has no such field.' }));
    return [faultAt(path, isMissing(source, path) ? { zh: '缺少这一项。', en: 'This field is missing.' } : messageOf(issue))];
  });
}

function isMissing(source: unknown, path: Path): boolean {
  return path.reduce<unknown>((at, step) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[step] : undefined), source) === undefined;
}

const types: Readonly<Record<string, string>> = { string: '文字（数字、日期须加引号）', number: '数字', int: '整数', boolean: '“是否”（true 或 false）', array: '一列', object: '几项内容' };

function messageOf(issue: z.core.$ZodIssue): Bilingual {
  if (issue.code === 'invalid_type') return { zh: `须是${types[issue.expected] ?? '另一种内容'}。`, en: issue.message };
  if (issue.code === 'invalid_value') return { zh: `只能是 ${issue.values.map(String).join('、')} 之一。`, en: `One of ${issue.values.map(String).join(', ')}.` };
  if (issue.code === 'invalid_union') return { zh: '不是这里可以写的任何一种内容。', en: 'None of what can stand here.' };
  if (issue.code === 'too_small') return issue.inclusive === false ? { zh: `须大于 ${String(issue.minimum)}。`, en: `More than ${String(issue.minimum)}.` } : issue.origin === 'string' || issue.origin === 'array' ? { zh: `不能少于 ${String(issue.minimum)} ${issue.origin === 'string' ? '个字' : '项'}。`, en: issue.message } : { zh: `至少为 ${String(issue.minimum)}。`, en: `At least ${String(issue.minimum)}.` };
  if (issue.code === 'too_big') return { zh: `至多为 ${String(issue.maximum)}。`, en: `At most ${String(issue.maximum)}.` };
  return inWords(issue.message);
}

function inWords(said: string): Bilingual {
  const known = faultWords.find(([pattern]) => pattern.test(said));
  return { zh: known === undefined ? '与文档的其他部分不一致。' : said.replace(known[0], known[1]).replace(/^.*?(?=须是)/, ''), en: said };
}

function placeOf(path: Path): Bilingual {
  const word = (step: string | number): Bilingual => (/^\d+$/.test(String(step)) ? { zh: `第 ${Number(step) + 1} 项`, en: `item ${Number(step) + 1}` } : wordOf(String(step)));
  if (path.length === 0) return { zh: '文件', en: 'The file' };
  const steps = path.map(word);
  return { zh: steps.map(({ zh }) => zh).join(' › '), en: steps.map(({ en }) => en).join(' › ') };
}

/** A field that the format does not know has no words but its own. */
function wordOf(key: string): Bilingual {
  try {
    return fieldWords(key);
  } catch {
    return { zh: key, en: key };
  }
}
