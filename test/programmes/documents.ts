// The five documents as tests read them.
import { readFileSync } from 'node:fs';
import { parseRuleDocument, type RuleDocument } from '../../server/programmes/rules/rule-document.js';

export const documentNames = ['js-2023', 'sh-2024', 'sh-credits-2016', 'xh-2021', 'sd-2023'] as const;
export type DocumentName = (typeof documentNames)[number];

/** As it stands in the file, to be broken at will. */
export function sourceOf(name: DocumentName): Record<string, unknown> {
  return JSON.parse(readFileSync(`server/programmes/documents/${name}.json`, 'utf8')) as Record<string, unknown>;
}

export function documentOf(name: DocumentName): RuleDocument {
  return parseRuleDocument(sourceOf(name));
}

/** A copy with one value replaced, or taken away where it is undefined; the path runs through lists by number. */
export function edited(name: DocumentName, path: string, value: unknown): Record<string, unknown> {
  const document = sourceOf(name);
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const at = steps.reduce<Record<string, unknown>>((inside, step) => inside[step] as Record<string, unknown>, document);
  if (value === undefined) delete at[last];
  else at[last] = value;
  return document;
}
