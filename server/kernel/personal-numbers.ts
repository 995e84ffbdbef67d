// ID-card and mobile numbers inside texts that people write: such texts are kept as they are, so the numbers must not stand there.
import { maskIdCard, maskMobile } from './id-card.js';
import { refuse, type Refusal } from './refusals.js';

/** Refuses a text that is kept in the open and holds what is kept sealed; spaces and full-width digits hide nothing. */
export function numberFaults(text: string, field: string): Refusal[] {
  const plain = text.normalize('NFKC').replace(/[\s-]/g, '');
  return /\d{17}[\dXx]|1\d{10}/.test(plain) ? [refuse('MALFORMED', { zh: '请不要在文字中写身份证号码或手机号码。', en: 'Do not write ID-card or mobile numbers here.' }, { field })] : [];
}

/** The text with such numbers masked: for records that nobody can correct later. */
export function withoutNumbers(text: string): string {
  return withoutIdCards(text).replaceAll(/(?<!\d)1[3-9]\d{9}(?!\d)/g, maskMobile);
}

/** The same where a code of eleven digits may stand, as offices and people have them. */
export function withoutIdCards(text: string): string {
  return text.replaceAll(/(?<!\d)\d{17}[\dXx](?!\d)/g, maskIdCard);
}
