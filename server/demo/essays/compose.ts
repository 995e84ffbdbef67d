// Puts an essay together from its sections.
import { compile, type Emit } from './pattern.js';
import { stageOf } from './lesson-book.js';
import { plans, type PlanPart } from './stocks/plans.js';
import { beginEssay, slotFor } from './slots.js';
import type { Writer } from './writer.js';

export type EssayKind = 'LESSON_DESIGN' | 'REFLECTION' | 'CASE_STUDY';
export interface EssayTopic {
  kind: EssayKind;
  /** Chinese: 语文, 数学, 英语 … */
  subject: string;
  /** 小学, 初中, 高中 or 幼儿园. */
  stage: string;
}

type Slot = Emit<Writer>;
interface Part {
  readonly heads: readonly Slot[];
  readonly groups: readonly {
    readonly pool: readonly Slot[];
    readonly least: number;
    readonly most: number;
    readonly prefix: string;
    readonly ordered: boolean;
  }[];
  readonly chance: number;
}

// A kindergarten has no lessons, homework or blackboards, but most sentences hold once these words are changed.
const kindergartenWords: readonly (readonly [RegExp, string])[] = [
  [/四十分钟/g, '半个小时'],
  [/一节课|一堂课/g, '一次活动'],
  [/上课/g, '活动'],
  [/备课组/g, '年级组'],
  [/备课/g, '准备'],
  [/课前/g, '活动前'],
  [/课后/g, '活动后'],
  [/课上/g, '活动中'],
  [/预备铃后\|/g, ''],
  [/铃声/g, '音乐'],
  [/课题/g, '活动名称'],
  [/课堂/g, '活动'],
  [/好课/g, '好活动'],
  [/揭题/g, '揭晓名称'],
  [/课例/g, '活动'],
  [/一课/g, '一次活动'],
  [/全课/g, '全程'],
  [/板书/g, '展板'],
  [/黑板/g, '展板'],
  [/教案/g, '活动方案'],
  [/作业/g, '小任务'],
  [/练习/g, '游戏'],
  [/题卡/g, '图卡'],
  [/微课/g, '小视频'],
  [/课间|课余/g, '自由活动时'],
  [/下节/g, '下次'],
  [/同桌/g, '同伴'],
  [/写等级/g, '贴笑脸'],
  [/页面/g, '图片'],
  [/单元/g, '主题'],
  [/开课/g, '开场'],
  [/进度/g, '流程'],
  [/\[说\|写\]出|\[写\|说\]出/g, '说出'],
  [/翻书页/g, '玩手指'],
  [/低头翻找/g, '东张西望'],
  [/学习单|任务单/g, '记录纸'],
  [/本子/g, '画纸'],
  [/稿纸|笔杆/g, '彩笔'],
  [/先写/g, '先画'],
];

const compiled = { school: new Map<readonly string[], Slot[]>(), kindergarten: new Map<readonly string[], Slot[]>() };

/** The same stock gives the same pool, by which an essay knows what it has used already. */
function emits(patterns: readonly string[], kindergarten: boolean): Slot[] {
  const known = compiled[kindergarten ? 'kindergarten' : 'school'];
  let pool = known.get(patterns);
  if (!pool) known.set(patterns, (pool = compileAll(patterns, kindergarten)));
  return pool;
}

function compileAll(patterns: readonly string[], kindergarten: boolean): Slot[] {
  const mark = kindergarten ? '~' : '^';
  return patterns
    .filter((p) => !p.startsWith(mark))
    .map((p) => p.replace(/^[~^]/, ''))
    .map((p) => (kindergarten ? kindergartenWords.reduce((text, [from, to]) => text.replace(from, to), p) : p))
    .map((p) => compile<Writer>(p, slotFor));
}

function build(parts: readonly PlanPart[], kindergarten: boolean): Part[] {
  return parts
    .map((part) => ({
      heads: emits(part.heads, kindergarten),
      chance: part.chance ?? 1,
      groups: part.groups
        .map(([patterns, least, most, prefix]) => ({
          pool: emits(patterns, kindergarten),
          least,
          most,
          prefix: prefix ?? '',
          ordered: prefix === 'ordered',
        }))
        .filter((group) => group.pool.length > 0),
    }))
    .filter((part) => part.groups.length > 0 || part.heads.length > 0);
}

