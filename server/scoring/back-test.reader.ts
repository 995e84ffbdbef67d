// Trying rules out (试算): a draft, or a version that was saved, on the results of a programme that is over. Nothing is kept.
import { badInput, notFound } from '../platform/graphql/errors.js';
import type { Page } from '../platform/database/paging.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { differencesOf, everInForce, type ProgrammeStore, type RuleDifference, type RuleDocument, type RuleDraftService } from '../programmes/index.js';
import type { BackTestStore, PastProgramme } from './back-test.store.js';
import { changeFields, type BackTestChangeType } from './graphql/back-test.type.js';
import { changeOf, countIn, emptySummary, isTested, type BackTestEffect, type BackTestSummary } from './rules/back-test.js';

/** Rules as text, or as a saved version of the programme. */
export interface TriedRules { programmeId: number; text: string | null; version: number | null }

export interface BackTest {
  draft: RuleDocument;
  /** Null where no earlier programme of the series has results. */
  cohort: PastProgramme | null;
  cohorts: PastProgramme[];
  summary: BackTestSummary;
  /** Whose result would be another, by effect. */
  changed: Map<BackTestEffect, number[]>;
  /** What the draft changes, and results of the past do not tell. */
  untested: RuleDifference[];
}

export class BackTestReader {
  constructor(private readonly store: BackTestStore, private readonly programmes: ProgrammeStore, private readonly drafts: RuleDraftService) {}

  /** Throws NOT_FOUND for what is out of scope, for a cohort that is none of the programme's, and for a version that there is not; BAD_USER_INPUT for a text that cannot be taken. */
  async run(context: RequestContext, rules: TriedRules, cohortId: number | null): Promise<BackTest> {
    const { draft, before } = await this.#rules(context, rules);
    const cohorts = await this.store.pastProgrammes(context.caller, rules.programmeId);
    const cohort = cohortId === null ? (cohorts[0] ?? null) : cohorts.find(({ id }) => id === cohortId);
    if (cohort === undefined) throw notFound();
    const summary = emptySummary();
    const changed = new Map<BackTestEffect, number[]>();
    const { scoring } = draft;
    if (cohort !== null && scoring !== undefined) {
      for await (const one of this.store.standing(context.caller.scope, cohort.id)) {
        const change = changeOf(one, scoring);
        countIn(summary, change);
        if (change === null) continue;
        const same = changed.get(change.effect);
        if (same) same.push(one.id);
        else changed.set(change.effect, [one.id]);
      }
    }
    return { draft, cohort, cohorts, summary, changed, untested: before === null ? [] : differencesOf(before, draft).filter(({ path }) => !isTested(path)) };
  }

  /** A page of those whose result would be another, each with what would have changed. */
  async explained({ caller: { scope }, language }: RequestContext, { cohort, draft: { scoring } }: BackTest, page: Page<BackTestChangeType>): Promise<Page<BackTestChangeType>> {
    if (cohort === null || scoring === undefined) return page;
    const standing = await this.store.standingOf(scope, cohort.id, page.nodes.map(({ key }) => key));
    for (const node of page.nodes) {
      const one = standing.get(node.key);
      const change = one && changeOf(one, scoring);
      if (change) Object.assign(node, changeFields(change, language));
    }
    return page;
  }

  async #rules(context: RequestContext, { programmeId, text, version }: TriedRules): Promise<{ draft: RuleDocument; before: RuleDocument | null }> {
    if ((text === null) === (version === null)) throw badInput('Give the rules as a text or as a version, one of both.', text === null ? 'document' : 'version');
    if (text !== null) {
      const { document, inForce } = await this.drafts.read(context, programmeId, text);
      if (document === null) throw badInput('The text cannot be taken as rules; ruleDraft tells why.', 'document');
      return { draft: document, before: inForce };
    }
    const versions = (await this.programmes.rulesOf(context.caller.scope, [programmeId])).get(programmeId) ?? [];
    const draft = versions.find((one) => one.version === version);
    if (draft === undefined) throw notFound();
    return { draft, before: everInForce(versions).filter((one) => one.version < draft.version).toSorted((a, b) => b.version - a.version)[0] ?? null };
  }
}

/** Of all effects, or of one. */
export function changedKeys({ changed }: Pick<BackTest, 'changed'>, effect: BackTestEffect | null): number[] {
  return effect === null ? [...changed.values()].flat() : (changed.get(effect) ?? []);
}
