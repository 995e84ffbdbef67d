// ID-card numbers (居民身份证号码, GB 11643): the check digit of ISO 7064 MOD 11-2, what can be wrong with a number, and how it is masked.
import { isLocalDate, type LocalDate } from './calendar.js';
import type { Bilingual } from './refusals.js';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits = '10X98765432';

/** The last sign of a number whose first 17 digits are given. */
export function checkDigitOf(digits: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return checkDigits[sum % 11] as string;
}

/** Keeps the division and the last sign, hides the date of birth and the sequence. */
export function maskIdCard(number: string): string {
  return `${number.slice(0, 6)}${'*'.repeat(11)}${number.slice(-1)}`;
}

export function maskMobile(number: string): string {
  return `${number.slice(0, 3)}****${number.slice(-4)}`;
}

export type IdCardFault = 'LENGTH' | 'SIGNS' | 'BIRTH' | 'CHECK';

export const idCardFaults: Record<IdCardFault, Bilingual> = {
  LENGTH: { zh: '身份证号码应为 18 位。', en: 'An ID-card number has 18 characters.' },
  SIGNS: { zh: '身份证号码前 17 位应为数字，末位为数字或 X。', en: 'An ID-card number has 17 digits and a digit or X.' },
  BIRTH: { zh: '身份证号码中的出生日期不存在。', en: 'The date of birth in the ID-card number does not exist.' },
  CHECK: { zh: '身份证号码的校验位不对，请核对是否有误。', en: 'The check digit of the ID-card number is wrong.' },
};

/** What is wrong with a number; null when nothing is. The last sign is a capital X. */
export function idCardFault(number: string, today: LocalDate): IdCardFault | null {
  if (number.length !== 18) return 'LENGTH';
  if (!/^\d{17}[\dX]$/.test(number)) return 'SIGNS';
  const birth = birthDateOf(number);
  if (!isLocalDate(birth) || birth < '1900-01-01' || birth > today) return 'BIRTH';
  return checkDigitOf(number) === number.slice(-1) ? null : 'CHECK';
}

/** The date of birth that a number carries. */
export function birthDateOf(number: string): LocalDate {
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
}
