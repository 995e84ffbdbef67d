import { useText } from '../ui/text.js';
import { exportsZh } from './export-words.js';
import type { ExportList } from './export-menu.js';

/** What a list is called; the server's name where the console does not know it. */
export function useListText(): (list: string) => string {
  const text = useText();
  return (list) => (Object.hasOwn(exportsZh.lists, list) ? text(`exports.lists.${list as ExportList}`) : list);
}
