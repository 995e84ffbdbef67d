// The programmes of the demonstration: the one that runs here, and those of other provinces, which are there to be read.
import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { parseRuleDocument, type RuleDocument } from '../programmes/index.js';

function documentNamed(name: string): RuleDocument {
  return parseRuleDocument(JSON.parse(readFileSync(new URL(`../programmes/documents/${name}.json`, import.meta.url), 'utf8')));
}

export function demoRule(): RuleDocument {
  return documentNamed('js-2023');
}

/** From the last period on learners have ten days instead of seven to appeal; so that the demonstration has a version to come. */
export function nextDemoRule(): RuleDocument {
  const rule = demoRule();
  return { ...rule, version: 2, effectiveFrom: '2023-11-16', appeals: { requirement: 'JS-19', tutorDays: 10, chiefTutorDays: 7 } };
}

/** The programme of the year before, of the same series and with the same scoring: no notice of it is at hand, so it names none. */
export function pastDemoRule(): RuleDocument {
  const { notice: _, ...rule } = demoRule();
  const aYearBefore = JSON.parse(JSON.stringify(rule).replaceAll('2023-', '2022-')) as typeof rule;
  return parseRuleDocument({ ...aYearBefore, programme: { ...rule.programme, code: 'YS2022001', name: '2022年省中小学（幼儿园）教师学科类在线学习', year: 2022 } });
}

/** How the programme came about: what stands on its page from the day on which it was begun. */
export async function insertProgrammeLife(client: pg.Client, programmeId: number): Promise<void> {
  await client.query(`
    insert into programme_step (programme_id, number, act, to_state, reason, by_id, by_name, at)
    select $1, step.number, step.act, step.state, step.reason, p.id, coalesce(p.name, ''), step.at::timestamptz
    from (values (1, null, 'DRAFT', '', 'gu.wenyuan', '2023-05-08T09:10:00+08:00'), (2, 'SUBMIT', 'IN_REVIEW', '', 'gu.wenyuan', '2023-06-21T16:40:00+08:00'), (3, 'APPROVE', 'APPROVED', '目标明确，配额和考核办法可行，同意实施。', 'song.huaijin', '2023-06-26T10:05:00+08:00'),
      (4, 'PUBLISH', 'PUBLISHED', '', 'gu.wenyuan', '2023-06-29T09:00:00+08:00'), (5, 'START', 'RUNNING', '', null, '2023-07-16T00:00:00+08:00')) as step (number, act, state, reason, login, at)
    left join person p on p.user_name = step.login`, [programmeId]);
  for (const [kind, [at, text]] of Object.entries(texts)) {
    await client.query("insert into programme_text (programme_id, kind, version, text, by_id, by_name, at) select $1, $2, 1, $3, p.id, p.name, $4 from person p where p.user_name = 'gu.wenyuan'", [programmeId, kind, text, at]);
  }
  await client.query("insert into programme_contact (programme_id, contact_id, office_id, by_name, at) select $1, c.id, c.office_id, '顾文远', '2023-06-28T11:30:00+08:00' from office_contact c where c.office_id = 1 order by c.id limit 1", [programmeId]);
}

/** The texts of the running programme, with when they were written. */
const texts: Readonly<Record<string, readonly [at: string, text: string]>> = {
  NEEDS: ['2023-05-22T15:00:00+08:00', '对 2022 年学情数据和各市问卷的分析：教师最需要本学科课堂教学设计、作业设计和学习评价的课程；乡村学校教师集中外出困难，希望全年分期在线学习。'],
  PLAN: ['2023-06-20T15:30:00+08:00', '面向全省中小学（幼儿园）教师开放自主选课，7 月至 12 月设 9 期，每期 20 天。以异步学习为主、同步学习为辅，由省、市、县、校四级项目办组织实施；按学习时间、课程作业和互动交流考核，80 分以上合格。'],
  FOR_LOWER_OFFICES: ['2023-06-20T15:50:00+08:00', '各市参训人数不低于教师总数的 10%；7 月 7 日前提交全年各期配额，逐级下达到学校；开班前完成下级管理员培训，并将本项目纳入本地教师继续教育规划。'],
  NOTICE: ['2023-06-28T11:20:00+08:00', '根据《新时代基础教育强师计划》要求，现就做好 2023 年省中小学（幼儿园）教师学科类在线学习工作通知如下。\n\n面向全省教师开放自主选课，同一教师原则上不得连续两年参加同一项目。7 月 16 日至 12 月 5 日设 9 期，每期 20 天，每月 1 日或 16 日开班。\n\n选课的基本原则是先到先得；遇有特殊情况，可在当期培训结束前换人或退回报名。培训作业须结合学习内容完全原创。'],
};

/** What a programme's row says of it. */
export function programmeRow({ programme }: RuleDocument): [code: string, name: string, year: number, series: string] {
  return [programme.code, programme.name, programme.year, programme.series];
}

export async function insertProgrammeRule(client: pg.Client, programmeId: number, rule: RuleDocument): Promise<void> {
  await client.query('insert into programme_rule (programme_id, version, document, effective_from) values ($1, $2, $3, $4)', [programmeId, rule.version, JSON.stringify(rule), rule.effectiveFrom]);
}

const firstOther = 11;

/** Programmes of other provinces: no office of this installation organises them, and none has periods or classes. */
export async function insertOtherProgrammes(client: pg.Client): Promise<void> {
  // As they stand in September 2023: one is told of already, two are over.
  for (const [index, [name, state]] of ([['sh-2024', 'PUBLISHED'], ['sd-2023', 'RUNNING'], ['xh-2021', 'ARCHIVED'], ['sh-credits-2016', 'ARCHIVED']] as const).entries()) {
    const rule = documentNamed(name);
    await client.query('insert into programme (id, code, name, year, series, office_id, state) values ($1, $2, $3, $4, $5, null, $6)', [firstOther + index, ...programmeRow(rule), state]);
    await insertProgrammeRule(client, firstOther + index, rule);
  }
}
