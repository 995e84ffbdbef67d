// Composes 30,000 essays and measures the worst pair among them.
import { composeEssay, type EssayKind, type EssayTopic } from './compose.js';
import { greatestOverlap, type Overlap } from './overlap.js';

/** Teachers per subject and stage, roughly as a province has them. */
const mix: readonly (readonly [subject: string, stage: string, weight: number])[] = [
  ['语文', '小学', 18],
  ['数学', '小学', 13],
  ['英语', '小学', 6],
  ['科学', '小学', 3],
  ['道德与法治', '小学', 3],
  ['信息科技', '小学', 1],
  ['音乐', '小学', 3],
  ['美术', '小学', 3],
  ['体育与健康', '小学', 4],
  ['劳动', '小学', 1],
  ['语文', '初中', 6],
  ['数学', '初中', 6],
  ['英语', '初中', 5],
  ['物理', '初中', 3],
  ['化学', '初中', 2],
  ['生物学', '初中', 2],
  ['历史', '初中', 2],
  ['地理', '初中', 2],
  ['道德与法治', '初中', 2],
  ['信息科技', '初中', 1],
  ['音乐', '初中', 1],
  ['美术', '初中', 1],
  ['体育与健康', '初中', 2],
  ['心理健康', '初中', 1],
  ['语文', '高中', 2],
  ['数学', '高中', 2],
  ['英语', '高中', 2],
  ['物理', '高中', 1],
  ['化学', '高中', 1],
  ['生物学', '高中', 1],
  ['历史', '高中', 1],
  ['地理', '高中', 1],
  ['思想政治', '高中', 1],
  ['幼儿园', '幼儿园', 10],
];
const kinds: readonly EssayKind[] = ['LESSON_DESIGN', 'REFLECTION', 'REFLECTION', 'CASE_STUDY'];
const topics: readonly EssayTopic[] = mix.flatMap(([subject, stage, weight]) =>
  Array.from({ length: weight }, () => kinds.map((kind) => ({ kind, subject, stage }))).flat(),
);

/** The topic of a seed in the proof's mix of subjects. */
export function proofTopic(seed: number): EssayTopic {
  return topics[(Math.imul(seed, 0x9e3779b1) >>> 8) % topics.length]!;
}

export interface Proof {
  essays: number;
  greatest: Overlap;
  seconds: number;
}

export function proveEssays(essays = 30_000): Proof {
  const started = process.hrtime.bigint();
  const texts: string[] = [];
  for (let seed = 1; seed <= essays; seed++) texts.push(composeEssay(proofTopic(seed), seed));
  const greatest = greatestOverlap(texts);
  return { essays, greatest, seconds: Number(process.hrtime.bigint() - started) / 1e9 };
}
