// Resources for the walks: one in the library of each office where somebody of the cast works or beside whom they work, and how the walk over
// mutations brings one before its caller.
import type { MutationWalk } from './mutation-walk.js';
import type { Caller } from './places.js';

/** One is Nanjing's, which no city but itself reads; each has a file and a step. */
export const resourceScene = `
  with made as (insert into resource (title, kind, subject, stage, description, authors, rights, rights_note, source_id, library_id, state, version, handed_in_by_id, handed_in_at)
    select '资源' || o.code, 'DESIGN', 'CHINESE', 'PRIMARY', '简介', '某教师', 'PERMITTED', '插图由出版社授权。', o.id, o.id, 'HELD', 1, 1, '2023-09-01' from office o where o.code in ('32', '3205', '320506', '320583', '3201') or o.id = (select office_id from person where user_name = 'fang.ruolan') order by o.id returning id, source_id),
  filed as (insert into resource_file (resource_id, office_id, name, type, bytes, content, by_id, at) select id, source_id, '设计.pdf', 'application/pdf', 4, '%PDF', 1, '2023-09-01' from made),
  heard as (insert into resource_reading (resource_id, pinyin, initials) select id, 'ziyuan', 'zy' from made)
  insert into resource_step (resource_id, act, to_state, office_id, to_library_id, by_id, by_name, at, reason) select id, 'HAND_IN', 'HELD', source_id, source_id, 1, '某管理员', '2023-09-01', '校内使用。' from made;
  insert into resource_file (office_id, name, type, bytes, content, by_id, at) select id, '未附上.pdf', 'application/pdf', 4, '%PDF', 1, '2023-09-01' from office where code in ('3205', '3201');`;

/** The caller's own office: the last in its path. */
const ownOffice = ({ sees }: Caller) => (sees.kind === 'SUBTREE' ? Number(sees.path.split('/').at(-2)) : 0);

/** As if the caller's office had handed it in. */
async function asOwn({ server }: MutationWalk, caller: Caller, key: number): Promise<void> {
  await server.owner.query("update resource set source_id = $2, library_id = $2, waiting_id = null, recommended_by_id = null, state = 'HELD', version = 1 where id = $1", [key, ownOffice(caller)]);
}

/** As if an office directly below had recommended it. */
async function asRecommended({ server }: MutationWalk, caller: Caller, key: number): Promise<void> {
  await server.owner.query("update resource r set source_id = below.id, library_id = below.id, waiting_id = $2, recommended_by_id = 1, state = 'RECOMMENDED', version = 1 from (select min(id) as id from office where parent_id = $2 and state = 'OPEN') below where r.id = $1", [key, ownOffice(caller)]);
}

let acts = 0;
const keyed = () => ({ idempotencyKey: `resource ${(acts += 1)}` });
const form = { title: '走一遍的资源', kind: 'DESIGN', subject: 'CHINESE', stage: 'PRIMARY', description: '简介', authors: '某教师', authorNumber: null, rights: 'ORIGINAL', rightsNote: '', link: 'https://video.example.cn/1', fileNumber: null, isRecommended: false, idempotencyKey: 'walk resource' };

export const resourceFixtures = {
  handInResource: { target: null, input: form },
  // Above the province there is no library.
  recommendResource: { target: 'Resource' as const, suits: 'true', input: (resourceId: string, expectedVersion: number) => ({ resourceId, expectedVersion, reason: '校内多次使用。', ...keyed() }), prepare: asOwn, given: async (_: MutationWalk, { name }: Caller) => (name === '顾文远' ? null : {}) },
  decideResource: { target: 'Resource' as const, suits: 'true', input: (resourceId: string, expectedVersion: number) => ({ resourceId, expectedVersion, decision: 'ACCEPT', reason: '可直接使用。', isRecommended: false, ...keyed() }), prepare: asRecommended },
  withdrawResource: { target: 'Resource' as const, suits: 'true', input: (resourceId: string, expectedVersion: number) => ({ resourceId, expectedVersion, reason: '有误。', ...keyed() }), prepare: asOwn },
};
