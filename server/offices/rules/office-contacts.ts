// Contacts of an office (联系人): what each district hands in, SH24-05.
import { refuse, type Refusal } from '../../kernel/refusals.js';
import { textRefusals } from './steering-group.js';

export interface ContactText { name: string; unit: string; mobile: string; email: string }

/** Contacts that an office has at a time, and mobiles that one person may have shown within a day. */
export const contactMaximum = 20;
export const revealsADay = 50;

/** `mobile` null leaves the known one as it is. */
export function contactRefusals(contact: Omit<ContactText, 'mobile'> & { mobile: string | null }): Refusal[] {
  return [
    ...textRefusals(contact.name, 'name', { zh: '请填写姓名。', en: 'Give the name.' }),
    ...textRefusals(contact.unit, 'unit', { zh: '请填写单位。', en: 'Give the unit.' }),
    ...(contact.mobile === null || /^1\d{10}$/.test(contact.mobile) ? [] : [refuse('OUT_OF_RANGE', { zh: '手机号码为 11 位数字，以 1 开头。', en: 'A mobile number has 11 digits and begins with 1.' }, { field: 'mobile', requirement: 'SH24-05' })]),
    ...(isEmail(contact.email) ? [] : [refuse('OUT_OF_RANGE', { zh: '电子邮箱的格式不正确。', en: 'This is no e-mail address.' }, { field: 'email', requirement: 'SH24-05' })]),
  ];
}

/** One @, something before it, a dotted name behind it, no white space; what is really there only a mail can tell. */
function isEmail(text: string): boolean {
  return text.length <= 120 && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text);
}
