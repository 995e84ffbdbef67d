// Allocating (阅卷分配): who reviews what waits. A preview says what would be, an act does it and is kept.
import { accepted, refuse, refused, type Outcome, type Refusal } from '../kernel/refusals.js';
import { globalId } from '../kernel/ids.js';
import { recordAudit, type Acting } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { and, raw, sql, type Sql } from '../platform/database/sql.js';
import type { Caller, RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { once } from '../platform/idempotency/idempotency.js';
import type { AllocationKind, GivenShare } from './allocation.entity.js';
import { endedRefusals, ofOpenProgrammes, type ProgrammeState } from '../programmes/index.js';
import { distribute, type Share } from './rules/distribute.js';
import { absenceRefusals, reasonRefusals, roomOf, termsRefusals, type Terms } from './rules/terms.js';
import { isBegun, openTo, tutorsOf, type Read, type TutorLoad, type Waiting } from './tutors.js';

// Tutors' posts and schools are nobody's to see who allocates: the server reads them for whoever is entitled to the programme.
const job = { kind: 'job', job: 'allocation' } as const;
const absenceJob = { kind: 'job', job: 'tutor-absences' } as const;

const auditedAs = { ALLOCATE: 'allocate', REASSIGN: 'reassign', ABSENCE: 'absence' } as const satisfies Record<AllocationKind, string>;

export interface Wanted { programmeId: number; classId: number | null; assignmentId: number | null; terms: readonly Terms[]; days: number; /** Takes back what was allocated and nobody has begun. */ isAnew: boolean; /** Null: as the assignments say. What is said here they say from the allocation on. */ excludesOwnCounty: boolean | null }
export interface Preview { version: number; items: number; unplaced: number; shares: (GivenShare & { fair: number })[]; refusals: Refusal[] }
export interface Reassignment { programmeId: number; fromTutorId: number; toTutorId: number; /** Only of this assignment. */ assignmentId: number | null; count: number | null; submissionIds: readonly number[] | null; reason: string; idempotencyKey: string | null }
export interface Absence { programmeId: number; tutorId: number; from: string; until: string; reason: string; idempotencyKey: string | null }
export interface EndedAbsence { programmeId: number; tutorId: number; from: string; idempotencyKey: string | null }

export class AllocationService {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** The programmes of a chief tutor, and those that an administrator's office organises; NOT_FOUND for all others. */
  async entitled(read: Read, caller: Caller, programmeId: number): Promise<ProgrammeState> {
    const own = caller.scope.kind === 'programmes' ? sql`p.id = any (${caller.scope.programmeIds}::bigint[])` : sql`p.office_id = ${caller.officeId ?? 0}`;
    const [programme] = await read<{ state: ProgrammeState }>(sql`select p.state from programme p where p.id = ${programmeId} and ${own}`);
    if (!programme) throw notFound();
    return programme.state;
  }

  async preview(caller: Caller, wanted: Wanted): Promise<Preview> {
    const read: Read = (statement) => this.database.rows(job, statement);
    const ended = endedRefusals(await this.entitled(read, caller, wanted.programmeId));
    const tutors = await tutorsOf(read, wanted.programmeId, this.clock.today());
    const refusals = [...ended, ...this.#refusals(wanted, tutors)];
    const version = await versionOf(read, wanted.programmeId);
    if (refusals.length > 0) return { version, items: 0, unplaced: 0, shares: [], refusals };
    const items = await read<Waiting>(sql`${waiting(wanted)} order by t.submitted_at, t.id`);
    const shares = sharesOf(wanted, tutors, items);
    const { given, unplaced, fair } = distribute(items.map((item) => ({ submissionId: item.submissionId, openTo: openTo(item, tutors) })), shares);
    return { version, items: items.length, unplaced: unplaced.length, shares: shares.map(({ tutorId }) => ({ tutorId, name: nameOf(tutors, tutorId), count: given.get(tutorId)?.length ?? 0, fair: fair.get(tutorId) ?? 0 })), refusals: [] };
  }

  /** Refuses STALE when another act came in between, or when more waits now than was seen; what was claimed meanwhile is left out. */
  async allocate(context: RequestContext, wanted: Wanted, seen: { expectedVersion: number; expectedCount: number; idempotencyKey: string | null }): Promise<Outcome<{ actId: number }>> {
    return this.database.transaction(job, (tx) => once(tx, context.caller.actor, seen.idempotencyKey, { operation: 'allocateSubmissions', ...wanted, ...seen }, async () => {
      const { read, tutors, ended } = await this.#begin(tx, context.caller, wanted.programmeId);
      const refusals = [...ended, ...this.#refusals(wanted, tutors)];
      if (refusals.length > 0) return refused(...refusals);
      const version = await versionOf(read, wanted.programmeId);
      if (version !== seen.expectedVersion) return refused(refuse('STALE', { zh: '其他人刚刚分配过，请重新预览。', en: 'Somebody else has just allocated; preview again.' }, { field: 'expectedVersion', facts: { current: version, yours: seen.expectedVersion } }));
      const items = await lockWaiting(tx, sql`${waiting(wanted)} order by t.submitted_at, t.id for update of t skip locked`);
      if (items.length > seen.expectedCount) return refused(refuse('STALE', { zh: `又有新的作业提交：现在有 ${items.length} 份待分配，请重新预览。`, en: `More was handed in: ${items.length} wait now; preview again.` }, { field: 'expectedCount', facts: { current: items.length, yours: seen.expectedCount } }));
      for (const { tutorId, weight, dailyCap } of wanted.terms) {
        await tx.rows(sql`insert into tutor_terms (programme_id, tutor_id, weight, daily_cap) values (${wanted.programmeId}, ${tutorId}, ${weight}, ${dailyCap}) on conflict (programme_id, tutor_id) do update set weight = excluded.weight, daily_cap = excluded.daily_cap`);
      }
      if (wanted.excludesOwnCounty !== null) await excludeCounties(tx, wanted, wanted.excludesOwnCounty);
      const { given, unplaced } = distribute(items.map((item) => ({ submissionId: item.submissionId, openTo: openTo(item, tutors) })), sharesOf(wanted, tutors, items));
      return accepted({ actId: await this.#give(tx, context, { programmeId: wanted.programmeId, kind: 'ALLOCATE', reason: null, byName: context.caller.name }, tutors, given, unplaced) });
    }));
  }

  /** So many of the latest, or certain ones, from one tutor to another. What is begun stays; caps and own schools hold. */
  async reassign(context: RequestContext, request: Reassignment): Promise<Outcome<{ actId: number }>> {
    const { programmeId, fromTutorId, toTutorId } = request;
    return this.database.transaction(job, (tx) => once(tx, context.caller.actor, request.idempotencyKey, { operation: 'reassignSubmissions', ...request }, async () => {
      const { tutors, ended } = await this.#begin(tx, context.caller, programmeId);
      const to = tutors.find(({ tutorId }) => tutorId === toTutorId);
      const refusals = [...ended, ...reasonRefusals(request.reason)];
      if (!tutors.some(({ tutorId }) => tutorId === fromTutorId)) refusals.push(notThere('fromTutorId'));
      if (!to || toTutorId === fromTutorId) refusals.push(notThere('toTutorId'));
      if (request.count !== null && request.count < 1) refusals.push(refuse('OUT_OF_RANGE', { zh: '份数应大于 0。', en: 'At least one.' }, { field: 'count' }));
      if (to && to.absentUntil !== null) refusals.push(refuse('NOT_ALLOWED', { zh: `${to.name}缺席至 ${to.absentUntil}。`, en: `${to.name} is absent until ${to.absentUntil}.` }, { field: 'toTutorId' }));
      if (refusals.length > 0 || !to) return refused(...refusals);
      const which = request.submissionIds === null ? raw('true') : sql`t.id = any (${request.submissionIds}::bigint[])`;
      const items = await lockWaiting(tx, sql`${openItems(programmeId, fromTutorId)} and ${which}${request.assignmentId === null ? raw('') : sql` and t.assignment_id = ${request.assignmentId}`} order by t.submitted_at desc, t.id desc for update of t skip locked`);
      const fit = items.filter((item) => openTo(item, [to]).size > 0);
      const wanted = request.submissionIds?.length ?? request.count ?? fit.length;
      if (fit.length < wanted) return refused(refuse('LIMIT_REACHED', { zh: `只有 ${fit.length} 份可以改派给${to.name}：已开始批阅的和本校（县）的不能改派。`, en: `Only ${fit.length} can go to ${to.name}: what is begun, and the own school's, stays.` }, { field: request.submissionIds === null ? 'count' : 'submissionIds', facts: { possible: fit.length, wanted } }));
      const room = roomOf(to.dailyCap, 1, to.doneToday, to.left);
      if (wanted > room) return refused(refuse('LIMIT_REACHED', { zh: `${to.name}今天最多还能接 ${room} 份。`, en: `${to.name} can take ${room} more today.` }, { field: request.submissionIds === null ? 'count' : 'submissionIds', facts: { room, wanted } }));
      return accepted({ actId: await this.#give(tx, context, { programmeId, kind: 'REASSIGN', reason: request.reason.trim(), byName: context.caller.name }, tutors, new Map([[toTutorId, fit.slice(0, wanted).map(({ submissionId }) => submissionId)]]), []) });
    }));
  }

  /** From the first day on the open work goes to the others; what nobody has room for is everybody's again. */
  async markAbsent(context: RequestContext, request: Absence): Promise<Outcome<{ absenceId: number }>> {
    return this.database.transaction(job, (tx) => once(tx, context.caller.actor, request.idempotencyKey, { operation: 'markTutorAbsent', ...request }, async () => {
      const { tutors, ended } = await this.#begin(tx, context.caller, request.programmeId);
      const tutor = tutors.find(({ tutorId }) => tutorId === request.tutorId);
      const refusals = [...ended, ...absenceRefusals(request.from, request.until, this.clock.today()), ...reasonRefusals(request.reason), ...(tutor ? [] : [notThere('tutorId')])];
      if (refusals.length > 0 || !tutor) return refused(...refusals);
      const [absence] = await tx.rows<{ id: number }>(sql`insert into tutor_absence (programme_id, tutor_id, tutor_name, from_on, until_on, reason, by_name, at)
        values (${request.programmeId}, ${request.tutorId}, ${tutor.name}, ${request.from}::date, ${request.until}::date, ${request.reason.trim()}, ${context.caller.name}, ${this.clock.business()}) returning id::int as id`);
      const absenceId = absence?.id ?? 0;
      await recordAudit(tx, context, { action: 'allocation.manage', subject: globalId('Programme', request.programmeId), facts: { act: 'absent', person: globalId('Person', request.tutorId), validFrom: request.from, validUntil: request.until, reason: request.reason.trim() } });
      if (request.from <= this.clock.today()) await this.#moveOn(tx, context, { absenceId, programmeId: request.programmeId, tutorId: request.tutorId, byName: context.caller.name, reason: request.reason.trim() });
      return accepted({ absenceId });
    }));
  }

  /** The tutor is there again, or comes after all; what went to the others stays there until it is allocated anew. */
  async endAbsence(context: RequestContext, request: EndedAbsence): Promise<Outcome<{ absenceId: number }>> {
    const { programmeId, tutorId, from } = request;
    return this.database.transaction(job, (tx) => once(tx, context.caller.actor, request.idempotencyKey, { operation: 'endTutorAbsence', ...request }, async () => {
      const { ended: closed } = await this.#begin(tx, context.caller, programmeId);
      if (closed.length > 0) return refused(...closed);
      const [ended] = await tx.rows<{ absenceId: number; until: string }>(sql`update tutor_absence set ended_at = ${this.clock.business()}, ended_by_name = ${context.caller.name}
        where programme_id = ${programmeId} and tutor_id = ${tutorId} and from_on = ${from}::date and until_on >= ${this.clock.today()}::date and ended_at is null returning id::int as "absenceId", until_on::text as until`);
      if (!ended) return refused(refuse('NOT_ALLOWED_IN_STATE', { zh: '没有这次缺席，或已经结束。', en: 'There is no such absence, or it is over.' }, { field: 'from' }));
      await recordAudit(tx, context, { action: 'allocation.manage', subject: globalId('Programme', programmeId), facts: { act: 'present', person: globalId('Person', tutorId), validFrom: from, validUntil: ended.until } });
      return accepted({ absenceId: ended.absenceId });
    }));
  }

  /** Absences that begin today and were said before: their open work goes to the others. Answers whether there was one. */
  async moveOnDue(): Promise<boolean> {
    return this.database.transaction(absenceJob, async (tx) => {
      const today = this.clock.today();
      const [due] = await tx.rows<{ absenceId: number; programmeId: number; tutorId: number; byName: string; reason: string }>(sql`
        select id::int as "absenceId", programme_id::int as "programmeId", tutor_id::int as "tutorId", by_name as "byName", reason from tutor_absence where moved_at is null and ended_at is null and ${ofOpenProgrammes('programme_id')} and from_on <= ${today}::date and until_on >= ${today}::date order by id limit 1 for update skip locked`);
      if (!due) return false;
      await lockProgramme(tx, due.programmeId);
      await this.#moveOn(tx, { caller: { actor: 'job:allocation', role: null, officeId: null }, requestId: `absence ${due.absenceId}` }, due);
      return true;
    });
  }

  async #moveOn(tx: Tx, acting: Acting, absence: { absenceId: number; programmeId: number; tutorId: number; byName: string; reason: string }): Promise<void> {
    const { programmeId, tutorId } = absence;
    const items = await lockWaiting(tx, sql`${openItems(programmeId, tutorId)} order by t.submitted_at, t.id for update of t skip locked`);
    const tutors = await tutorsOf((statement) => tx.rows(statement), programmeId, this.clock.today());
    const shares = tutors.filter((one) => one.tutorId !== tutorId && one.absentUntil === null).map((one): Share => ({ tutorId: one.tutorId, weight: one.weight, room: roomOf(one.dailyCap, 1, one.doneToday, one.left) }));
    const { given, unplaced } = distribute(items.map((item) => ({ submissionId: item.submissionId, openTo: openTo(item, tutors) })), shares);
    await tx.rows(sql`update tutor_absence set moved_at = ${this.clock.business()} where id = ${absence.absenceId}`);
    if (items.length > 0) await this.#give(tx, acting, { programmeId, kind: 'ABSENCE', reason: absence.reason, byName: absence.byName }, tutors, given, unplaced);
  }

  async #begin(tx: Tx, caller: Caller, programmeId: number): Promise<{ read: Read; tutors: TutorLoad[]; ended: Refusal[] }> {
    const read: Read = (statement) => tx.rows(statement);
    await this.entitled(read, caller, programmeId);
    await lockProgramme(tx, programmeId);
    // Asked once it is held: nobody archives it meanwhile.
    const ended = endedRefusals(await this.entitled(read, caller, programmeId));
    return { read, ended, tutors: await tutorsOf(read, programmeId, this.clock.today()) };
  }

  async #give(tx: Tx, acting: Acting, act: { programmeId: number; kind: AllocationKind; reason: string | null; byName: string }, tutors: readonly TutorLoad[], given: ReadonlyMap<number, readonly number[]>, unplaced: readonly number[]): Promise<number> {
    const shares: GivenShare[] = [...given].filter(([, ids]) => ids.length > 0).map(([tutorId, ids]) => ({ tutorId, name: nameOf(tutors, tutorId), count: ids.length }));
    for (const { tutorId, name } of shares) await tx.rows(sql`update submission set allocated_to_id = ${tutorId}, allocated_to_name = ${name} where id = any (${given.get(tutorId) ?? []}::bigint[])`);
    if (unplaced.length > 0) await tx.rows(sql`update submission set allocated_to_id = null, allocated_to_name = null where id = any (${unplaced}::bigint[]) and allocated_to_id is not null`);
    const [row] = await tx.rows<{ id: number }>(sql`insert into allocation_act (programme_id, kind, shares, unplaced, reason, by_name, at)
      values (${act.programmeId}, ${act.kind}, ${JSON.stringify(shares)}::jsonb, ${unplaced.length}, ${act.reason}, ${act.byName}, ${this.clock.business()}) returning id::int as id`);
    await recordAudit(tx, acting, { action: 'allocation.manage', subject: globalId('Programme', act.programmeId), facts: { act: auditedAs[act.kind], total: shares.reduce((sum, { count }) => sum + count, 0), unplaced: unplaced.length, ...(act.reason === null ? {} : { reason: act.reason }) } });
    return row?.id ?? 0;
  }

  #refusals({ terms, days }: Wanted, tutors: readonly TutorLoad[]): Refusal[] {
    return termsRefusals(terms, days, new Set(tutors.map(({ tutorId }) => tutorId)));
  }
}

function notThere(field: string): Refusal {
  return refuse('NOT_FOUND', { zh: '请选择这个项目的另一位辅导员。', en: 'Choose another tutor of this programme.' }, { field });
}

/** Acts of one programme follow each other; claims and reviews go on beside them. */
async function lockProgramme(tx: Tx, programmeId: number): Promise<void> {
  await tx.rows(sql`select 1 from programme where id = ${programmeId} for no key update`);
}

/** How many acts there were: whoever previewed another number has seen another state. */
async function versionOf(read: Read, programmeId: number): Promise<number> {
  const [row] = await read<{ count: number }>(sql`select count(*)::int as count from allocation_act where programme_id = ${programmeId}`);
  return Number(row?.count ?? 0);
}

const waitingColumns = (excludesOwnCounty: boolean | null): string => `t.id::int as "submissionId", t.class_id::int as "classId", t.allocated_to_id::int as "allocatedToId", t.school_id::int as "schoolId", o.county_id::int as "countyId", ${excludesOwnCounty === null ? 'a.excludes_own_county' : String(excludesOwnCounty)} as "excludesOwnCounty"
  from submission t join office o on o.id = t.school_id join assignment a on a.id = t.assignment_id`;

function waiting({ programmeId, classId, assignmentId, isAnew, excludesOwnCounty }: Wanted): Sql {
  return sql`select ${raw(waitingColumns(excludesOwnCounty))} where ${and([
    sql`t.programme_id = ${programmeId}`, raw("t.is_latest and t.state = 'SUBMITTED'"), ...(isAnew ? [] : [raw('t.allocated_to_id is null')]), raw(`not ${isBegun('t')}`),
    ...(classId === null ? [] : [sql`t.class_id = ${classId}`]), ...(assignmentId === null ? [] : [sql`t.assignment_id = ${assignmentId}`]),
  ])}`;
}

/** What a tutor was allocated and nobody has begun. */
function openItems(programmeId: number, tutorId: number): Sql {
  return sql`select ${raw(waitingColumns(null))} where t.programme_id = ${programmeId} and t.is_latest and t.state = 'SUBMITTED' and t.allocated_to_id = ${tutorId} and not ${raw(isBegun('t'))}`;
}

/** The assignments of the programme say it from here on, or the one that is allocated: what moves later keeps to it. */
async function excludeCounties(tx: Tx, { programmeId, assignmentId }: Wanted, excludesOwnCounty: boolean): Promise<void> {
  await tx.rows(sql`update assignment a set excludes_own_county = ${excludesOwnCounty} from course c where c.id = a.course_id and c.programme_id = ${programmeId} and a.excludes_own_county <> ${excludesOwnCounty}${assignmentId === null ? raw('') : sql` and a.id = ${assignmentId}`}`);
}

/** The rows, locked. A claim that was committed between the statement's snapshot and its lock is seen when the claims are read again. */
async function lockWaiting(tx: Tx, statement: Sql): Promise<Waiting[]> {
  const items = await tx.rows<Waiting>(statement);
  if (items.length === 0) return [];
  const begun = await tx.rows<{ id: number }>(sql`select t.id::int as id from submission t where t.id = any (${items.map(({ submissionId }) => submissionId)}::bigint[]) and ${raw(isBegun('t'))}`);
  const taken = new Set(begun.map(({ id }) => Number(id)));
  return items.filter(({ submissionId }) => !taken.has(submissionId));
}

function sharesOf({ terms, days }: Wanted, tutors: readonly TutorLoad[], items: readonly Waiting[]): Share[] {
  return terms.flatMap(({ tutorId, weight, dailyCap }) => {
    const tutor = tutors.find((one) => one.tutorId === tutorId);
    // What is given out anew is in nobody's hands meanwhile.
    const inHand = (tutor?.left ?? 0) - items.filter(({ allocatedToId }) => allocatedToId === tutorId).length;
    return !tutor || tutor.absentUntil !== null ? [] : [{ tutorId, weight, room: roomOf(dailyCap, days, tutor.doneToday, inHand) }];
  });
}

function nameOf(tutors: readonly TutorLoad[], tutorId: number): string {
  return tutors.find((one) => one.tutorId === tutorId)?.name ?? '';
}
