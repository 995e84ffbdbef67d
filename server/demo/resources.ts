// The resource library of the demonstration on its first day: something in the library of every level, something that waits before each, one
// that came back. Authors are people of the school that hands in.
import type pg from 'pg';
import type { Stage, Subject } from '../kernel/subjects.js';
import { pdfOf } from './resource-file.js';

type Level = 'SCHOOL' | 'COUNTY' | 'CITY' | 'PROVINCE';

interface DemoResource {
  title: string; kind: 'DESIGN' | 'COURSEWARE' | 'MICRO_LESSON' | 'CASE' | 'TEST'; subject: Subject; stage: Stage; about: string;
  /** Of the cast's school, or of the county or city by its code. */
  from: 'CAST_SCHOOL' | string;
  /** The highest library that holds it. */
  library: Level;
  isWaiting: boolean;
  /** Why the office above sent it back. */
  returned: string | null;
  permitted: string | null;
  link: string | null;
  handedInAt: string;
}

/** In the order in which they were handed in. */
export const demoResources: readonly DemoResource[] = [
  { title: '《草船借箭》两课时教学设计', kind: 'DESIGN', subject: 'CHINESE', stage: 'PRIMARY', about: '以人物对话为线索的两课时设计，含板书、作业单和三处课堂追问。', from: 'CAST_SCHOOL', library: 'PROVINCE', isWaiting: false, returned: null, permitted: null, link: null, handedInAt: '2023-08-22T09:20:00+08:00' },
  { title: '圆的面积：动态演示课件', kind: 'COURSEWARE', subject: 'MATHEMATICS', stage: 'PRIMARY', about: '把圆分成若干等份再拼合，学生可以自己改变份数，观察趋近的过程。', from: 'CAST_SCHOOL', library: 'CITY', isWaiting: true, returned: null, permitted: null, link: null, handedInAt: '2023-08-25T14:10:00+08:00' },
  { title: '昆曲进课堂：校本课程案例', kind: 'CASE', subject: 'MUSIC', stage: 'PRIMARY', about: '与当地剧团合作的十二课时校本课程，含曲目选择和课堂实录摘要。', from: '320583', library: 'PROVINCE', isWaiting: false, returned: null, permitted: '唱段录音由演出单位授权用于教学。', link: 'https://video.example.cn/kunqu/anli', handedInAt: '2023-08-28T08:50:00+08:00' },
  { title: '四年级上册习作单元检测', kind: 'TEST', subject: 'CHINESE', stage: 'PRIMARY', about: '一份单元检测和评分说明，重在观察与表达。', from: 'CAST_SCHOOL', library: 'SCHOOL', isWaiting: false, returned: '题目可用，请补充评分样例后再推荐。', permitted: null, link: null, handedInAt: '2023-08-29T11:15:00+08:00' },
  { title: '太湖流域的水与人：综合实践案例', kind: 'CASE', subject: 'COMPREHENSIVE_PRACTICE', stage: 'PRIMARY', about: '一学期的调查、访谈和展示，附学生记录表与评价量规。', from: '320506', library: 'COUNTY', isWaiting: true, returned: null, permitted: '历史照片由区档案馆授权使用。', link: null, handedInAt: '2023-09-04T10:30:00+08:00' },
  { title: '七年级数学起始课教学设计', kind: 'DESIGN', subject: 'MATHEMATICS', stage: 'JUNIOR', about: '从生活中的数据引入，帮助学生完成小学到初中的衔接。', from: '3201', library: 'CITY', isWaiting: true, returned: null, permitted: null, link: null, handedInAt: '2023-09-06T15:40:00+08:00' },
  { title: '口语交际：学会劝说（微课）', kind: 'MICRO_LESSON', subject: 'CHINESE', stage: 'PRIMARY', about: '八分钟微课，两段情境对比，课后附一组练习话题。', from: 'CAST_SCHOOL', library: 'SCHOOL', isWaiting: true, returned: null, permitted: null, link: 'https://video.example.cn/weike/quanshuo', handedInAt: '2023-09-08T16:00:00+08:00' },
];

const levels: readonly Level[] = ['SCHOOL', 'COUNTY', 'CITY', 'PROVINCE'];

interface Office { id: number; level: Level; by: { id: number; name: string } | null }

export async function insertResources(client: pg.ClientBase): Promise<void> {
  for (const one of demoResources) await insertOne(client, one);
}

