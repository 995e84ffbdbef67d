// 统一社会信用代码 (GB 32100-2015): eighteen signs, the last of which is computed from the others.

/** No I, O, S, V, Z: they look like others. */
const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The sign that the first seventeen ask for; null when they are none of such a code. */
export function checkSignOf(first: string): string | null {
  if (first.length !== 17) return null;
  let sum = 0;
  let weight = 1;
  for (const sign of first) {
    const value = signs.indexOf(sign);
    if (value < 0) return null;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return signs.charAt((31 - (sum % 31)) % 31);
}

/** As people write it, with spaces and small letters, brought into its one form; null when it is no such code. */
export function creditCodeOf(typed: string): string | null {
  const code = typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  // Registering authority and kind, the code of the place, the organisation's own, the check sign.
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return null;
  return checkSignOf(code.slice(0, 17)) === code.charAt(17) ? code : null;
}
