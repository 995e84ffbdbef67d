// Looking as an office: as whom one may look, for how long, and what has to be said.
import { numberFaults } from '../../kernel/personal-numbers.js';
import { refuse, type Refusal } from '../../kernel/refusals.js';

export const viewAsMinutes = 30;
export const viewAsReasonMaximum = 200;

export interface WantedView { isOwnOffice: boolean; isOpen: boolean; reason: string }

export function viewAsRefusals({ isOwnOffice, isOpen, reason }: WantedView): Refusal[] {
  const { length } = reason.trim();
  return [
    ...(isOwnOffice ? [refuse('WRONG_PLACE', { zh: '这是您自己的项目办；只能以下级项目办的视角查看。', en: 'This is your own office; look as one below it.' }, { field: 'officeId' })] : []),
    ...(isOpen ? [] : [refuse('NOT_ALLOWED_IN_STATE', { zh: '该项目办已合并或撤销，没有管理员的视角可看。', en: 'The office has ended; nobody administers it.' }, { field: 'officeId' })]),
    ...(length === 0 ? [refuse('EMPTY', { zh: '请填写查看的原因，例如对方反映的问题。', en: 'Say why, for example what they asked you about.' }, { field: 'reason' })] : []),
    ...(length > viewAsReasonMaximum ? [refuse('TOO_LONG', { zh: `原因最多 ${viewAsReasonMaximum} 字。`, en: `At most ${viewAsReasonMaximum} characters.` }, { field: 'reason', facts: { maximum: viewAsReasonMaximum, given: length } })] : numberFaults(reason, 'reason')),
  ];
}
