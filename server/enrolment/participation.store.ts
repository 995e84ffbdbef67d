// Queries on participation: the persons enrolled in a programme at the schools of each part of the tree, each counted once there.
import { belowAt, depthBelow, selectionOfOffices, type OfficeStore, type OfficeType } from '../offices/index.js';
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Scope } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { sql } from '../platform/database/sql.js';
import type { LocalDate } from '../kernel/calendar.js';
import type { Caller } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { documentInForce, type ProgrammeStore, type RuleDocument } from '../programmes/index.js';
import type { QuotaStore } from '../quotas/index.js';
import { enrolmentShape } from './enrolment.store.js';
import type { ParticipationType } from './graphql/participation.type.js';
import { gapOf, targetOf } from './rules/participation.js';

export interface PlacedOffice { id: number; path: string }
export interface ParticipationPlace { rules: RuleDocument; programme: number; office: PlacedOffice }

/** Whose participation in what: NOT_FOUND for what is out of the caller's sight; without an office it is the own one. */
export async function participationPlace(store: ParticipationStore, offices: OfficeStore, { scope, officeId }: Caller, programme: number, wanted: number | null, today: LocalDate): Promise<ParticipationPlace> {
  const id = wanted ?? officeId ?? 0;
  const [rules, office] = await Promise.all([store.rules(scope, programme, today), offices.pathOf(scope, id)]);
  if (!rules || !office) throw notFound();
  return { rules, programme, office: { id, path: office.path } };
}

export class ParticipationStore {
  constructor(private readonly database: Database, private readonly offices: OfficeStore, private readonly programmes: ProgrammeStore, private readonly quotas: QuotaStore) {}

  /** The rules in force of a programme; null where there is no such programme, or none yet. */
  async rules(scope: Scope, programmeId: number, today: LocalDate): Promise<RuleDocument | null> {
    return documentInForce((await this.programmes.rulesOf(scope, [programmeId])).get(programmeId) ?? [], today);
  }

  async ofOffice(scope: Scope, rules: RuleDocument, programmeId: number, office: PlacedOffice, selection: Selection): Promise<ParticipationType | null> {
    const [found, figures] = await Promise.all([this.offices.byKey(scope, office.id, selection.at('office')), this.#figures(scope, rules, programmeId, office.path, depthBelow(office.path) - 1)]);
    return found && { office: found, ...figures(office.id) };
  }

  /** A page of those right below an office; their persons may be the same where somebody changed school between two periods. */
  async ofChildren(scope: Scope, rules: RuleDocument, programmeId: number, parent: PlacedOffice, selection: Selection, args: PagingArgs): Promise<Page<ParticipationType>> {
    const [page, figures] = await Promise.all([
      this.offices.page(scope, { parentId: parent.id, level: null, search: null, includeClosed: true }, selectionOfOffices(selection), args),
      this.#figures(scope, rules, programmeId, parent.path, depthBelow(parent.path)),
    ]);
    const of = (office: OfficeType): ParticipationType => ({ office, ...figures((office as OfficeType & { key: number }).key) });
    return { ...page, nodes: page.nodes.map(of), edges: page.edges.map(({ cursor, node }) => ({ cursor, node: of(node) })) };
  }

  async #figures(scope: Scope, rules: RuleDocument, programmeId: number, path: string, depth: number): Promise<(officeId: number) => Omit<ParticipationType, 'office'>> {
    const [teachers, persons] = await Promise.all([
      this.quotas.teachersAt(scope, path, depth),
      this.database.rows<{ officeId: number; persons: number }>(scope, sql`
        with ${belowAt(path, depth)}
        select "officeId", count(*)::int as persons from (
          select o.part as "officeId", t.person_id from enrolment t join below o on o.id = t.school_id where t.programme_id = ${programmeId} and t.state = 'ENROLLED' and ${this.database.allows(enrolmentShape, 't', scope)} group by 1, 2
        ) once group by 1`, 'values'),
    ]);
    const enrolledAt = new Map(persons.map((row) => [row.officeId, row.persons]));
    return (officeId) => {
      const [known, enrolled] = [teachers.get(officeId) ?? 0, enrolledAt.get(officeId) ?? 0];
      const target = targetOf(rules, known);
      return { teachers: known, enrolled, target, gap: target === null ? null : gapOf(target, enrolled) };
    };
  }
}
