// Checks that composed essays are stable, well formed and unlike one another, and that copies are as large as asked.
import { describe, expect, test } from '@jest/globals';
import { composeEssay, plantCopy, type EssayKind, type EssayTopic } from '../../../server/demo/essays/index.js';
import { bareText, coveredShare, greatestOverlap } from '../../../server/demo/essays/overlap.js';
import { proofTopic, proveEssays } from '../../../server/demo/essays/prove.js';

const kinds: readonly EssayKind[] = ['LESSON_DESIGN', 'REFLECTION', 'CASE_STUDY'];
const places: readonly (readonly [subject: string, stage: string])[] = [
  ['语文', '小学'],
  ['数学', '初中'],
  ['英语', '高中'],
  ['物理', '高中'],
  ['化学', '初中'],
  ['生物学', '高中'],
  ['历史', '初中'],
  ['地理', '高中'],
  ['道德与法治', '小学'],
  ['思想政治', '高中'],
  ['科学', '小学'],
  ['信息科技', '初中'],
  ['音乐', '小学'],
  ['美术', '初中'],
  ['体育与健康', '小学'],
  ['劳动', '小学'],
  ['心理健康', '高中'],
  ['特殊教育', '其他'],
  ['幼儿园', '幼儿园'],
];
const topics: readonly EssayTopic[] = places.flatMap(([subject, stage]) =>
  kinds.map((kind) => ({ kind, subject, stage })),
);
const anyTopic: EssayTopic = { kind: 'REFLECTION', subject: '语文', stage: '小学' };
const sample = Array.from({ length: 2000 }, (_, i) => composeEssay(proofTopic(i + 1), i + 1));
const everyTopic = topics.flatMap((topic) => Array.from({ length: 30 }, (_, i) => composeEssay(topic, i + 1)));

describe('composeEssay', () => {
  test('gives the same text for the same topic and seed, whatever was composed in between', () => {
    const first = topics.map((topic) => composeEssay(topic, 77));
    const again = [...topics].reverse().map((topic) => composeEssay(topic, 77));
    expect(again.reverse()).toEqual(first);
  });

  test('gives another text for another seed, kind or subject', () => {
    expect(new Set(sample).size).toBe(sample.length);
    expect(new Set(everyTopic).size).toBe(everyTopic.length);
    expect(composeEssay(anyTopic, 2 ** 32 + 1)).not.toBe(composeEssay(anyTopic, 1));
  });

  test('keeps to 650–1,200 characters', () => {
    for (const text of [...sample, ...everyTopic]) {
      expect(text.length).toBeLessThanOrEqual(1200);
      expect(text.match(/\p{Script=Han}/gu)?.length ?? 0).toBeGreaterThanOrEqual(650);
    }
  });

  test('has a title and several paragraphs, none of them empty', () => {
    for (const text of [...sample, ...everyTopic]) {
      const lines = text.split('\n');
      expect(lines.length).toBeGreaterThanOrEqual(6);
      expect(lines[0]).toMatch(/《.+》/u);
      expect(lines.filter((line) => line.trim() !== line || line === '')).toEqual([]);
      expect(lines.slice(1).filter((line) => line.length > 12 && !/[。？！；）”]$/u.test(line) && !/^[（【]/u.test(line))).toEqual([]);
    }
  });

  test('leaves no slot marker and doubles no punctuation', () => {
    for (const text of [...sample, ...everyTopic]) {
      expect(text).not.toMatch(/[{}[\]|~^]|undefined|NaN/u);
      expect(text).not.toMatch(/[，。；：、？！]{2,}|[，、：；][”）》]|[“（《][，。；：、？！]/u);
      expect(text).not.toMatch(/“”|《》|“[^”]*“/u);
    }
  });

  test('speaks of one lesson only', () => {
    for (const text of sample) {
      const titles = new Set(text.match(/《[^》]+》/gu));
      titles.delete('《指南》');
      expect(titles.size).toBe(1);
    }
  });

  test('has no lesson, blackboard or homework in a kindergarten', () => {
    for (const kind of kinds) {
      for (let seed = 1; seed <= 200; seed++) {
        const text = composeEssay({ kind, subject: '幼儿园', stage: '幼儿园' }, seed);
        expect(text).not.toMatch(/(?<!小)黑板|板书|作业|课本|教科书|课堂|练习/u);
      }
    }
  });
});

describe('greatestOverlap', () => {
  test('finds the worst pair and measures it exactly', () => {
    const texts = ['春眠不觉晓处处闻啼鸟夜来风雨声', '完全无关的一段文字在这里凑足长度', '处处闻啼鸟，夜来风雨声。花落知多少'];
    const found = greatestOverlap(texts);
    expect(new Set([found.a, found.b])).toEqual(new Set([0, 2]));
    expect(found.share).toBeCloseTo(10 / 15, 10);
  });

  test('agrees with comparing every pair', () => {
    const texts = sample.slice(0, 120);
    const bare = texts.map(bareText);
    let greatest = 0;
    for (const a of bare) for (const b of bare) if (a !== b) greatest = Math.max(greatest, coveredShare(a, b));
    expect(greatestOverlap(texts).share).toBe(greatest);
  });

  test('shows no two of 2,000 essays sharing more than 15 %', () => {
    const proof = proveEssays(2000);
    expect(proof.essays).toBe(2000);
    expect(proof.greatest.share).toBeLessThanOrEqual(0.15);
  });
});

describe('plantCopy', () => {
  test.each([0.1, 0.2, 0.35, 0.5, 0.7, 0.9])('copies about %p of the text', (share) => {
    for (let i = 0; i < 60; i++) {
      const topic = topics[i % topics.length]!;
      const source = composeEssay(topic, 1000 + i);
      const copy = plantCopy(source, composeEssay(topic, 2000 + i), i, share);
      const measured = coveredShare(bareText(copy), bareText(source));
      expect(Math.abs(measured - share)).toBeLessThanOrEqual(0.05);
    }
  });

  test('is stable, keeps the own title and copies nothing when asked for nothing', () => {
    const source = composeEssay(anyTopic, 5);
    const own = composeEssay(anyTopic, 6);
    const copy = plantCopy(source, own, 9, 0.4);
    expect(plantCopy(source, own, 9, 0.4)).toBe(copy);
    expect(copy.split('\n')[0]).toBe(own.split('\n')[0]);
    expect(plantCopy(source, own, 9, 0)).toBe(own);
  });
});
