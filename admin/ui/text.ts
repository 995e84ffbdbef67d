import { useTranslate } from 'react-admin';
import type { Words } from '../app/words.js';

type Leaf<Tree, Prefix extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? `${Prefix}${Key}` : Leaf<Tree[Key], `${Prefix}${Key}.`>;
}[keyof Tree & string];

/** Every text of the console; a key that does not exist in both languages does not compile. */
export type TextKey = Leaf<Words>;
export type Text = (key: TextKey, values?: Record<string, string | number>) => string;

export function useText(): Text {
  return useTranslate();
}
