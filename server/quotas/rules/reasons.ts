// Why seats are moved: every movement that somebody decides has its reason.
import { numberFaults } from '../../kernel/personal-numbers.js';
import { refuse, type Refusal } from '../../kernel/refusals.js';

const maximum = 200;

export function reasonRefusals(reason: string): Refusal[] {
  if (reason.trim() === '') return [refuse('EMPTY', { zh: '请填写事由。', en: 'Give a reason.' }, { field: 'reason' })];
  return [...reason.trim()].length > maximum ? [refuse('TOO_LONG', { zh: `事由最多 ${maximum} 字。`, en: `At most ${maximum} characters.` }, { field: 'reason', facts: { maximum } })] : numberFaults(reason, 'reason');
}
