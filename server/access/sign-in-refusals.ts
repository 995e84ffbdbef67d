// What is said to whoever does not get in: the same for names that exist and for those that do not.
import { formatInstant } from '../kernel/calendar.js';
import { refuse, type Refusal } from '../kernel/refusals.js';

export function wrongCredentials(field: string): Refusal {
  return refuse('WRONG_CREDENTIALS', { zh: '账号或密码不正确。', en: 'The name or the password is wrong.' }, { field });
}

export function lockedRefusal(until: Date, now: Date): Refusal {
  const minutes = Math.ceil((until.getTime() - now.getTime()) / 60_000);
  return refuse('LOCKED', { zh: `连续输错，已暂时锁定，请在 ${minutes} 分钟后再试。`, en: `Too many wrong attempts; try again in ${minutes} minutes.` }, { field: 'login', facts: { minutes, until: formatInstant(until) } });
}
