// Drafting a programme and moving it on: by the office that organises it, and by its steering group where that decides.
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import type { Scope } from '../platform/database/scope.js';
import { sql } from '../platform/database/sql.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { once } from '../platform/idempotency/idempotency.js';
import { factsOf, holdProgramme, isOrganisedBy, recordStep, staleRefusals, type HeldProgramme } from './held-programme.js';
import { isSteeredBy } from './programme-life.store.js';
import { programmeShape } from './programme.store.js';
import { movedBy, stateRefusal, type ProgrammeAct, type ProgrammeState } from './rules/programme-life.js';
import { isRenamable, isWritable, nameRefusals, namingRefusals, textRefusals, type ProgrammeNaming, type ProgrammeTextKind } from './rules/programme-parts.js';

export interface NewProgramme extends ProgrammeNaming { previousProgrammeId: number | null; idempotencyKey: string | null }
export interface RenameAct { programmeId: number; name: string; expectedVersion: number; idempotencyKey: string | null }
export interface TextAct { programmeId: number; kind: ProgrammeTextKind; text: string; expectedVersion: number; idempotencyKey: string | null }
export interface MoveAct<Act extends ProgrammeAct = ProgrammeAct> { programmeId: number; act: Act; reason: string; joinUntil: string | null; expectedVersion: number; idempotencyKey: string | null }
type Moved = Outcome<{ programmeId: number }>;

// A member of the steering group acts in whatever post; the programme is none of that post's rows.
const steering: Scope = { kind: 'job', job: 'programme-approval' };

export class ProgrammeLifeService {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  async create(context: RequestContext, wanted: NewProgramme): Promise<Moved> {
    const { caller } = context;
    return this.database.transaction(caller.scope, (tx) => once(tx, caller.actor, wanted.idempotencyKey, { operation: 'createProgramme', ...wanted }, async () => {
      const code = wanted.code.trim();
      const refusals = namingRefusals({ ...wanted, code }, Number(this.clock.today().slice(0, 4)));
      const [taken] = await tx.rows(sql`select 1 as one from programme where code = ${code}`);
      if (taken) refusals.push(refuse('TAKEN', { zh: '这个编号已有项目使用。', en: 'Another programme has this code.' }, { field: 'code' }));
      const series = wanted.previousProgrammeId === null ? code : await this.#seriesOf(tx, wanted.previousProgrammeId, caller.officeId);
      const [same] = await tx.rows<{ name: string }>(sql`select name from programme where series = ${series} and year = ${wanted.year} and state <> 'CANCELLED'`);
      if (same) refusals.push(refuse('ALREADY_EXISTS', { zh: `这一系列 ${wanted.year} 年已有项目：${same.name}。`, en: `The series has a programme of ${wanted.year}.` }, { field: 'year', requirement: 'JS-01' }));
      if (refusals.length > 0) return refused(...refusals);
      const name = wanted.name.trim();
      const [made] = await tx.rows<{ id: number }>(sql`insert into programme (code, name, year, series, office_id, state, version) values (${code}, ${name}, ${wanted.year}, ${series}, ${caller.officeId}, 'DRAFT', 1) returning id::int as id`);
      const programmeId = made?.id ?? 0;
      await recordStep(tx, { id: programmeId, act: null, to: 'DRAFT', reason: '', byId: caller.personId, byName: caller.name, at: this.clock.business() });
      await recordAudit(tx, context, { action: 'programmes.life', subject: globalId('Programme', programmeId), facts: { act: 'create' }, changes: { code: [null, code], name: [null, name], year: [null, wanted.year] } });
      return accepted({ programmeId });
    }));
  }

  /** Its code and its year stay: files, rules and the series go by them. */
  async rename(context: RequestContext, act: RenameAct): Promise<Moved> {
    const { caller } = context;
    return this.database.transaction(caller.scope, (tx) => once(tx, caller.actor, act.idempotencyKey, { operation: 'renameProgramme', ...act }, async () => {
      const programme = await holdProgramme(this.database, tx, act.programmeId);
      const [{ before } = { before: '' }] = await tx.rows<{ before: string }>(sql`select name as before from programme where id = ${programme.id}`);
      const name = act.name.trim();
      const refusals = [...isOrganisedBy(programme, caller.officeId), ...(isRenamable(programme.state) ? [] : [stateRefusal(programme.state)]), ...staleRefusals(programme.version, act.expectedVersion), ...nameRefusals(name)];
      if (refusals.length === 0 && name === before) refusals.push(refuse('NOTHING_TO_CHANGE', { zh: '名称没有变化。', en: 'Nothing has changed.' }, { field: 'name' }));
      if (refusals.length > 0) return refused(...refusals);
      await tx.rows(sql`update programme set name = ${name}, version = version + 1 where id = ${programme.id}`);
      await recordAudit(tx, context, { action: 'programmes.life', subject: globalId('Programme', programme.id), facts: { act: 'rename' }, changes: { name: [before, name] } });
      return accepted({ programmeId: programme.id });
    }));
  }

