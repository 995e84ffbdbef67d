// Measures exactly how much of one text also stands in another, for a pair and for the worst pair of many.
const RUN = 10;
// Looking up the global Math in the inner loop is slow inside a test runner's sandbox.
const { imul, max } = Math;

/** The text without punctuation and whitespace, which is what is compared. */
export function bareText(text: string): string {
  return text.replace(/[\p{P}\p{S}\p{Z}\s]/gu, '');
}

/** Share of the characters of bare text `a` that lie in a run of ten characters which also occurs in bare text `b`. */
export function coveredShare(a: string, b: string): number {
  if (a.length < RUN) return 0;
  const runs = new Set<string>();
  for (let i = 0; i + RUN <= b.length; i++) runs.add(b.slice(i, i + RUN));
  let covered = 0;
  let end = 0;
  for (let i = 0; i + RUN <= a.length; i++) {
    if (!runs.has(a.slice(i, i + RUN))) continue;
    covered += i + RUN - max(i, end);
    end = i + RUN;
  }
  return covered / a.length;
}

export interface Overlap {
  a: number;
  b: number;
  share: number;
}

interface Index {
  /** Where each text's runs start in `groups`. */
  readonly starts: Uint32Array;
  /** The group of each run of each text. */
  readonly groups: Uint32Array;
  readonly postingStarts: Uint32Array;
  readonly postings: Uint32Array;
}

function mix(h: number): number {
  h = imul(h ^ (h >>> 16), 0x85ebca6b);
  h = imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Runs are told apart by a 64-bit hash; what it reports is verified on the text itself. */
function buildIndex(texts: readonly string[]): Index {
  const starts = new Uint32Array(texts.length + 1);
  for (let d = 0; d < texts.length; d++) starts[d + 1] = starts[d]! + max(0, texts[d]!.length - RUN + 1);
  const total = starts[texts.length]!;
  let capacity = 1024;
  while (capacity < total * 1.6) capacity *= 2;
  const keyHigh = new Uint32Array(capacity);
  const keyLow = new Uint32Array(capacity);
  const slotGroup = new Uint32Array(capacity);
  const groups = new Uint32Array(total);
  const size = new Uint32Array(total + 1);
  const lastText = new Uint32Array(total + 1);
  let groupCount = 0;
  const mask = capacity - 1;
  for (let d = 0; d < texts.length; d++) {
    const text = texts[d]!;
    let at = starts[d]!;
    for (let i = 0; i + RUN <= text.length; i++, at++) {
      let high = 0x9747b28c;
      let low = 0x1b873593;
      for (let j = i; j < i + RUN; j++) {
        const c = text.charCodeAt(j);
        high = imul(high ^ c, 0x01000193);
        low = (imul(low, 31) + c) | 0;
      }
      high = mix(high);
      low = mix(low);
      let slot = high & mask;
      while (slotGroup[slot] !== 0 && (keyHigh[slot] !== high || keyLow[slot] !== low)) slot = (slot + 1) & mask;
      if (slotGroup[slot] === 0) {
        keyHigh[slot] = high;
        keyLow[slot] = low;
        slotGroup[slot] = ++groupCount;
      }
      const group = slotGroup[slot]!;
      groups[at] = group;
      if (lastText[group] !== d + 1) {
        lastText[group] = d + 1;
        size[group]!++;
      }
    }
  }
  return { starts, groups, ...postingsOf(starts, groups, size, groupCount) };
}

function postingsOf(
  starts: Uint32Array,
  groups: Uint32Array,
  size: Uint32Array,
  groupCount: number,
): Pick<Index, 'postingStarts' | 'postings'> {
  const postingStarts = new Uint32Array(groupCount + 2);
  // Runs of a single text have no partner and need no posting.
  for (let g = 1; g <= groupCount; g++) postingStarts[g + 1] = postingStarts[g]! + (size[g]! > 1 ? size[g]! : 0);
  const postings = new Uint32Array(postingStarts[groupCount + 1]!);
  const filled = new Uint32Array(groupCount + 1);
  const lastText = new Uint32Array(groupCount + 1);
  for (let d = 0; d + 1 < starts.length; d++) {
    for (let at = starts[d]!; at < starts[d + 1]!; at++) {
      const g = groups[at]!;
      if (size[g]! < 2 || lastText[g] === d + 1) continue;
      lastText[g] = d + 1;
      postings[postingStarts[g]! + filled[g]!++] = d;
    }
  }
  return { postingStarts, postings };
}

/** The pair of texts of which one is covered most by the other. Exact: a pair is passed over only if it cannot win. */
export function greatestOverlap(texts: string[]): Overlap {
  const bare = texts.map(bareText);
  const { starts, groups, postingStarts, postings } = buildIndex(bare);
  const best: Overlap = { a: -1, b: -1, share: 0 };
  // How much of the text at hand each other text covers by hash, kept as the sum and the end of the last run.
  const covered = new Uint16Array(texts.length);
  const end = new Uint16Array(texts.length);
  const touched: number[] = [];
  for (let a = 0; a < texts.length; a++) {
    const length = bare[a]!.length;
    touched.length = 0;
    for (let at = starts[a]!, i = 0; at < starts[a + 1]!; at++, i++) {
      const g = groups[at]!;
      for (let p = postingStarts[g]!; p < postingStarts[g + 1]!; p++) {
        const b = postings[p]!;
        if (b === a) continue;
        if (covered[b] === 0) touched.push(b);
        const from = max(i, end[b]!);
        covered[b]! += i + RUN - from;
        end[b] = i + RUN;
      }
    }
    for (const b of touched) {
      // Equal hashes can only overstate the share, so nothing greater is missed here.
      if (covered[b]! / length > best.share) {
        const share = coveredShare(bare[a]!, bare[b]!);
        if (share > best.share) Object.assign(best, { a, b, share });
      }
      covered[b] = 0;
      end[b] = 0;
    }
  }
  return best;
}
