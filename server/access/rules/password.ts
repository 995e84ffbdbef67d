// New passwords (密码要求): long enough, not common, and nothing that others know of the person.
import { refuse, type Refusal } from '../../kernel/refusals.js';

export const shortestPassword = 10;
export const longestPassword = 128;

export interface KnownOfPerson { name: string; trainingNumber: string; userName: string | null; idCard: string | null }

/** The beginnings of the passwords that are tried first everywhere; one of these with digits or signs around it is no better. */
const commonWords = ['password', 'passw0rd', 'qwertyuiop', 'qwerty', 'asdfghjkl', 'zxcvbnm', 'iloveyou', 'woaini', 'admin', 'administrator', 'welcome', 'jiaoshi', 'yanxiu', 'peixun', 'laoshi', 'abcdefghij', '1q2w3e4r5t', 'qazwsxedc', 'a123456789', 'aa123456', '5201314'];
const shortestPersonalRun = 6;

/** Why a new password is refused, beside the field that held it; null when it will do. */
export function passwordRefusal(password: string, person: KnownOfPerson): Refusal | null {
  const length = [...password].length;
  if (length < shortestPassword) return weak(`密码至少 ${shortestPassword} 个字符。`, `A password has at least ${shortestPassword} characters.`, { minimum: shortestPassword });
  if (length > longestPassword) return weak(`密码最多 ${longestPassword} 个字符。`, `A password has at most ${longestPassword} characters.`, { maximum: longestPassword });
  const plain = password.normalize('NFKC').toLowerCase();
  if (isPersonal(plain, person)) return weak('密码不能含有姓名、师训编号、用户名或身份证号码。', 'A password does not contain the name, the training number, the user name or the ID-card number.', {});
  if (isCommon(plain)) return weak('这个密码太常见，容易被猜中，请换一个。', 'This password is too common; choose another one.', {});
  return null;
}

function isPersonal(plain: string, { name, trainingNumber, userName, idCard }: KnownOfPerson): boolean {
  const texts = [trainingNumber, ...(userName === null ? [] : [userName, userName.replaceAll(/[^\p{L}\p{N}]/gu, '')]), ...([...name].length > 1 ? [name] : [])].map((text) => text.toLowerCase()).filter((text) => text.length > 1);
  if (texts.some((text) => plain.includes(text))) return true;
  // Any six signs in a row of the ID card: the birthday and the division are the usual ones.
  const number = (idCard ?? '').toLowerCase();
  return Array.from({ length: Math.max(0, number.length - shortestPersonalRun + 1) }, (_, at) => number.slice(at, at + shortestPersonalRun)).some((run) => plain.includes(run));
}

function isCommon(plain: string): boolean {
  if (new Set(plain).size < 4) return true;
  // Digits and signs around a common word do not make it rare: what is left over must be a password by itself.
  const rest = commonWords.reduce((text, word) => text.replaceAll(word, ''), plain).replaceAll(/[\d\W_]/gu, '');
  if (rest === '' && commonWords.some((word) => plain.includes(word))) return true;
  const codes = [...plain].map((sign) => sign.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  // 0123456789, 9876543210, abcdefghijk: one step all along, a wrap from 9 to 0 included.
  return [1, -1].some((direction) => steps.every((step) => step === direction || step === -9 * direction));
}

function weak(zh: string, en: string, facts: Record<string, number>): Refusal {
  return refuse('WEAK_PASSWORD', { zh, en }, { field: 'newPassword', facts });
}
