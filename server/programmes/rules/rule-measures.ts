// What is measured and how much of it counts: scores, originality, credits, evidence, excellence.
import { z } from 'zod';
import { code, count, requirement, scaleLevel, tenths, range, words } from './rule-terms.js';

export const originality = z.strictObject({ requirement, maximumQuotedPercent: tenths, sanction: z.enum(['RESULT_FAILS_AND_BARRED_FOR_THE_YEAR']) });

/** How many days a learner may appeal a score to the tutor after its release, and to the chief subject tutor after the tutor's answer; where it is not said, nobody appeals. */
export const appeals = z.strictObject({ requirement, tutorDays: count, chiefTutorDays: count });

export const scoring = z.strictObject({
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
});
export type Scoring = z.infer<typeof scoring>;

/** An assessment that joins measures; where the notice weighs them, or asks a least value, it is said. */
export const assessment = z.strictObject({
  requirement,
  measures: z.array(z.strictObject({ name: words, weightPercent: tenths.optional(), minimumPercent: tenths.optional() })).min(1),
});

export const excellence = z.strictObject({
  requirement,
  conditions: z.array(words).min(1),
  /** How many each level commends; where it is not said, no number limits it. */
  numbers: z.array(z.strictObject({ level: scaleLevel, count })).min(1).optional(),
});

/** Credits for completing the programme (SD-01), and extra ones. */
export const award = z.strictObject({ requirement, credits: range, hoursPerCredit: tenths.optional(), extra: z.array(z.strictObject({ requirement, text: words })).min(1).optional() });

/** How hours become credits (CB-06); one clause for each kind of study. */
export const conversion = z.array(z.strictObject({
  requirement,
  name: words,
  minutesPerHour: count.optional(),
  hoursPerCredit: tenths.optional(),
  /** Hours count in whole multiples of this. */
  countingUnitHours: tenths.optional(),
  sessionsPerCredit: count.optional(),
  minimumClockHoursEach: tenths.optional(),
  maximumLecturePercent: tenths.optional(),
})).min(1);

const tags = {
  levels: z.array(scaleLevel).min(1).optional(),
  categories: z.array(z.enum(['ETHICS', 'LITERACY', 'KNOWLEDGE', 'PRACTICE'])).min(1).optional(),
  itModule: z.enum(['GENERAL', 'PROFESSIONAL', 'PRACTICE']).optional(),
  isSelfChosen: z.literal(true).optional(),
  isFullTime: z.literal(true).optional(),
  /** What the study is about, where no tag says it. */
  about: words.optional(),
};

/** A floor of credits: an entry counts towards every floor whose tags it bears, and the upper end is advice (CB-01). */
export const floors = z.array(z.strictObject({
  requirement,
  of: z.enum(['TEACHER', 'PD_SCHOOL_TEACHER', 'CLASS_TEACHER', 'TRAINER', 'MIDDLE_MANAGER', 'COLLEGE_HEAD', 'SENIOR_TEACHER', 'NEW_TEACHER', 'NEW_PRINCIPAL', 'PRINCIPAL']),
  /** Counted inside the total, beyond it, or a regime of its own (CB-04). */
  counted: z.enum(['INSIDE', 'BEYOND', 'OWN', 'ADVICE']),
  per: z.enum(['CYCLE', 'YEAR', 'ONCE']),
  isInPrinciple: z.boolean(),
  minimum: tenths,
  advisedMaximum: tenths.optional(),
  ...tags,
})).min(1);

/** What may stand for what (CB-07). */
export const offsets = z.array(z.strictObject({ requirement, from: words, to: words, isAllowed: z.boolean(), credits: tenths.optional(), condition: words.optional() })).min(1);

/** Shares of study by level (CB-11, CB-15), from and up to. */
export const shares = z.array(z.strictObject({ requirement, of: words, levels: z.array(scaleLevel).min(1), percent: range })).min(1);

/** XH-03 micro-competencies. */
export const competencies = z.strictObject({
  requirement,
  environments: z.array(z.strictObject({ code, name: words })).min(1),
  dimensions: z.array(z.strictObject({ code, name: words })).min(1),
  items: z.array(z.strictObject({ code, environment: code, dimension: code, name: z.string().min(1) })).min(1),
});

/** XH-07 themed research of a school, by what it is equipped with. */
export const research = z.array(z.strictObject({ requirement, environment: code, minimumPercent: tenths, practices: count, openClasses: count })).min(1);

/** XH-06 a rubric of two levels. */
export const acceptance = z.strictObject({ requirement, by: z.array(words).min(1), groups: z.array(z.strictObject({ name: words, items: z.array(words).min(1) })).min(1) });

/** XH-08 the kinds of evidence that a portfolio holds. */
export const evidence = z.strictObject({ requirement, kinds: z.array(words).min(1) });

/** SD-07: so many at most for each combination of these. */
export const recommendation = z.strictObject({ requirement, path: z.array(scaleLevel).min(2), perCity: count, forEach: words, perTeacher: count, excluded: words });
