// ID-card numbers (居民身份证号码): the check digit of ISO 7064 MOD 11-2, and how a number is masked.

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
