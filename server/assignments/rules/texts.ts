// Limits on what people write.
import { numberFaults } from '../../kernel/personal-numbers.js';
import { refuse, type Refusal } from '../../kernel/refusals.js';
import { commentMaximum } from './points.js';

const reasonMaximum = 500;
export const essayMaximum = 20_000;
export const opinionMaximum = 2_000;

/** Characters as people count them: without white space, a surrogate pair as one. */
export function characterCountOf(text: string): number {
  return [...text.replace(/\s/gu, '')].length;
}

export function commentRefusals(comment: string): Refusal[] {
  return tooLong(comment, commentMaximum, 'comment', '评语');
}

export function reasonRefusals(reason: string): Refusal[] {
  return [...empty(reason, 'reason', { zh: '请说明退回的原因，学员会看到。', en: 'Say why; the learner reads it.' }), ...tooLong(reason, reasonMaximum, 'reason', '原因'), ...numberFaults(reason, 'reason')];
}

export function essayRefusals(text: string): Refusal[] {
  return [...empty(text, 'text', { zh: '作业正文不能为空。', en: 'The text is empty.' }), ...tooLong(text, essayMaximum, 'text', '正文')];
}

export function opinionRefusals(text: string): Refusal[] {
  return [...empty(text, 'text', { zh: '请填写意见。', en: 'Write the opinion.' }), ...tooLong(text, opinionMaximum, 'text', '意见')];
}

function empty(text: string, field: string, message: { zh: string; en: string }): Refusal[] {
  return characterCountOf(text) === 0 ? [refuse('EMPTY', message, { field })] : [];
}

function tooLong(text: string, maximum: number, field: string, name: string): Refusal[] {
  const length = [...text].length;
  return length > maximum ? [refuse('TOO_LONG', { zh: `${name}最多 ${maximum} 字，现有 ${length} 字。`, en: `At most ${maximum} characters; there are ${length}.` }, { field, facts: { maximum, length } })] : [];
}
