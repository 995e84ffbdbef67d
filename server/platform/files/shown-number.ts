// A number in a spreadsheet's cell as its format shows it: the same text that saving as CSV would give.

/** The formats that have a number and no text of their own, as a Chinese spreadsheet shows them. */
const builtIn: Readonly<Record<number, string>> = {
  1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 9: '0%', 10: '0.00%', 14: 'yyyy/m/d', 15: 'd-m-yy', 16: 'd-m', 17: 'm-yy', 18: 'h:mm', 19: 'h:mm:ss', 20: 'h:mm', 21: 'h:mm:ss', 22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: 'm-d-yy', 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: '#,##0', 38: '#,##0', 39: '#,##0.00', 40: '#,##0.00',
  45: 'mm:ss', 46: 'h:mm:ss', 47: 'mm:ss', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: 'yyyy"年"m"月"', 56: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
};

const secondsOfDay = 86_400;
/** Spreadsheets keep 15 digits; an integer with more of them has lost its last ones. */
const keptBelow = 1e15;

export function hasLostDigits(value: number): boolean {
  return Math.abs(value) >= keptBelow;
}

/** The format's code by its number in the workbook; own formats start at 164. */
export function formatCodeOf(id: number, own: ReadonlyMap<number, string>): string {
  return own.get(id) ?? builtIn[id] ?? 'General';
}

export function shownNumber(value: number, code: string, isFrom1904: boolean): string {
  // Positive; negative; zero: what stands for all is the first one. Colours, conditions and places are not text.
  const [positive = '', negative] = code.replace(/\[\$[^\]]*\]/g, '').replace(/\[[^\]]*\]/g, '').split(';');
  const format = value < 0 && negative !== undefined && negative !== '' ? negative : positive;
  const bare = format.replace(/"[^"]*"|\\.|_./g, '');
  if (/[ymdhs]/i.test(bare) && !/general/i.test(bare)) return shownDate(isFrom1904 ? value + 1_462 : value, format);
  if (!/[0#?]/.test(bare) || /e[+-]/i.test(bare) || bare.includes('/')) return String(Number(value.toPrecision(15)));
  return shownDecimal(format === negative ? Math.abs(value) : value, format, bare);
}

function shownDecimal(value: number, format: string, bare: string): string {
  const [whole = '', fraction = ''] = (/[0#?,]+(?:\.[0#?]*)?/.exec(bare)?.[0] ?? '').split('.');
  const scaled = Number((bare.includes('%') ? value * 100 : value).toPrecision(15));
  const fixed = Math.abs(scaled).toFixed(Math.min(fraction.length, 20));
  const [digits = '', decimals = ''] = fixed.split('.');
  const padded = digits.padStart(whole.replace(/[^0]/g, '').length, '0');
  const grouped = /,[0#?]/.test(whole) ? padded.replace(/\B(?=(\d{3})+$)/g, ',') : padded;
  // Places that are shown only where there is something.
  const needed = fraction.lastIndexOf('0') + 1;
  const kept = decimals.slice(0, Math.max(needed, decimals.replace(/0+$/, '').length));
  const number = `${scaled < 0 && Number(fixed) !== 0 ? '-' : ''}${grouped}${kept === '' ? '' : `.${kept}`}`;
  let isWritten = false;
  return format.replace(/"([^"]*)"|\\(.)|_.|\*.|[0#?,.]+/g, (match, quoted: string | undefined, escaped: string | undefined) => {
    if (quoted !== undefined || escaped !== undefined) return quoted ?? escaped ?? '';
    if (!/[0#?]/.test(match) || isWritten) return '';
    isWritten = true;
    return number;
  });
}

function shownDate(value: number, format: string): string {
  // The spreadsheet's first of March 1900 is day 61: it counts a 29 February that never was.
  const seconds = Math.round(value * secondsOfDay);
  if (seconds < 0 || value >= 2_958_466) return String(value);
  const day = Math.floor(seconds / secondsOfDay);
  const date = new Date((day - (day < 60 ? 25_568 : 25_569)) * secondsOfDay * 1_000);
  const [hour, minute, second] = [Math.floor((seconds % secondsOfDay) / 3_600), Math.floor((seconds % 3_600) / 60), seconds % 60];
  const hasHalves = /am\/pm|a\/p|上午\/下午/i.test(format);
  let formerIsHour = false;
  return format.replace(/"([^"]*)"|\\(.)|_.|\*.|am\/pm|a\/p|上午\/下午|y+|m+|d+|h+|s+(?:\.0+)?|@/gi, (match, quoted: string | undefined, escaped: string | undefined, offset: number) => {
    if (quoted !== undefined || escaped !== undefined) return quoted ?? escaped ?? '';
    const letter = (match[0] ?? '').toLowerCase();
    const wide = match.length > 1 ? 2 : 1;
    const padded = (number: number) => String(number).padStart(wide, '0');
    const isMinute = letter === 'm' && (formerIsHour || /^[^ymdhs]*s/i.test(format.slice(offset + match.length)));
    if (letter !== 'm') formerIsHour = letter === 'h';
    if (letter === 'y') return match.length > 2 ? String(date.getUTCFullYear()) : String(date.getUTCFullYear() % 100).padStart(2, '0');
    if (letter === 'm') return isMinute ? padded(minute) : padded(date.getUTCMonth() + 1);
    if (letter === 'd') return match.length > 2 ? '' : padded(date.getUTCDate());
    if (letter === 'h') return padded(hasHalves ? hour % 12 || 12 : hour);
    if (letter === 's') return padded(second);
    return /^[a上]/i.test(match) ? (hour < 12 ? '上午' : '下午') : '';
  });
}