/** The offices from the source up, each with who acts there: its administrator, or the office itself where the demonstration names none. */
async function wayOf(client: pg.ClientBase, from: string): Promise<Office[]> {
  const { rows } = await client.query<{ id: string; level: Level; byId: string | null; byName: string | null }>(`
    select o.id, o.level, p.id as "byId", p.name as "byName" from office source join office o on source.path like o.path || '%'
    left join lateral (select a.id, a.name from role_assignment r join person a on a.id = r.person_id where r.office_id = o.id and r.role = 'ADMIN' order by a.user_name is null, a.id limit 1) p on true
    where ${from === 'CAST_SCHOOL' ? "source.id = (select office_id from person where user_name = 'fang.ruolan') and $1 <> ''" : 'source.code = $1'} order by length(o.path) desc`, [from]);
  return rows.map(({ id, level, byId, byName }) => ({ id: Number(id), level, by: byId === null || byName === null ? null : { id: Number(byId), name: byName } }));
}

async function insertOne(client: pg.ClientBase, one: DemoResource): Promise<void> {
  const way = await wayOf(client, one.from);
  const [source] = way;
  if (!source) return;
  const held = way.filter(({ level }) => levels.indexOf(level) <= levels.indexOf(one.library));
  const top = held.at(-1) ?? source;
  const above = way[held.length] ?? null;
  const { rows: [author] } = await client.query<{ id: string; name: string }>("select p.id, p.name from person p join office o on o.id = p.office_id where o.path like (select path from office where id = $1) || '%' and p.merged_into_id is null order by p.user_name is not null, md5(p.id || $2), p.id limit 1", [source.id, one.title]);
  const recommender = one.isWaiting ? (top.by?.id ?? 1) : null;
  const steps = stepsOf(one, held, above);
  const { rows: [made] } = await client.query<{ id: string }>(`insert into resource (title, kind, subject, stage, description, authors, author_id, rights, rights_note, link, source_id, library_id, waiting_id, state, version, handed_in_by_id, handed_in_at, recommended_by_id)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) returning id`,
  [one.title, one.kind, one.subject, one.stage, one.about, author?.name ?? '', author?.id ?? null, one.permitted === null ? 'ORIGINAL' : 'PERMITTED', one.permitted ?? '', one.link, source.id, top.id, one.isWaiting ? (above?.id ?? null) : null, one.isWaiting ? 'RECOMMENDED' : 'HELD', steps.length, source.by?.id ?? 1, one.handedInAt, recommender]);
  for (const [place, step] of steps.entries()) {
    // One step a day, in the forenoon.
    const at = place === 0 ? new Date(one.handedInAt) : new Date(new Date(`${one.handedInAt.slice(0, 10)}T10:${10 + place * 7}:00+08:00`).getTime() + place * 86_400_000);
    await client.query('insert into resource_step (resource_id, act, to_state, office_id, from_library_id, to_library_id, by_id, by_name, at, reason) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [made?.id, step.act, step.to, step.office.id, step.from, step.library, step.office.by?.id ?? 1, step.office.by?.name ?? '管理员', at, step.reason]);
  }
  if (one.link === null) {
    const content = pdfOf(one.title, [author?.name ?? '', one.about]);
    await client.query("insert into resource_file (resource_id, office_id, name, type, bytes, content, by_id, at) values ($1, $2, $3, 'application/pdf', $4, $5, $6, $7)", [made?.id, source.id, `${one.title.replace(/[《》：（）]/g, '')}.pdf`, content.length, content, source.by?.id ?? 1, one.handedInAt]);
  }
}

interface Step { act: string; to: string; office: Office; from: number | null; library: number; reason: string | null }

function stepsOf(one: DemoResource, held: readonly Office[], above: Office | null): Step[] {
  const steps: Step[] = [];
  for (const [place, office] of held.entries()) {
    const before = held[place - 1];
    if (before === undefined) {
      steps.push({ act: 'HAND_IN', to: 'HELD', office, from: null, library: office.id, reason: null });
      continue;
    }
    steps.push({ act: 'RECOMMEND', to: 'RECOMMENDED', office: before, from: before.id, library: before.id, reason: null }, { act: 'ACCEPT', to: 'HELD', office, from: before.id, library: office.id, reason: place === 1 ? '设计完整，可以直接用于课堂。' : null });
  }
  const top = held.at(-1);
  if (top && above && (one.isWaiting || one.returned !== null)) steps.push({ act: 'RECOMMEND', to: 'RECOMMENDED', office: top, from: top.id, library: top.id, reason: '校内和片区多次使用，反映较好。' });
  if (top && above && one.returned !== null) steps.push({ act: 'RETURN', to: 'HELD', office: above, from: top.id, library: top.id, reason: one.returned });
  return steps;
}
