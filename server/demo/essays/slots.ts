// What each slot of a sentence pattern writes.
import { compile, type Emit } from './pattern.js';
import { shelfOf, type Shelf, type Stage } from './lesson-book.js';
import { words } from './stocks/words.js';
import { Writer, deckNames, type DeckName } from './writer.js';

type Slot = Emit<Writer>;
type Stocks = Readonly<Record<DeckName, readonly Slot[]>>;

const number = (low: number, high: number): Slot => (w) => {
  w.out += String(w.random.between(low, high));
};

// The full title is the longest run two essays on one lesson share, so it is used sparingly.
const titleAllowance = (title: string): number => (title.length > 9 ? 0 : title.length > 5 ? 1 : 2);

const fixed: Readonly<Record<string, Slot>> = {
  k: (w) => {
    w.out += w.lesson.points[w.points.deal(w.random)];
  },
  t: (w) => {
    if (w.titleUses < titleAllowance(w.lesson.title)) {
      w.titleUses++;
      w.out += `《${w.lesson.title}》`;
    } else {
      slotFor('lt')(w);
    }
  },
  title: (w) => {
    w.out += w.lesson.title;
  },
  g: (w) => {
    w.out += w.gradeText;
  },
  subject: (w) => {
    w.out += w.subject;
  },
  stage: (w) => {
    w.out += w.stage;
  },
  cls: (w) => {
    w.out += w.className;
  },
  N: (w) => {
    w.out += String(w.classSize);
  },
  C: (w) => {
    w.out += String(w.random.between(w.classSize - 14, w.classSize - 3));
  },
  c: (w) => {
    w.out += String(w.random.between(4, Math.floor(w.classSize / 3)));
  },
  wk: (w) => {
    w.out += String(w.week);
  },
  wk2: (w) => {
    w.out += String(w.week + 3);
  },
  mon: (w) => {
    w.out += w.month;
  },
  hero: (w) => {
    w.out += w.hero;
  },
  he: (w) => {
    w.out += w.heroPronoun;
  },
  name: (w) => {
    w.out += w.nextName();
  },
  num: number(2, 6),
  n3: number(2, 4),
  min: number(5, 18),
  phi: number(78, 95),
  plo: number(31, 58),
};

const wordIndex = new Map(Object.keys(words).map((key, i) => [key, i]));

function wordSlot(key: string): Slot {
  const entry = words[key];
  if (entry === undefined) throw new Error(`unknown slot ${key}`);
  const index = wordIndex.get(key) ?? 0;
  const lists = (typeof entry === 'string' ? [entry, entry, entry] : entry).map((list) => list.split('/'));
  return (w) => {
    const list = lists[w.register]!;
    let pick = w.below(list.length);
    if (pick === w.last[index]) pick = (pick + 1) % list.length;
    w.last[index] = pick;
    w.out += list[pick];
  };
}

const stockOf = new Map<Shelf, Stocks>();

export function stocksOf(shelf: Shelf): Stocks {
  let stocks = stockOf.get(shelf);
  if (!stocks) {
    const made: Partial<Record<DeckName, readonly Slot[]>> = {};
    for (const name of deckNames) made[name] = shelf.pack[name].split('/').map((item) => compile<Writer>(item, slotFor));
    stocks = made as Stocks;
    stockOf.set(shelf, stocks);
  }
  return stocks;
}

const deckSlot =
  (name: DeckName): Slot =>
  (w) => {
    const stock = current[name];
    stock[w.decks[name].deal(w.random)]!(w);
  };

let current: Stocks;

const slots = new Map<string, Slot>();

export function slotFor(name: string): Slot {
  const known = slots.get(name);
  if (known) return known;
  const deck = deckNames.find((deckName) => deckName === name);
  const slot = fixed[name] ?? (deck ? deckSlot(deck) : wordSlot(name));
  slots.set(name, slot);
  return slot;
}

const writer = new Writer(wordIndex.size);

/** The one writer, put back to the start of a new essay. */
export function beginEssay(subject: string, stage: Stage, key: string, seed: number): Writer {
  const shelf = shelfOf(subject, stage);
  current = stocksOf(shelf);
  writer.random.seed(key, seed);
  const sizes = Object.fromEntries(deckNames.map((name) => [name, current[name].length])) as Record<DeckName, number>;
  writer.begin(subject, stage, shelf, sizes);
  return writer;
}
