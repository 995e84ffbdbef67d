// How numbers, days and choices are said in a sentence, in both languages.
import type { Bilingual } from '../../kernel/refusals.js';
import type { RuleDocument } from './rule-document.js';
import type { RuleStatement } from './rule-statements.js';
import { valueWords, withDays } from './rule-words.js';

export function say(requirement: string, path: string, zh: string, en: string): RuleStatement {
  const sentence = withDays(en, 'en');
  return { requirement, path, text: { zh: `${withDays(zh, 'zh')}。`, en: `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.` } };
}

/** 「1 class hour」, 「2 class hours」. */
export function classHours(amount: string): string {
  return `${amount} class hour${amount === '1' || amount === 'at least 1' ? '' : 's'}`;
}

interface Range { minimum: string; maximum?: string | undefined }

/** 「19–23」, 「4」 where both ends are one, 「不少于 24」 where there is no upper end. */
export function amountOf({ minimum, maximum }: Range): Bilingual {
  if (maximum === undefined) return { zh: `不少于 ${minimum}`, en: `at least ${minimum}` };
  const span = maximum === minimum ? minimum : `${minimum}–${maximum}`;
  return { zh: span, en: span };
}

/** The programme's own word for a level; where it has no scale, the usual one. */
export function levelWord({ levelScale }: RuleDocument, level: string): Bilingual {
  return levelScale?.levels.find(({ code }) => code === level)?.name ?? valueWords(level);
}

type Moment = NonNullable<RuleDocument['windows']>[number]['until'];

export function momentWords(moment: Moment): Bilingual {
  if (moment.anchor === 'DATE') return { zh: moment.date, en: moment.date };
  const at = moment.anchor === 'PERIOD_START' ? { zh: '开班', en: "the period's start" } : { zh: '当期结束', en: "the period's end" };
  if (moment.days === 0) return { zh: `${at.zh}日`, en: at.en };
  const days = Math.abs(moment.days);
  return { zh: `${at.zh}${moment.days < 0 ? '前' : '后'} ${days} 天`, en: `${days} day${days === 1 ? '' : 's'} ${moment.days < 0 ? 'before' : 'after'} ${at.en}` };
}

export function listed(items: readonly Bilingual[]): Bilingual {
  return { zh: items.map(({ zh }) => zh).join('、'), en: items.map(({ en }) => en).join(', ') };
}
