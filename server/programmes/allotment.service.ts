// Allotments: which classes a tutor serves, which programmes an expert is picked for; their scope is made of them.
import type { Allotment, AllotmentPlan, Allotter } from '../access/index.js';
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import type { Role } from '../kernel/roles.js';
import type { Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import { notFound } from '../platform/graphql/errors.js';
import { endedRefusals, type ProgrammeState } from './rules/programme-life.js';

type Kind = 'classIds' | 'programmeIds';

/** What each role serves; the others serve neither. */
const served: Partial<Record<Role, Kind>> = { TUTOR: 'classIds', EXPERT: 'programmeIds', CHIEF_TUTOR: 'programmeIds' };

export class AllotmentService implements Allotter {
  async plan(tx: Tx, post: { roleId: number | null; role: Role; byOfficeId: number | null }, wanted: Allotment): Promise<Outcome<AllotmentPlan>> {
    const plan: AllotmentPlan = { added: { classIds: [], programmeIds: [] }, removed: { classIds: [], programmeIds: [] } };
    for (const kind of ['classIds', 'programmeIds'] as const) {
      if (wanted[kind].length > 0 && served[post.role] !== kind) {
        return refused(refuse('NOT_ELIGIBLE', { zh: kind === 'classIds' ? '只有辅导员按培训班安排。' : '只有专家和总辅导员按项目安排。', en: kind === 'classIds' ? 'Only tutors are allotted to classes.' : 'Only experts and chief tutors are allotted to programmes.' }, { field: kind }));
      }
      const before = post.roleId === null ? [] : await present(tx, kind, post.roleId);
      const added = [...new Set(wanted[kind])].filter((id) => !before.includes(id));
      const removed = before.filter((id) => !wanted[kind].includes(id));
      const organisers = await organisersOf(tx, kind, [...added, ...removed]);
      // Whoever serves a programme sees all of it, so only the office that organises it picks them.
      if ([...organisers.values()].some((officeId) => officeId !== post.byOfficeId)) {
        return refused(refuse('NOT_ENTITLED', { zh: '项目和培训班的人员由项目的主办项目办安排。', en: 'Who serves a programme or class is said by the office that organises it.' }, { field: kind, requirement: 'JS-15' }));
      }
      // Whoever serves what has ended may be released from it, and nobody is allotted to it any more.
      const [ended] = (await statesOf(tx, kind, added)).flatMap(endedRefusals);
      if (ended) return refused({ ...ended, field: kind });
      plan.added = { ...plan.added, [kind]: added };
      plan.removed = { ...plan.removed, [kind]: removed };
    }
    return accepted(plan);
  }

  async carryOut(tx: Tx, roleId: number, { added, removed }: AllotmentPlan): Promise<void> {
    if (removed.classIds.length > 0) await tx.rows(sql`delete from class_tutor where role_id = ${roleId} and class_id = any (${removed.classIds}::bigint[])`);
    if (removed.programmeIds.length > 0) await tx.rows(sql`delete from programme_role where role_id = ${roleId} and programme_id = any (${removed.programmeIds}::bigint[])`);
    if (added.classIds.length > 0) await tx.rows(sql`insert into class_tutor (role_id, class_id) select ${roleId}, unnest(${added.classIds}::bigint[])`);
    if (added.programmeIds.length > 0) await tx.rows(sql`insert into programme_role (role_id, programme_id) select ${roleId}, unnest(${added.programmeIds}::bigint[])`);
  }
}

async function present(tx: Tx, kind: Kind, roleId: number): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(kind === 'classIds' ? sql`select class_id::int as id from class_tutor where role_id = ${roleId}` : sql`select programme_id::int as id from programme_role where role_id = ${roleId}`);
  return rows.map(({ id }) => id);
}

async function statesOf(tx: Tx, kind: Kind, ids: readonly number[]): Promise<ProgrammeState[]> {
  if (ids.length === 0) return [];
  const rows = await tx.rows<{ state: ProgrammeState }>(kind === 'classIds'
    ? sql`select distinct p.state from programme p join training_class c on c.programme_id = p.id where c.id = any (${ids}::bigint[])`
    : sql`select distinct p.state from programme p where p.id = any (${ids}::bigint[])`);
  return rows.map(({ state }) => state);
}

/** The organising office of each; NOT_FOUND when one does not exist. */
async function organisersOf(tx: Tx, kind: Kind, ids: readonly number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.rows<{ id: number; officeId: number }>(kind === 'classIds'
    ? sql`select c.id::int as id, p.office_id::int as "officeId" from training_class c join programme p on p.id = c.programme_id where c.id = any (${ids}::bigint[])`
    : sql`select p.id::int as id, p.office_id::int as "officeId" from programme p where p.id = any (${ids}::bigint[])`);
  if (rows.length !== ids.length) throw notFound();
  return new Map(rows.map(({ id, officeId }) => [id, officeId]));
}
