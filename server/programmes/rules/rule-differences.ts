// What a newer version of a rule document changes, clause by clause, in words: 「申诉 › 向辅导员申诉的天数：7 → 10」.
import type { Bilingual } from '../../kernel/refusals.js';
import type { RuleDocument } from './rule-document.js';
import { fieldWords, valueWords } from './rule-words.js';

export interface RuleDifference {
  /** The place in the newer document; in the older one where it is gone: `appeals.tutorDays`. */
  path: string;
  place: Bilingual;
  /** The requirement of the clause it stands in; null in the heading of the document. */
  requirement: string | null;
  older: Bilingual | null;
  newer: Bilingual | null;
}

type Plain = string | number | boolean | null | undefined | readonly Plain[] | { readonly [key: string]: Plain };
type Fields = Readonly<Record<string, Plain>>;

/** Every version says these anew; they are shown beside the versions themselves. */
const told = ['version', 'effectiveFrom'];

export function differencesOf(older: RuleDocument, newer: RuleDocument): RuleDifference[] {
  const without = (document: RuleDocument) => Object.fromEntries(Object.entries(document).filter(([key]) => !told.includes(key))) as Fields;
  return between(without(older), without(newer), { path: [], place: [], requirement: null });
}

interface Place { path: readonly string[]; place: readonly Bilingual[]; requirement: string | null }

function between(older: Plain, newer: Plain, at: Place): RuleDifference[] {
  if (JSON.stringify(older) === JSON.stringify(newer)) return [];
  if (isFields(older) && isFields(newer) && !isWords(older)) {
    const inside = { ...at, requirement: requirementOf(newer) ?? at.requirement };
    return keysOf(older, newer).flatMap((key) => between(older[key], newer[key], below(inside, key, fieldWords(key))));
  }
  if (isItems(older) && isItems(newer)) return betweenItems(older, newer, at);
  const said = (value: Plain) => (value === undefined ? null : sayOf(value));
  return [{ path: at.path.join('.'), place: { zh: at.place.map(({ zh }) => zh).join(' › '), en: at.place.map(({ en }) => en).join(' › ') }, requirement: requirementOf(newer) ?? requirementOf(older) ?? at.requirement, older: said(older), newer: said(newer) }];
}

/** Items are the same by what names them, not by their place: one put in front changes no other. */
function betweenItems(older: readonly Fields[], newer: readonly Fields[], at: Place): RuleDifference[] {
  const left = older.map((item, index) => ({ item, index }));
  const takeLike = (isLike: (item: Fields) => boolean) => {
    const found = left.findIndex(({ item }) => isLike(item));
    return found < 0 ? undefined : left.splice(found, 1)[0]?.item;
  };
  // Those that did not change are set aside first, so that of two with one name the changed one is found.
  const changed = newer.flatMap((item, index) => (takeLike((other) => JSON.stringify(other) === JSON.stringify(item)) ? [] : [{ item, index }]));
  const found = changed.map(({ item, index }) => ({ item, index, before: takeLike((other) => identityOf(other) === identityOf(item)) }));
  return [
    ...found.flatMap(({ item, index, before }) => between(before, item, below(at, String(index), itemWords(item, index)))),
    ...left.flatMap(({ item, index }) => between(item, undefined, below(at, String(index), itemWords(item, index)))),
  ];
}

/** What an item is about; its numbers, dates and sentences may change and it is the same one. */
const naming = ['code', 'action', 'number', 'kind', 'path', 'of', 'by', 'environment', 'requirement', 'levels', 'categories', 'itModule', 'isSelfChosen', 'isFullTime', 'about', 'counted', 'per'];

function identityOf(item: Fields): string {
  const own = naming.map((key) => item[key] ?? null);
  // Offsets are named by their two sides; elsewhere `from` is a date that may move.
  return JSON.stringify([...own, isWords(item['from']) ? [item['from'], item['to'] ?? null] : null]);
}

function itemWords(item: Fields, index: number): Bilingual {
  const { name, action, of, kind, code, from, to } = item;
  if (isWords(name)) return name;
  if (isWords(from) && isWords(to)) return { zh: `${from.zh} → ${to.zh}`, en: `${from.en} → ${to.en}` };
  const coded = [action, of, kind, code].find((one) => typeof one === 'string');
  return typeof coded === 'string' ? valueWords(coded) : { zh: String(index + 1), en: String(index + 1) };
}

/** A value in words; a whole clause as its fields one after the other. */
function sayOf(value: Plain): Bilingual {
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  if (typeof value === 'string') return valueWords(value);
  if (isWords(value)) return value;
  if (Array.isArray(value)) return joined((value as readonly Plain[]).map(sayOf), '、', ', ');
  if (isFields(value)) return joined(Object.entries(value).filter(([key, one]) => key !== 'requirement' && one !== undefined).map(([key, one]) => ({ zh: `${fieldWords(key).zh} ${sayOf(one).zh}`, en: `${fieldWords(key).en} ${sayOf(one).en}` })), '，', ', ');
  return { zh: String(value), en: String(value) };
}

const joined = (all: readonly Bilingual[], zh: string, en: string): Bilingual => ({ zh: all.map((one) => one.zh).join(zh), en: all.map((one) => one.en).join(en) });
const below = (at: Place, step: string, word: Bilingual): Place => ({ ...at, path: [...at.path, step], place: [...at.place, word] });
const keysOf = (older: Fields, newer: Fields): string[] => [...new Set([...Object.keys(newer), ...Object.keys(older)])];
const isFields = (value: Plain): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isItems = (value: Plain): value is readonly Fields[] => Array.isArray(value) && value.length > 0 && (value as readonly Plain[]).every((one) => isFields(one) && !isWords(one));
const isWords = (value: Plain): value is { zh: string; en: string } => isFields(value) && typeof value['zh'] === 'string' && typeof value['en'] === 'string';
const requirementOf = (value: Plain): string | null => (isFields(value) && typeof value['requirement'] === 'string' ? value['requirement'] : null);
