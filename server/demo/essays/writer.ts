// The state of one essay being written: its lesson, class and people, and what was said last.
import { Random } from './random.js';
import type { Lesson, Shelf, Stage } from './lesson-book.js';
import { boys, girls } from './stocks/words.js';

const boyNames = boys.split('/');
const girlNames = girls.split('/');
const allNames = [...boyNames, ...girlNames];
const digits = '一二三四五六七八九';
const autumn = ['九月', '十月', '十一月', '十二月'];
const spring = ['三月', '四月', '五月', '六月'];
const upperGrades: Readonly<Record<Stage, readonly string[]>> = {
  小学: ['三', '四', '五', '六'],
  初中: ['七', '八'],
  高中: ['高一', '高二'],
  幼儿园: ['大'],
};

/** Deals items without repeating one before all have been dealt. */
export class Deck {
  private readonly order: Uint8Array;
  private size = 0;
  private left = 0;

  constructor(capacity: number) {
    this.order = new Uint8Array(capacity);
  }

  reset(size: number): void {
    this.size = size;
    this.left = size;
    for (let i = 0; i < size; i++) this.order[i] = i;
  }

  deal(random: Random): number {
    // The item dealt last lies first; it must not be dealt twice running when the deck starts anew.
    const skip = this.left === 0 && this.size > 1 ? 1 : 0;
    if (this.left === 0) this.left = this.size;
    const at = skip + random.below(this.left - skip);
    const last = --this.left;
    const dealt = this.order[at]!;
    this.order[at] = this.order[last]!;
    this.order[last] = dealt;
    return dealt;
  }
}

export const deckNames = ['act', 'tool', 'comp', 'err', 'hw', 'prod', 'link', 'ask', 'say'] as const;
export type DeckName = (typeof deckNames)[number];

export class Writer {
  out = '';
  readonly random = new Random();
  /** Index into three-way word lists: 小学, 中学, 幼儿园. */
  register = 0;
  subject = '';
  stage: Stage = '小学';
  lesson: Lesson = { title: '', grade: '', points: [] };
  gradeText = '';
  className = '';
  classSize = 0;
  week = 0;
  month = '';
  hero = '';
  heroPronoun = '';
  titleUses = 0;
  readonly points = new Deck(16);
  readonly names = new Deck(128);
  readonly decks: Readonly<Record<DeckName, Deck>>;
  readonly last: Int16Array;

  constructor(wordLists: number) {
    this.last = new Int16Array(wordLists);
    this.decks = Object.fromEntries(deckNames.map((name) => [name, new Deck(32)])) as Record<DeckName, Deck>;
  }

  below(n: number): number {
    return this.random.below(n);
  }

  begin(subject: string, stage: Stage, shelf: Shelf, sizes: Readonly<Record<DeckName, number>>): void {
    const r = this.random;
    this.out = '';
    this.subject = subject;
    this.stage = stage;
    this.register = stage === '幼儿园' ? 2 : stage === '小学' ? 0 : 1;
    this.lesson = shelf.lessons[r.below(shelf.lessons.length)]!;
    this.titleUses = 0;
    this.last.fill(-1);
    this.points.reset(this.lesson.points.length);
    this.names.reset(allNames.length);
    for (const name of deckNames) this.decks[name].reset(sizes[name]);
    this.placeInSchool();
    this.classSize = stage === '幼儿园' ? r.between(25, 34) : r.between(36, 52);
    const boy = r.below(2) === 0;
    this.hero = boy ? boyNames[r.below(boyNames.length)]! : girlNames[r.below(girlNames.length)]!;
    this.heroPronoun = boy ? '他' : '她';
  }

  nextName(): string {
    const name = allNames[this.names.deal(this.random)]!;
    return name === this.hero ? this.nextName() : name;
  }

  private placeInSchool(): void {
    const r = this.random;
    const { grade } = this.lesson;
    const section = r.between(1, 9);
    this.week = r.between(2, 16);
    const half = grade.endsWith('上') || (!grade.endsWith('下') && r.below(2) === 0) ? autumn : spring;
    this.month = half[Math.min(3, Math.floor((this.week - 1) / 4.2))]!;
    if (grade.endsWith('班')) {
      this.gradeText = grade;
      this.className = `${grade[0]}${digits[Math.min(section, 5) - 1]}班`;
    } else if (grade.startsWith('高')) {
      const [year, book] = grade.split(':');
      this.gradeText = `${year}${book}`;
      this.className = `${year}（${section}）班`;
    } else if (grade === '本学期') {
      const years = upperGrades[this.stage];
      const year = years[r.below(years.length)]!;
      this.gradeText = year.startsWith('高') ? year : `${year}年级`;
      this.className = `${year}（${section}）班`;
    } else {
      const year = grade[0];
      this.gradeText = grade.endsWith('年级') ? grade : `${year}年级${grade[1]}册`;
      this.className = `${year}（${section}）班`;
    }
  }
}
