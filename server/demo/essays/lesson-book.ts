// Finds the lessons and the phrase stock that belong to a subject and a stage.
import type { SubjectPack } from './packs/pack.js';
import { chineseLessons } from './lessons/chinese.js';
import { englishLessons } from './lessons/english.js';
import { civicsLessons, geographyLessons, historyLessons, politicsLessons } from './lessons/humanities.js';
import { generalLessons, kindergartenLessons } from './lessons/kindergarten-and-general.js';
import { mathsLessons } from './lessons/maths.js';
import { biologyLessons, chemistryLessons, physicsLessons } from './lessons/physics-chemistry-biology.js';
import {
  artLessons,
  computingLessons,
  musicLessons,
  scienceLessons,
  sportsLessons,
} from './lessons/sciences-and-arts.js';
import { artPack, musicPack, sportsPack } from './packs/arts-packs.js';
import { civicsPack, historyPack } from './packs/humanities-packs.js';
import { generalPack, kindergartenPack } from './packs/kindergarten-and-general-packs.js';
import { chinesePack, englishPack } from './packs/language-packs.js';
import { computingPack, mathsPack } from './packs/mathematics-packs.js';
import { biologyPack, chemistryPack, geographyPack, physicsPack, sciencePack } from './packs/science-packs.js';

export interface Lesson {
  readonly title: string;
  /** '四上', '九年级', '高一:必修上册', '大班' or '本学期'. */
  readonly grade: string;
  readonly points: readonly string[];
}
export interface Shelf {
  readonly pack: SubjectPack;
  readonly lessons: readonly Lesson[];
}

type Lines = Readonly<Record<string, readonly string[]>>;

function parse(line: string): Lesson {
  const [title = '', grade = '', points = ''] = line.split('|');
  return { title, grade, points: points.split('、') };
}

function shelves(pack: SubjectPack, lines: Lines): ReadonlyMap<string, Shelf> {
  return new Map(Object.entries(lines).map(([stage, list]) => [stage, { pack, lessons: list.map(parse) }]));
}

const subjects: ReadonlyMap<string, ReadonlyMap<string, Shelf>> = new Map([
  ['语文', shelves(chinesePack, chineseLessons)],
  ['数学', shelves(mathsPack, mathsLessons)],
  ['英语', shelves(englishPack, englishLessons)],
  ['物理', shelves(physicsPack, physicsLessons)],
  ['化学', shelves(chemistryPack, chemistryLessons)],
  ['生物学', shelves(biologyPack, biologyLessons)],
  ['历史', shelves(historyPack, historyLessons)],
  ['地理', shelves(geographyPack, geographyLessons)],
  ['道德与法治', shelves(civicsPack, { ...civicsLessons, ...politicsLessons })],
  ['科学', shelves(sciencePack, scienceLessons)],
  ['信息科技', shelves(computingPack, computingLessons)],
  ['音乐', shelves(musicPack, musicLessons)],
  ['美术', shelves(artPack, artLessons)],
  ['体育与健康', shelves(sportsPack, sportsLessons)],
]);
const kindergarten: Shelf = { pack: kindergartenPack, lessons: Object.values(kindergartenLessons).flat().map(parse) };
const general: Shelf = { pack: generalPack, lessons: Object.values(generalLessons).flat().map(parse) };

const aliases: Readonly<Record<string, string>> = {
  生物: '生物学',
  体育: '体育与健康',
  信息技术: '信息科技',
  思想政治: '道德与法治',
  政治: '道德与法治',
  品德: '道德与法治',
  艺术: '美术',
};

export type Stage = '小学' | '初中' | '高中' | '幼儿园';

/** Maps whatever the caller calls the stage to one of the four that have stocks. */
export function stageOf(stage: string, subject: string): Stage {
  if (stage.includes('幼') || stage.includes('学前') || subject.includes('幼儿')) return '幼儿园';
  if (stage.includes('高') || stage.includes('中职')) return '高中';
  if (stage.includes('初') || stage.includes('中学')) return '初中';
  return '小学';
}

export function shelfOf(subject: string, stage: Stage): Shelf {
  if (stage === '幼儿园') return kindergarten;
  return subjects.get(aliases[subject] ?? subject)?.get(stage) ?? general;
}
