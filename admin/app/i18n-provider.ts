import polyglotI18nProvider from 'ra-i18n-polyglot';
import englishMessages from 'ra-language-english';
import type { I18nProvider, TranslationMessages } from 'react-admin';
import { speak } from '../data/request.js';
import { reactAdminZh } from './react-admin-zh.js';
import { enWords, zhWords } from './words.js';

const zh: TranslationMessages = { ...reactAdminZh, ...zhWords };
const en: TranslationMessages = { ...englishMessages, ...enWords };

const LANGUAGES = [
  { locale: 'zh', name: '中文' },
  { locale: 'en', name: 'English' },
];

const polyglot = polyglotI18nProvider((locale) => (locale === 'en' ? en : zh), 'zh', LANGUAGES);

function settle(locale: string): void {
  speak(locale);
  document.documentElement.lang = locale === 'en' ? 'en' : 'zh-CN';
}

/** The server is told the language before anything is read in it. */
export const i18nProvider: I18nProvider = {
  ...polyglot,
  changeLocale: async (locale) => {
    settle(locale);
    await polyglot.changeLocale(locale);
  },
};
