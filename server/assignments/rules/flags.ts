// Flags (标记) on submissions: something to come back to, or the suspicion of plagiarism. Verdicts are another matter.
import { refuse, type Refusal } from '../../kernel/refusals.js';

export const flagKinds = { ATTENTION: '标记', PLAGIARISM: '疑似抄袭' } as const;
export type FlagKind = keyof typeof flagKinds;

const reasonMaximum = 500;

export function flagReasonRefusals(reason: string): Refusal[] {
  const length = [...reason].length;
  if (reason.trim() === '') return [refuse('EMPTY', { zh: '请说明为什么标记。', en: 'Say why.' }, { field: 'reason' })];
  return length > reasonMaximum ? [refuse('TOO_LONG', { zh: `原因最多 ${reasonMaximum} 字，现有 ${length} 字。`, en: `At most ${reasonMaximum} characters; there are ${length}.` }, { field: 'reason', facts: { maximum: reasonMaximum, length } })] : [];
}
