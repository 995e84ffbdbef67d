// The organising office puts in a new version of what its programme asks: first read and shown, then saved with its first day.
import { addDays, type LocalDate } from '../kernel/calendar.js';
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { once } from '../platform/idempotency/idempotency.js';
import type { ProgrammeStore } from './programme.store.js';
import { readRuleText } from './rule-text.js';
import { differencesOf } from './rules/rule-differences.js';
import { endedRefusals, type ProgrammeState } from './rules/programme-life.js';
import { documentInForce, everInForce, type ComputedPeriod, type RuleDocument } from './rules/rule-document.js';
import { beginRefusals, draftOf, type RuledProgramme } from './rules/rule-drafts.js';
import type { RuleFault } from './rules/rule-faults.js';

export interface ReadRules { document: RuleDocument | null; faults: RuleFault[]; inForce: RuleDocument | null; latest: number }
export interface SaveAct { programmeId: number; text: string; effectiveFrom: LocalDate; replacesUpcoming: boolean; expectedVersion: number; idempotencyKey: string | null }

interface Standing extends RuledProgramme { organiserId: number | null; state: ProgrammeState; versions: RuleDocument[] }

export class RuleDraftService {
  constructor(private readonly database: Database, private readonly programmes: ProgrammeStore, private readonly clock: Clock) {}

  /** Reads a text as the programme's next version; nothing is kept. */
  async read({ caller }: RequestContext, programmeId: number, text: string): Promise<ReadRules> {
    const standing = await this.#standing(caller.scope, programmeId);
    const today = this.clock.today();
    return { ...readAs(text, standing, addDays(today, 1)), inForce: documentInForce(standing.versions, today), latest: latestOf(standing.versions) };
  }

  async save(context: RequestContext, act: SaveAct): Promise<Outcome<{ version: number }>> {
    const { scope, actor, officeId } = context.caller;
    const { programmeId, effectiveFrom } = act;
    await this.#standing(scope, programmeId);
    return this.database.transaction(scope, (tx) => once(tx, actor, act.idempotencyKey, { operation: 'saveRules', ...act }, async () => {
      await tx.rows(sql`select 1 as locked from (select pg_advisory_xact_lock(hashtext('yanxiu.rules'), ${programmeId}::int)) as rules`);
      // Read again while nobody else can add one.
      const standing = await this.#standing(scope, programmeId);
      if (officeId === null || officeId !== standing.organiserId) return refused(refuse('NOT_ENTITLED', { zh: '项目要求由项目的主办项目办更新。', en: 'What a programme asks is said by the office that organises it.' }, { field: 'programmeId' }));
      const ended = endedRefusals(standing.state);
      if (ended.length > 0) return refused(...ended);
      const latest = latestOf(standing.versions);
      if (act.expectedVersion !== latest) return refused(refuse('STALE', { zh: `已有第 ${latest} 版，请重新核对。`, en: `There is version ${latest} by now; look again.` }, { field: 'expectedVersion', facts: { version: latest } }));
      const begins = beginRefusals(act, standing.versions, this.clock.today());
      if (begins.length > 0) return refused(...begins);
      const { document, faults } = readAs(act.text, standing, effectiveFrom);
      const [fault] = faults;
      if (document === null || fault) return refused(refuse('MALFORMED', { zh: `${fault?.place.zh ?? ''}：${fault?.message.zh ?? ''}`, en: `${fault?.place.en ?? ''}: ${fault?.message.en ?? ''}` }, { field: 'document', facts: { faults: faults.length, path: fault?.path ?? '', line: fault?.line ?? '' } }));
      const before = standing.versions.find(({ version }) => version === latest);
      const changes = before === undefined ? null : differencesOf(before, document).length;
      // The same from an earlier day on is a change.
      if (changes === 0 && before !== undefined && before.effectiveFrom <= effectiveFrom) return refused(refuse('NOTHING_TO_CHANGE', { zh: `与第 ${latest} 版相同。`, en: `The same as version ${latest}.` }, { field: 'document' }));
      const replaced = everInForce(standing.versions).filter((one) => one.effectiveFrom >= effectiveFrom);
      await tx.rows(sql`insert into programme_rule (programme_id, version, document, effective_from) values (${programmeId}, ${document.version}, ${JSON.stringify(document)}::jsonb, ${effectiveFrom}::date)`);
      await recordAudit(tx, context, { action: 'programmes.manageRules', subject: globalId('Programme', programmeId), facts: { version: document.version, effectiveFrom, changed: changes, ...(replaced.length > 0 && { replacedVersions: replaced.map(({ version }) => version) }) } });
      return accepted({ version: document.version });
    }));
  }

  async #standing(scope: RequestContext['caller']['scope'], programmeId: number): Promise<Standing> {
    const [documents, rows] = await Promise.all([
      this.programmes.rulesOf(scope, [programmeId]),
      this.database.rows<{ code: string; year: number; series: string; organiserId: number | null; state: ProgrammeState } & { [Key in keyof ComputedPeriod]: ComputedPeriod[Key] | null }>(scope, sql`
        select p.code, p.year, p.series, p.office_id as "organiserId", p.state, n.number, n.starts_on::text as "startsOn", n.ends_on::text as "endsOn" from programme p left join period n on n.programme_id = p.id where p.id = ${programmeId} order by n.number`),
    ]);
    const [first] = rows;
    if (!first) throw notFound();
    const { code, year, series, organiserId, state } = first;
    const periods = rows.flatMap(({ number, startsOn, endsOn }) => (number === null || startsOn === null || endsOn === null ? [] : [{ number, startsOn, endsOn }]));
    return { code, year, series, organiserId, state, periods, versions: documents.get(programmeId) ?? [] };
  }
}

function latestOf(versions: readonly RuleDocument[]): number {
  return versions.reduce((highest, { version }) => Math.max(highest, version), 0);
}

function readAs(text: string, standing: Standing, effectiveFrom: LocalDate): { document: RuleDocument | null; faults: RuleFault[] } {
  const read = readRuleText(text);
  if (!read.ok) return { document: null, faults: read.faults };
  const { document, faults } = draftOf(read.value, { version: latestOf(standing.versions) + 1, effectiveFrom }, standing);
  return { document, faults: faults.map((fault) => ({ ...fault, line: read.lineOf(fault.path.split('.')) })) };
}
