// The rule document of a programme: everything in which programmes differ, as validated data. Code names no programme.
import { z } from 'zod';
import { addDays, isLocalDate } from '../../kernel/calendar.js';

const localDate = z.string().refine(isLocalDate, 'a calendar date, YYYY-MM-DD');
/** Points and percents with at most one decimal; read as text so that no float comes in between. */
const tenths = z.string().regex(/^\d{1,4}(\.\d)?$/, 'a decimal with at most one digit after the point');
const requirement = z.string().regex(/^[A-Z]+\d*-\d{2}$/, 'a requirement id');

export const ruleDocumentSchema = z.strictObject({
  programme: z.strictObject({ code: z.string().min(1), name: z.string().min(1), year: z.number().int(), series: z.string().min(1) }),
  version: z.number().int().positive(),
  effectiveFrom: localDate,
  /** JS-02: periods begin on these days of the month and last so many days, between the first start and the last end. */
  periods: z.strictObject({
    requirement,
    firstStart: localDate,
    lastEnd: localDate,
    startDays: z.array(z.number().int().min(1).max(28)).min(1),
    lengthDays: z.number().int().positive(),
  }),
  windows: z.strictObject({
    /** JS-06: quotas of the whole year are submitted by this day. */
    quotasUntil: z.strictObject({ requirement, date: localDate }),
    /** JS-06: enrolment is finished within so many days before a period opens; the last day is the opening's eve. */
    enrolmentDaysBeforeStart: z.strictObject({ requirement, earliest: z.number().int().nullable(), latest: z.number().int().nonnegative(), finalDays: z.number().int().positive() }),
    /** JS-07: substitution and withdrawal until the period's last day. */
    substitutionUntil: z.strictObject({ requirement, lastDay: z.literal('PERIOD_END') }),
  }),
  eligibility: z.array(z.strictObject({ requirement, kind: z.enum(['NOT_SAME_SERIES_IN_CONSECUTIVE_YEARS', 'NOT_BARRED_THIS_YEAR']), isHard: z.boolean(), text: z.string() })),
  /** JS-04: the share of its teachers that each city sends. */
  participationTarget: z.strictObject({ requirement, minimumPercent: tenths }),
  originality: z.strictObject({ requirement, maximumQuotedPercent: tenths, sanction: z.enum(['RESULT_FAILS_AND_BARRED_FOR_THE_YEAR']) }),
  /** How many days a learner may appeal a score to the tutor after its release, and to the chief subject tutor after the tutor's answer; where it is not said, nobody appeals. */
  appeals: z.strictObject({ requirement, tutorDays: z.number().int().positive(), chiefTutorDays: z.number().int().positive() }).optional(),
  scoring: z.strictObject({
    requirement,
    rounding: z.strictObject({ decimals: z.literal(1), mode: z.literal('HALF_UP'), of: z.literal('EACH_PART') }),
    passFrom: tenths,
    excellentFrom: tenths,
    learningTime: z.strictObject({ points: tenths }),
    objective: z.strictObject({ points: tenths }),
    subjective: z.strictObject({ points: tenths }),
    excellentAssignment: z.strictObject({ points: tenths }),
    /** Each kind of activity counts so many points, up to its own maximum; all together up to the part's points. */
    interaction: z.strictObject({
      points: tenths,
      activities: z.array(z.strictObject({ kind: z.enum(['POST', 'REPLY', 'LIVE_SESSION', 'OFFLINE_ACTIVITY', 'RECOMMENDED']), pointsEach: tenths, maximum: tenths })).min(1),
    }),
  }),
});

export type RuleDocument = z.infer<typeof ruleDocumentSchema>;

/** Reads a rule document; throws with every fault and its place, for a document is loaded by people who can mend it. */
export function parseRuleDocument(source: unknown): RuleDocument {
  const parsed = ruleDocumentSchema.safeParse(source);
  if (!parsed.success) throw new Error(`The rule document is not valid:\n${parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`).join('\n')}`);
  const parts = parsed.data.scoring;
  const sum = [parts.learningTime, parts.objective, parts.subjective, parts.excellentAssignment, parts.interaction].reduce((total, part) => total + Math.round(Number(part.points) * 10), 0);
  const kinds = parts.interaction.activities.map((activity) => activity.kind);
  const faults = [
    sum !== 1000 && `scoring: the parts make ${sum / 10} points, not 100`,
    periodsOf(parsed.data).length === 0 && 'periods: none fits between firstStart and lastEnd',
    Number(parts.passFrom) > 100 && 'scoring.passFrom: more than 100',
    (Number(parts.excellentFrom) < Number(parts.passFrom) || Number(parts.excellentFrom) > 100) && 'scoring.excellentFrom: not between passFrom and 100',
    Number(parsed.data.originality.maximumQuotedPercent) > 100 && 'originality.maximumQuotedPercent: more than 100',
    new Set(kinds).size < kinds.length && 'scoring.interaction.activities: a kind appears twice',
  ].filter((fault) => fault !== false);
  if (faults.length > 0) throw new Error(`The rule document is not valid:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  return parsed.data;
}

export interface ComputedPeriod { number: number; startsOn: string; endsOn: string }

/** The periods that a document describes (JS-02), in order. */
export function periodsOf(document: RuleDocument): ComputedPeriod[] {
  const { firstStart, lastEnd, startDays, lengthDays } = document.periods;
  const periods: ComputedPeriod[] = [];
  for (let day = firstStart; addDays(day, lengthDays - 1) <= lastEnd; day = addDays(day, 1)) {
    if (!startDays.includes(Number(day.slice(8)))) continue;
    periods.push({ number: periods.length + 1, startsOn: day, endsOn: addDays(day, lengthDays - 1) });
  }
  return periods;
}