const built = {
  school: {
    LESSON_DESIGN: build(plans.LESSON_DESIGN, false),
    REFLECTION: build(plans.REFLECTION, false),
    CASE_STUDY: build(plans.CASE_STUDY, false),
  },
  kindergarten: {
    LESSON_DESIGN: build(plans.LESSON_DESIGN, true),
    REFLECTION: build(plans.REFLECTION, true),
    CASE_STUDY: build(plans.CASE_STUDY, true),
  },
} as const;

interface Drawn {
  pool: readonly Slot[];
  most: number;
  ordered: boolean;
  prefix: string;
  at: number[];
  texts: string[];
  /** What the essay has used of the pool, here or in another section. */
  used: number[];
}

function write(w: Writer, slot: Slot): string {
  w.out = '';
  slot(w);
  return w.out;
}

/** Draws one more sentence; ordered groups keep the order of their stock, which is the order of events. */
function draw(w: Writer, group: Drawn): number {
  let at = w.below(group.pool.length);
  while (group.used.includes(at)) at = w.below(group.pool.length);
  group.used.push(at);
  const text = write(w, group.pool[at]!);
  let place = group.at.length;
  if (group.ordered) while (place > 0 && group.at[place - 1]! > at) place--;
  group.at.splice(place, 0, at);
  group.texts.splice(place, 0, text);
  return text.length;
}

const numerals = '一二三四五六七八九十';
const inlineHeads = '123456';

export function composeEssay(topic: EssayTopic, seed: number): string {
  const stage = stageOf(topic.stage, topic.subject);
  const w = beginEssay(topic.subject, stage, `${topic.kind}|${topic.subject}|${topic.stage}`, seed);
  const parts = built[stage === '幼儿园' ? 'kindergarten' : 'school'][topic.kind];
  const target = w.random.between(980, 1080);
  const headStyle = w.below(topic.kind === 'LESSON_DESIGN' ? 2 : 3);

  let total = 0;
  const growing: Drawn[] = [];
  const usedOf = new Map<readonly Slot[], number[]>();
  const sections: { head: string; groups: Drawn[] }[] = [];
  for (const part of parts) {
    if (part.chance < 1 && w.below(100) >= part.chance * 100) continue;
    const head = part.heads.length > 0 ? write(w, part.heads[w.below(part.heads.length)]!) : '';
    const groups: Drawn[] = [];
    for (const { pool, least, most, prefix, ordered } of part.groups) {
      let used = usedOf.get(pool);
      if (!used) usedOf.set(pool, (used = []));
      const group: Drawn = { pool, most, ordered, prefix, at: [], texts: [], used };
      for (let i = 0; i < least; i++) total += draw(w, group);
      if (most > least) growing.push(group);
      groups.push(group);
    }
    total += head.length + 2;
    sections.push({ head, groups });
  }
  while (total < target && growing.length > 0) {
    const at = w.below(growing.length);
    const group = growing[at]!;
    total += draw(w, group);
    if (group.at.length >= group.most || group.used.length === group.pool.length) growing.splice(at, 1);
  }
  return layOut(sections, headStyle);
}

function layOut(sections: readonly { head: string; groups: readonly Drawn[] }[], headStyle: number): string {
  const [title, ...rest] = sections;
  const lines: string[] = title ? [title.head] : [];
  let section = 0;
  for (const { head, groups } of rest) {
    // Heads that bring their own bracket are steps inside a section.
    if (head.startsWith('（')) lines.push(head);
    else if (head && headStyle === 0) lines.push(`${numerals[section++]}、${head}`);
    else if (head && headStyle === 1) lines.push(`【${head}】`);
    let item = 0;
    let paragraph = '';
    for (const group of groups) {
      for (const text of group.texts) {
        if (group.prefix === 'item') lines.push(`${inlineHeads[item++]}. ${text}`);
        else if (group.prefix === 'line' || group.ordered) lines.push(text);
        else paragraph += text;
      }
    }
    if (paragraph) lines.push(paragraph);
  }
  return lines.join('\n');
}
