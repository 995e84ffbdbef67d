// Queries on nominations, and on who could be nominated.
import { enrolmentShape } from '../enrolment/index.js';
import type { LocalDate } from '../kernel/calendar.js';
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Scope, Subtree } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { defineShape, factScope, field } from '../platform/database/shape.js';
import { join, raw, sql, type Sql } from '../platform/database/sql.js';
import type { Caller } from '../platform/graphql/caller.js';
import { documentInForce, endedRefusals, excellenceOf, ofOpenProgrammes, type ProgrammeState, type ProgrammeStore } from '../programmes/index.js';
import type { NominationCandidateType, NominationType } from './graphql/nomination.type.js';
import type { NominationState, Standing } from './rules/nominating.js';

/** What decides who may still do something about it; the same for both questions, so that it is read once. */
const standing = field.json((t) => `json_build_object('state', ${t}.state, 'byId', ${t}.by_id, 'personId', ${t}.person_id, 'organiserId', (select organised.office_id from programme organised where organised.id = ${t}.programme_id))`, (value) => value as Standing);

export const nominationShape = defineShape({
  typeName: 'Nomination',
  isInterleaved: true,
  table: 'nomination',
  key: 'id',
  fields: {
    id: field.id('Nomination'), enrolment: field.one(() => enrolmentShape, 'enrolment_id'), state: field.text('state'), total: field.tenths('total_tenths'), reason: field.text('reason'), byName: field.text('by_name'), at: field.time('at'), version: field.int('version'),
    settledAt: field.time('settled_at'), settledByName: field.text('settled_by_name'), settledReason: field.text('settled_reason'), viewerCanWithdraw: standing, viewerCanDecide: standing,
  } satisfies Record<Exclude<keyof NominationType, 'key'>, unknown>,
  scope: {
    office: factScope.office, programmes: factScope.programmes, job: factScope.job,
    self: (t, scope) => sql`${factScope.self(t, scope)} and ${raw(t)}.state = 'COMMENDED'`,
  },
});

// An enrolment shows what stands; the type is another domain's, the field is ours.
enrolmentShape.extend({ nomination: field.oneBy(() => nominationShape, (t, target, caller) => `${target}.enrolment_id = ${t}.id and ${target}.state ${caller === 'self' ? "= 'COMMENDED'" : "<> 'WITHDRAWN'"}`) });

const fact = (name: string) => field.int((t) => `coalesce((${t}.facts ->> '${name}')::int, 0)`);

/** Results at or above the line, with what they were made of. */
const candidateShape = defineShape({
  typeName: 'NominationCandidate',
  isInterleaved: true,
  table: 'result',
  key: 'enrolment_id',
  fields: {
    enrolment: field.one(() => enrolmentShape, 'enrolment_id'), total: field.tenths('total_tenths'), posts: fact('posts'), replies: fact('replies'), excellentAssignments: fact('excellentAssignments'),
    finishedAt: field.time((t) => `(select max(work.submitted_at) from submission work where work.enrolment_id = ${t}.enrolment_id and work.attempt = 1)`),
  } satisfies Record<Exclude<keyof NominationCandidateType, 'key'>, unknown>,
  scope: { programmes: factScope.programmes },
});

export interface NominationFilter { subtree: Subtree | null; state: NominationState | null; periodId: number | null; search: string | null; /** Whose programmes' open nominations; null for all. */ organiserId: number | null }
export interface CandidateFilter { periodId: number | null; search: string | null }

export class NominationStore {
  constructor(private readonly database: Database, private readonly programmes: ProgrammeStore) {}

  async page(scope: Scope, { subtree, state, periodId, search, organiserId }: NominationFilter, selection: Selection, args: PagingArgs): Promise<Page<NominationType>> {
    const where = [...(state === null ? [] : [sql`t.state = ${state}`]), ...(periodId === null ? [] : [sql`t.period_id = ${periodId}`]), ...(organiserId === null ? [] : [sql`t.state = 'NOMINATED' and t.programme_id in (select g.id from programme g where g.office_id = ${organiserId}) and ${ofOpenProgrammes('t.programme_id')}`]), ...named(search)];
    return this.database.page<NominationType>(scope, nominationShape, selection, args, { within: subtree && { school: raw('t.school_id'), subtree }, where, order: { columns: [{ sql: 't.id', type: 'bigint' }], isDescending: true } });
  }

  async byKey(scope: Scope, key: number, selection: Selection): Promise<NominationType | null> {
    return this.database.one<NominationType>(scope, nominationShape, selection, sql`t.id = ${key}`);
  }

  /** Whom this chief tutor can nominate, the best first: passed, at or above the line of the rules in force, not withdrawn and not nominated. */
  async candidates(caller: Pick<Caller, 'scope' | 'roleId' | 'personId'>, { periodId, search }: CandidateFilter, today: LocalDate, selection: Selection, args: PagingArgs): Promise<Page<NominationCandidateType>> {
    const where = [
      await this.#lines(caller, today), sql`t.verdict = 'PASS'`, sql`t.person_id <> ${caller.personId ?? 0}`, raw("exists (select 1 from enrolment e where e.id = t.enrolment_id and e.state = 'ENROLLED')"), raw("not exists (select 1 from nomination n where n.enrolment_id = t.enrolment_id and n.state <> 'WITHDRAWN')"),
      ...(periodId === null ? [] : [sql`t.period_id = ${periodId}`]), ...named(search),
    ];
    return this.database.page<NominationCandidateType>(caller.scope, candidateShape, selection, args, { where, order: { columns: [{ sql: 't.total_tenths', type: 'integer' }, { sql: 't.enrolment_id', type: 'bigint' }], isDescending: true } });
  }

  /** The line of each programme that the caller serves and that commends, and the classes of the own subject. */
  async #lines({ scope, roleId }: Pick<Caller, 'scope' | 'roleId'>, today: LocalDate): Promise<Sql> {
    const served = scope.kind === 'programmes' ? scope.programmeIds : [];
    const [found, rules] = await Promise.all([
      this.database.rows<{ id: number; state: ProgrammeState; subject: string | null }>(scope, sql`select p.id::int as id, p.state, (select r.subject from role_assignment r where r.id = ${roleId ?? 0}) as subject from programme p where p.id = any (${served}::bigint[])`),
      this.programmes.rulesOf(scope, served),
    ]);
    const lines = found.flatMap(({ id, state, subject }) => {
      const document = endedRefusals(state).length > 0 ? null : documentInForce(rules.get(id) ?? [], today);
      const excellence = document && excellenceOf(document);
      if (!excellence) return [];
      const ofSubject = subject === null ? raw('') : sql` and t.class_id in (select k.id from training_class k join course c on c.id = k.course_id where k.programme_id = ${id} and c.subject = ${subject})`;
      return [sql`(t.programme_id = ${id} and t.total_tenths >= ${excellence.fromTenths}${ofSubject})`];
    });
    return lines.length === 0 ? raw('false') : sql`(${join(lines, ' or ')})`;
  }
}

/** The beginning of a name or a whole training number, as enrolments are searched. */
function named(search: string | null): Sql[] {
  if (search === null) return [];
  const range = sql`p.name >= ${search} and p.name < ${`${search}\u{10FFFF}`}`;
  return [sql`t.person_id in (select p.id from person p where ${range} and p.merged_into_id is null union all select p.id from person p where ${range} and p.merged_into_id is not null union all select p.id from person p where p.training_number = ${search})`];
}
