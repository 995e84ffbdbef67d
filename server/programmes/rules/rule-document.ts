// The rule document of a programme: everything in which programmes differ, as validated data. Code names no programme.
import { z } from 'zod';
import { addDays, type LocalDate } from '../../kernel/calendar.js';
import { faultsOf } from './rule-consistency.js';
import * as measures from './rule-measures.js';
import * as parts from './rule-parts.js';
import { localDate, officeLevel, requirement, scaleLevel, words } from './rule-terms.js';

export type { Scoring } from './rule-measures.js';

/** Every part is optional: what a document does not speak of, its programme does not have. */
export const ruleDocumentSchema = z.strictObject({
  format: z.literal(2),
  programme: z.strictObject({
    code: z.string().min(1),
    name: z.string().min(1),
    year: z.number().int(),
    series: z.string().min(1),
    /** A training that people join, or a regime of credits over a window of years. */
    kind: z.enum(['TRAINING', 'CREDIT_REGIME']),
  }),
  version: z.number().int().positive(),
  effectiveFrom: localDate,
  /** The published notice that it was written from. */
  notice: z.strictObject({ title: z.string().min(1), number: z.string().min(1).optional(), issuer: z.string().min(1).optional(), publishedOn: localDate.optional() }).optional(),
  /** The days in which all of it happens, both included. */
  runs: z.strictObject({ requirement, from: localDate, until: localDate }).optional(),
  /** What the programme calls its levels, and the offices' rank of each. */
  levelScale: z.strictObject({ requirement, levels: z.array(z.strictObject({ code: scaleLevel, name: words, officeLevel })).min(1) }).optional(),
  eligibility: parts.eligibility,
  enrolment: parts.enrolment.optional(),
  participationTarget: parts.participationTarget.optional(),
  counters: parts.counters.optional(),
  periods: parts.periods.optional(),
  classes: parts.classes.optional(),
  hours: parts.hours.optional(),
  modules: parts.modules.optional(),
  choices: parts.choices.optional(),
  trainingBodies: parts.trainingBodies.optional(),
  courseReview: parts.courseReview.optional(),
  topics: parts.topics.optional(),
  plans: parts.plans.optional(),
  schoolCourses: parts.schoolCourses.optional(),
  phases: parts.phases.optional(),
  windows: parts.windows.optional(),
  originality: measures.originality.optional(),
  appeals: measures.appeals.optional(),
  scoring: measures.scoring.optional(),
  assessment: measures.assessment.optional(),
  excellence: measures.excellence.optional(),
  award: measures.award.optional(),
  conversion: measures.conversion.optional(),
  floors: measures.floors.optional(),
  offsets: measures.offsets.optional(),
  shares: measures.shares.optional(),
  competencies: measures.competencies.optional(),
  research: measures.research.optional(),
  acceptance: measures.acceptance.optional(),
  evidence: measures.evidence.optional(),
  recommendation: measures.recommendation.optional(),
  duties: parts.duties.optional(),
  /** What stands above and nothing acts upon yet: the path of a field, and what therefore is still done by people. */
  unsupported: z.array(z.strictObject({ path: z.string().min(1), sentence: words })),
});

export type RuleDocument = z.infer<typeof ruleDocumentSchema>;

/** Reads a rule document; throws with every fault and its place, for a document is loaded by people who can mend it. */
export function parseRuleDocument(source: unknown): RuleDocument {
  const parsed = ruleDocumentSchema.safeParse(source);
  const faults = parsed.success ? faultsOf(parsed.data, periodsOf(parsed.data)) : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (!parsed.success || faults.length > 0) throw new Error(`The rule document is not valid:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  return parsed.data;
}

export interface ComputedPeriod { number: number; startsOn: LocalDate; endsOn: LocalDate }

/** The periods that a document describes (JS-02), in order; none where it speaks of none. */
export function periodsOf(document: Pick<RuleDocument, 'periods'>): ComputedPeriod[] {
  if (document.periods === undefined) return [];
  if (document.periods.kind === 'LISTED') return document.periods.list.map(({ startsOn, endsOn }, index) => ({ number: index + 1, startsOn, endsOn }));
  const { firstStart, lastEnd, startDays, lengthDays } = document.periods;
  const periods: ComputedPeriod[] = [];
  for (let day = firstStart; addDays(day, lengthDays - 1) <= lastEnd; day = addDays(day, 1)) {
    if (!startDays.includes(Number(day.slice(8)))) continue;
    periods.push({ number: periods.length + 1, startsOn: day, endsOn: addDays(day, lengthDays - 1) });
  }
  return periods;
}

type Dated = Pick<RuleDocument, 'version' | 'effectiveFrom'>;

/** Of these versions the one that holds on a day in Shanghai: the highest that has begun; none before the first begins. */
export function documentInForce<Version extends Dated>(versions: readonly Version[], date: LocalDate): Version | null {
  return versions.filter(({ effectiveFrom }) => effectiveFrom <= date).reduce<Version | null>((highest, one) => (highest === null || one.version > highest.version ? one : highest), null);
}

/** Those of these versions that hold on some day: without those that a later one replaced before they began. */
export function everInForce<Version extends Dated>(versions: readonly Version[]): Version[] {
  return versions.filter((one) => !versions.some((other) => other.version > one.version && other.effectiveFrom <= one.effectiveFrom));
}

/** How the programme scores; asked only where learners are scored, which a programme without scores has none of. */
export function scoringOf(document: RuleDocument): measures.Scoring {
  if (document.scoring === undefined) throw new Error(`programme ${document.programme.code} gives no scores`);
  return document.scoring;
}
