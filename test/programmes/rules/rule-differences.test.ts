// What a newer version changes, told in words; nothing else is told.
import { describe, expect, test } from '@jest/globals';
import { differencesOf } from '../../../server/programmes/rules/rule-differences.js';
import { parseRuleDocument } from '../../../server/programmes/rules/rule-document.js';
import { documentNames, documentOf, edited, type DocumentName } from '../documents.js';

const toldOf = (name: DocumentName, newer: unknown) => differencesOf(documentOf(name), parseRuleDocument(newer)).map(({ place, requirement, older, newer: now }) => `${requirement ?? '—'} ${place.zh}：${older?.zh ?? '无'} → ${now?.zh ?? '无'}`);

describe('JS-19 one change is told as one', () => {
  test.each<[DocumentName, string, unknown, string]>([
    ['js-2023', 'appeals.tutorDays', 10, 'JS-19 申诉 › 向辅导员申诉的天数：7 → 10'],
    ['js-2023', 'scoring.passFrom', '75', 'JS-19 成绩 › 合格线：80 → 75'],
    ['js-2023', 'scoring.interaction.activities.1.pointsEach', '0.4', 'JS-19 成绩 › 互动 › 活动 › 回帖 › 每次分值：0.5 → 0.4'],
    ['js-2023', 'periods.startDays', [1], 'JS-02 期次 › 每月开班日：1、16 → 1'],
    ['js-2023', 'windows.0.until.date', '2023-07-10', 'JS-06 时间安排 › 提交全年各期配额 › 止 › 日期：2023年7月7日 → 2023年7月10日'],
    ['js-2023', 'eligibility.1.isHard', true, 'JS-01 参训资格 › 不连续两年 › 硬性：否 → 是'],
    ['js-2023', 'eligibility.1.text', { zh: '不得连续参加', en: 'never' }, 'JS-01 参训资格 › 不连续两年 › 内容：同一教师原则上不得连续2年参加同一项目 → 不得连续参加'],
    ['js-2023', 'appeals', undefined, 'JS-19 申诉：向辅导员申诉的天数 7，向学科总辅导员申诉的天数 7 → 无'],
    ['js-2023', 'programme.name', '新名称', '— 项目 › 名称：2023年省中小学（幼儿园）教师学科类在线学习 → 新名称'],
    ['js-2023', 'duties.1.administrators.maximum', 2, 'JS-11 职责 › 市级项目办 › 管理员 › 最多：1 → 2'],
    // Two duties of one office bear the same requirement: the changed one is found, the other is not told.
    ['js-2023', 'duties.2.briefing.daysBefore', 7, 'JS-11 职责 › 市级项目办 › 培训 › 提前天数：10 → 7'],
    ['sh-2024', 'choices.0.options.4.days.1', '2024-06-14', 'SH24-02 可选项目 › PROJECTS › 项目 › 博物馆项目化学习 › 日期：2024年5月16日、2024年6月13日、2024年6月27日 → 2024年5月16日、2024年6月14日、2024年6月27日'],
    ['sh-credits-2016', 'floors.0.minimum', '40', 'CB-01 学分下限 › 每位教师 › 最少：36 → 40'],
    ['sh-credits-2016', 'offsets.9.credits', '2', 'CB-07 学分冲抵 › 信息技术通识课程结业证明 → 市级知识与技能 › 学分：1 → 2'],
    ['xh-2021', 'modules.1.within.minimum', '6', 'XH-02 模块 › 专业课程（从培训课程套餐中选择） › 其中 › 最少：5 → 6'],
    ['sd-2023', 'windows.5.narrowedBy', 'CITY', 'SD-04 时间安排 › 学科必修课程学习 › 可自定范围：无 → 市级'],
    ['sd-2023', 'topics.atMost', 7, 'SD-02 专题 › 至多：6 → 7'],
  ])('%s %s', (name, path, value, expected) => {
    const newer = edited(name, path, value);
    // What is no longer there cannot be unsupported.
    expect(toldOf(name, newer)).toEqual([expected]);
  });
});

test('JS-19 an item put in front changes no other; one that is gone is told with what it said', () => {
  const windows = documentOf('js-2023').windows ?? [];
  const choosing = { requirement: 'JS-06', action: 'CHOOSING', until: { anchor: 'DATE', date: '2023-07-01' } };
  const put = 'JS-06 时间安排 › 选课：无 → 事项 选课，止 起算点 日期，日期 2023年7月1日';
  expect(toldOf('js-2023', edited('js-2023', 'windows', [choosing, ...windows]))).toEqual([put]);
  expect(toldOf('js-2023', edited('js-2023', 'windows', [...windows.slice(1), choosing])).toSorted()).toEqual(['JS-06 时间安排 › 提交全年各期配额：事项 提交全年各期配额，止 起算点 日期，日期 2023年7月7日 → 无', put].toSorted());
  expect(toldOf('js-2023', edited('js-2023', 'windows', windows.toReversed()))).toEqual([]);
});

test.each(documentNames)('JS-19 %s against itself: nothing; a new version and its day are told elsewhere', (name) => {
  const document = documentOf(name);
  expect(differencesOf(document, document)).toEqual([]);
  expect(differencesOf(document, { ...document, version: 9, effectiveFrom: '2030-01-01' })).toEqual([]);
});

test('JS-19 told from the other side, old and new change places', () => {
  const [older, newer] = [documentOf('sd-2023'), { ...documentOf('sd-2023'), hours: { requirement: 'SD-01', total: { minimum: '24', maximum: '28' } } }];
  const [there] = differencesOf(older, newer);
  const [back] = differencesOf(newer, older);
  expect(there).toMatchObject({ path: 'hours.total.maximum', older: null, newer: { zh: '28' } });
  expect(back).toMatchObject({ path: 'hours.total.maximum', older: { zh: '28' }, newer: null });
});
