// The parts that a programme may be made of: periods, classes, modules, choices, topics, plans, and the windows in which people act.
import { z } from 'zod';
import { code, count, localDate, officeLevel, range, requirement, scaleLevel, tenths, words } from './rule-terms.js';

/** JS-02: periods begin on these days of the month and last so many days, or they are listed; a programme without them has no such part. */
export const periods = z.discriminatedUnion('kind', [
  z.strictObject({ requirement, kind: z.literal('COMPUTED'), firstStart: localDate, lastEnd: localDate, startDays: z.array(z.number().int().min(1).max(28)).min(1), lengthDays: count }),
  z.strictObject({ requirement, kind: z.literal('LISTED'), list: z.array(z.strictObject({ startsOn: localDate, endsOn: localDate })).min(1) }),
]);

export const classes = z.strictObject({
  requirement,
  per: z.enum(['COURSE_AND_PERIOD', 'OPTION']),
  /** How many a class takes, unless the organising office says otherwise of it; without it as many as come. */
  capacity: count.optional(),
});

export const enrolment = z.strictObject({
  requirement,
  by: z.enum(['SCHOOL_BY_CHOICE', 'TEACHER_PERSONALLY', 'OFFICE', 'ALL_STAFF']),
  into: z.enum(['COURSE_AND_PERIOD', 'ONE_OPTION', 'PROGRAMME']),
  /** Seats come down as quotas; without it nobody hands anything down. */
  hasQuotas: z.boolean(),
  order: z.enum(['FIRST_CHOSEN_FIRST_SERVED']).optional(),
  /** JS-05: offices of this level look at what schools entered, in the days of their own window; at a sample of each school's enrolments in a period, or at all. */
  review: z.strictObject({ requirement, by: officeLevel, sample: z.strictObject({ percent: tenths, atLeast: count }).optional() }).optional(),
});

/** XH-02: hours that every learner owes in all. */
export const hours = z.strictObject({ requirement, total: range });

export const modules = z.array(z.strictObject({
  requirement,
  code,
  name: words,
  /** Where a notice does not say how, it is not said here either. */
  mode: z.enum(['ONLINE', 'OFFLINE', 'BLENDED', 'ASYNCHRONOUS_WITH_LIVE']).optional(),
  part: z.enum(['REQUIRED', 'ELECTIVE', 'RANDOM']),
  /** The level that delivers it, in the programme's own scale. */
  level: scaleLevel.optional(),
  hours: range.optional(),
  /** SD-01: so many lessons of equal length make the hours. */
  lessons: count.optional(),
  /** Chosen out of a list of options (`choices`); of these so many, no more and no fewer. */
  choice: code.optional(),
  /** SH24-01: what this module gives is decided by the option chosen in that one. */
  pairedWith: code.optional(),
  /** XH-02: of these hours at least so many on one matter. */
  within: z.strictObject({ name: words, minimum: tenths }).optional(),
})).min(1);

export const choices = z.array(z.strictObject({
  requirement,
  code,
  exactly: count,
  options: z.array(z.strictObject({
    number: count,
    name: words,
    body: code,
    venue: z.string().min(1),
    days: z.array(localDate).min(1),
    /** The unit of the paired module that belongs to this option, and where it is held. */
    paired: z.strictObject({ name: words, venue: z.string().min(1) }),
  })).min(2),
})).min(1);

export const trainingBodies = z.array(z.strictObject({ requirement, code, name: z.string().min(1) })).min(1);

/** JS-15: so many experts rate a course by these criteria before its organiser decides. */
export const courseReview = z.strictObject({ requirement, experts: count, criteria: z.array(z.strictObject({ code, name: words, description: words, points: tenths })).min(1) });

export const topics = z.strictObject({
  requirement,
  chosenBy: z.enum(['SCHOOL']),
  atMost: count,
  always: z.array(z.string().min(1)),
  offered: z.array(z.string().min(1)).min(1),
  /** Modules that are free of the school's topics. */
  freeParts: z.array(words),
});

export const plans = z.array(z.strictObject({
  requirement,
  by: officeLevel,
  name: words,
  /** Who reviews it, and whether nothing may start before it is approved. */
  reviewedBy: officeLevel.optional(),
  mustBeApproved: z.boolean(),
})).min(1);

/** XH-05 courses that a school makes itself. */
export const schoolCourses = z.strictObject({ requirement, perTerm: count, minimum: count, hoursEach: range });

export const windowActions = ['QUOTAS', 'CONTACTS', 'ENROLMENT', 'ENROLMENT_REVIEW', 'SUBSTITUTION', 'CHOOSING', 'LESSON_HAND_IN', 'LEARNING', 'LEARNING_REQUIRED', 'OFFLINE_LEARNING', 'PRACTICE_ASSIGNMENT', 'PRACTICE_AT_SCHOOL', 'ASSESSMENT', 'CREDIT_REGISTRATION', 'GUIDANCE', 'MANAGER_TRAINING', 'GRADING'] as const;

/** A day of the calendar, or a day counted from a period's first or last one (-1 is the eve). */
export const moment = z.discriminatedUnion('anchor', [
  z.strictObject({ anchor: z.literal('DATE'), date: localDate }),
  z.strictObject({ anchor: z.literal('PERIOD_START'), days: z.number().int() }),
  z.strictObject({ anchor: z.literal('PERIOD_END'), days: z.number().int() }),
]);

/** The first and last day of an action, both included; who may set an own window inside it. */
export const windows = z.array(z.strictObject({
  requirement,
  action: z.enum(windowActions),
  from: moment.optional(),
  until: moment,
  /** JS-06: the stretch in which it is finished begins here; before it one may begin all the same. */
  finishFrom: moment.optional(),
  narrowedBy: officeLevel.optional(),
})).min(1);

export const phases = z.array(z.strictObject({ requirement, name: words, from: localDate, until: localDate })).min(1);

export const eligibility = z.array(z.strictObject({
  requirement,
  kind: z.enum(['NOT_SAME_SERIES_IN_CONSECUTIVE_YEARS', 'NOT_BARRED_THIS_YEAR', 'DATA_COMPLETE', 'OPEN_TO', 'MUST_TAKE_PART', 'MAY_DECLINE', 'MAY_JOIN']),
  /** A soft rule gives way to an exception by the office that organises the programme; a hard one to nobody. */
  isHard: z.boolean(),
  text: words,
  /** The day that decides, where one does (XH-01: who retires before it). */
  before: localDate.optional(),
}));

/** JS-04: the share of its teachers that each city sends. */
export const participationTarget = z.strictObject({ requirement, minimumPercent: tenths });

/** XH-10: so many of something by a day. */
export const counters = z.array(z.strictObject({ requirement, name: words, count, from: localDate, until: localDate })).min(1);
export const duties = z.array(z.strictObject({
  requirement,
  of: z.enum(['STEERING_GROUP', 'PROVINCE_OFFICE', 'CITY_OFFICE', 'DISTRICT_OFFICE', 'COUNTY_OFFICE', 'SCHOOL_OFFICE', 'LEARNER', 'EXPERT', 'CHIEF_ADMIN', 'CHIEF_TUTOR', 'TRAINING_BODY', 'PLATFORM']),
  text: words,
  administrators: z.strictObject({ minimum: count, maximum: count }).optional(),
  /** JS-11: who is briefed, for how many class hours at least, how many days before the start. */
  briefing: z.strictObject({ minimumHours: tenths.optional(), daysBefore: count.optional() }).optional(),
})).min(1);