  /** Each time it is written it is a new version; the former ones stay. */
  async write(context: RequestContext, act: TextAct): Promise<Moved> {
    const { caller } = context;
    return this.database.transaction(caller.scope, (tx) => once(tx, caller.actor, act.idempotencyKey, { operation: 'writeProgrammeText', ...act }, async () => {
      const programme = await holdProgramme(this.database, tx, act.programmeId);
      const [latest] = await tx.rows<{ version: number; text: string }>(sql`select version, text from programme_text where programme_id = ${programme.id} and kind = ${act.kind} order by version desc limit 1`);
      const version = latest?.version ?? 0;
      const text = act.text.trim();
      const refusals = [...isOrganisedBy(programme, caller.officeId), ...(isWritable(act.kind, programme.state) ? [] : [stateRefusal(programme.state)]), ...staleRefusals(version, act.expectedVersion), ...textRefusals(text)];
      if (refusals.length === 0 && latest?.text === text) refusals.push(refuse('NOTHING_TO_CHANGE', { zh: '内容没有变化。', en: 'Nothing has changed.' }, { field: 'text' }));
      if (refusals.length > 0) return refused(...refusals);
      await tx.rows(sql`insert into programme_text (programme_id, kind, version, text, by_id, by_name, at) values (${programme.id}, ${act.kind}, ${version + 1}, ${text}, ${personOf(caller)}, ${caller.name}, ${this.clock.business()})`);
      await recordAudit(tx, context, { action: 'programmes.life', subject: globalId('Programme', programme.id), facts: { act: 'write', kind: act.kind }, changes: { version: [version, version + 1] } });
      return accepted({ programmeId: programme.id });
    }));
  }

  /** By the organising office. */
  async advance(context: RequestContext, act: MoveAct): Promise<Moved> {
    const { caller } = context;
    const wanted = act.act;
    if (wanted === 'APPROVE' || wanted === 'RETURN') return refused(refuse('NOT_ENTITLED', { zh: '方案由领导小组审批。', en: 'The steering group decides on the plan.' }, { field: 'act', requirement: 'JS-09' }));
    return this.database.transaction(caller.scope, (tx) => once(tx, caller.actor, act.idempotencyKey, { operation: 'advanceProgramme', ...act }, async () => {
      const programme = await holdProgramme(this.database, tx, act.programmeId);
      const refusals = [...isOrganisedBy(programme, caller.officeId), ...this.#joinRefusals(act)];
      if (refusals.length > 0) return refused(...refusals);
      const moved = await this.#move(tx, context, programme, act);
      if (!moved.ok) return moved;
      await recordAudit(tx, context, { action: 'programmes.life', subject: globalId('Programme', programme.id), facts: { act: wanted, reason: act.reason.trim() }, changes: { state: [programme.state, moved.value.to] } });
      return accepted({ programmeId: programme.id });
    }));
  }

  /** By a member of its steering group; the office itself cannot, whichever post its administrator acts in. */
  async decide(context: RequestContext, act: Omit<MoveAct<'APPROVE' | 'RETURN'>, 'joinUntil'>): Promise<Moved> {
    const { caller } = context;
    const personId = personOf(caller);
    const isSteering = isSteeredBy('p', personId, this.clock.today());
    return this.database.transaction(steering, async (tx) => {
      const [seen] = await tx.rows<{ isSteering: boolean; isPublic: boolean }>(sql`select ${isSteering} as "isSteering", ${this.database.allows(programmeShape, 'p', caller.scope)} as "isPublic" from programme p where p.id = ${act.programmeId}`);
      if (!seen || (!seen.isSteering && !seen.isPublic)) throw notFound();
      if (!seen.isSteering) return refused(refuse('NOT_ENTITLED', { zh: '方案由主办项目办的领导小组成员审批；本级管理员不能审批。', en: 'A member of the organiser’s steering group decides; the office’s administrators cannot.' }, { requirement: 'JS-09' }));
      return once(tx, caller.actor, act.idempotencyKey, { operation: 'decideProgramme', ...act }, async () => {
        const programme = await holdProgramme(this.database, tx, act.programmeId);
        const moved = await this.#move(tx, context, programme, { ...act, joinUntil: null });
        if (!moved.ok) return moved;
        await recordAudit(tx, context, { action: 'programmes.approve', subject: globalId('Programme', programme.id), facts: { act: act.act, reason: act.reason.trim() }, changes: { state: [programme.state, moved.value.to] } });
        return accepted({ programmeId: programme.id });
      });
    });
  }

  async #move(tx: Tx, context: RequestContext, programme: HeldProgramme, act: MoveAct): Promise<Outcome<{ to: ProgrammeState }>> {
    const stale = staleRefusals(programme.version, act.expectedVersion);
    if (stale.length > 0) return refused(...stale);
    const moved = movedBy(programme.state, act.act, await factsOf(tx, programme, this.clock.today()), act.reason);
    if ('refusals' in moved) return refused(...moved.refusals);
    const { caller } = context;
    await tx.rows(sql`update programme set state = ${moved.to}, version = version + 1, join_until = ${act.act === 'PUBLISH' ? act.joinUntil : programme.joinUntil}::date where id = ${programme.id}`);
    await recordStep(tx, { id: programme.id, act: act.act, to: moved.to, reason: act.reason.trim(), byId: caller.personId, byName: caller.name, at: this.clock.business() });
    return accepted({ to: moved.to });
  }

  #joinRefusals({ act, joinUntil }: MoveAct) {
    if (joinUntil === null) return [];
    if (act !== 'PUBLISH') return [refuse('NOT_ALLOWED', { zh: '确认期限在发布时确定。', en: 'Said when it is published.' }, { field: 'joinUntil' })];
    const today = this.clock.today();
    return joinUntil >= today ? [] : [refuse('OUT_OF_RANGE', { zh: `最早为今天（${today}）。`, en: `From today (${today}) on.` }, { field: 'joinUntil', requirement: 'SD-10', facts: { earliest: today } })];
  }

  /** Only the organiser of a programme carries it on into another year. */
  async #seriesOf(tx: Tx, previousId: number, officeId: number | null): Promise<string> {
    const [previous] = await tx.rows<{ series: string }>(sql`select series from programme where id = ${previousId} and office_id = ${officeId}`);
    if (!previous) throw notFound();
    return previous.series;
  }
}
