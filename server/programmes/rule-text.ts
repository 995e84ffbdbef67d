// A rule document as people write it: YAML, or JSON, which YAML takes too; every place in it has its line.
import { LineCounter, isMap, isScalar, isSeq, parseDocument, stringify, type Node } from 'yaml';
import type { RuleDocument } from './rules/rule-document.js';
import type { RuleFault } from './rules/rule-faults.js';

export type Path = readonly (string | number)[];
export type ReadText = { ok: true; value: unknown; lineOf(path: Path): number | null } | { ok: false; faults: RuleFault[] };

export function ruleTextOf(document: RuleDocument): string {
  return stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });
}

export function readRuleText(text: string): ReadText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, schema: 'core' });
  const [first] = document.errors;
  if (first) return unreadable(first.linePos?.[0].line ?? null, first.code === 'DUPLICATE_KEY' ? { zh: '同一项写了两次。', en: 'The same field stands here twice.' } : { zh: '不是可以读取的 YAML 或 JSON：请检查缩进、冒号、引号和括号。', en: 'Neither YAML nor JSON: look at indents, colons, quotes and brackets.' });
  const lineOf = (path: Path): number | null => {
    let node = document.contents as Node | null;
    let offset = node?.range?.[0];
    for (const step of path) {
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
        if (pair === undefined) break;
        offset = (pair.key as Node).range?.[0] ?? offset;
        node = pair.value as Node | null;
      } else if (isSeq(node)) {
        const item = node.items[Number(step)] as Node | undefined;
        if (item === undefined) break;
        offset = item.range?.[0] ?? offset;
        node = item;
      } else break;
    }
    return offset === undefined ? null : lines.linePos(offset).line;
  };
  try {
    // What refers to another place could grow without end.
    return { ok: true, value: document.toJS({ maxAliasCount: 0 }), lineOf };
  } catch {
    return unreadable(null, { zh: '不能使用引用（& 和 *）：请把内容写全。', en: 'References (& and *) are not taken: write the content out.' });
  }
}

function unreadable(line: number | null, message: RuleFault['message']): ReadText {
  return { ok: false, faults: [{ path: '', line, place: { zh: '文件', en: 'The file' }, message }] };
}
