// What no single field can say: references that lead somewhere, sums that come out, ends that follow their beginnings.
import { parseTenths, type Tenths } from '../../kernel/tenths.js';
import type { ComputedPeriod, RuleDocument } from './rule-document.js';

type Fault = string | false;

/** All faults with their places; none in a document that a programme can be run by. */
export function faultsOf(document: RuleDocument, periods: readonly ComputedPeriod[]): string[] {
  return [...periodFaults(document, periods), ...moduleFaults(document), ...windowFaults(document), ...scoringFaults(document), ...creditFaults(document), ...otherFaults(document)].filter((fault) => fault !== false);
}

const tenthsOf = (text: string | undefined): Tenths => parseTenths(text ?? '0') ?? 0;
const isRepeated = (values: readonly unknown[]): boolean => new Set(values).size < values.length;

function periodFaults({ periods: part, windows }: RuleDocument, periods: readonly ComputedPeriod[]): Fault[] {
  const relative = (windows ?? []).flatMap((window, index) => [window.from, window.until, window.finishFrom].some((moment) => moment !== undefined && moment.anchor !== 'DATE') ? [index] : []);
  return [
    part !== undefined && periods.length === 0 && 'periods: none fits between firstStart and lastEnd',
    ...periods.map((period, index): Fault => period.endsOn < period.startsOn && `periods.list.${index}: ends before it starts`),
    ...(part === undefined ? relative.map((index) => `windows.${index}: counted from a period, and there are none`) : []),
  ];
}

/** The hours that the modules make together at least and at most, where each of them says it. */
export function moduleHours({ modules = [] }: Pick<RuleDocument, 'modules'>): { minimum: Tenths; maximum: Tenths } {
  const sum = (of: (module: NonNullable<RuleDocument['modules']>[number]) => string | undefined) => modules.reduce((total, module) => total + tenthsOf(of(module)), 0);
  return { minimum: sum(({ hours }) => hours?.minimum), maximum: sum(({ hours }) => hours?.maximum ?? hours?.minimum) };
}

function moduleFaults(document: RuleDocument): Fault[] {
  const { modules = [], choices = [], trainingBodies = [], courseReview, hours, levelScale } = document;
  const codes = modules.map(({ code }) => code);
  const lists = choices.map(({ code }) => code);
  const bodies = trainingBodies.map(({ code }) => code);
  const levels = levelScale?.levels.map(({ code }) => code) ?? [];
  const made = moduleHours(document);
  return [
    isRepeated(codes) && 'modules: a code appears twice',
    isRepeated(lists) && 'choices: a code appears twice',
    courseReview !== undefined && isRepeated(courseReview.criteria.map(({ code }) => code)) && 'courseReview.criteria: a code appears twice',
    isRepeated(bodies) && 'trainingBodies: a code appears twice',
    isRepeated(levels) && 'levelScale.levels: a level appears twice',
    hours !== undefined && modules.length > 0 && made.minimum !== tenthsOf(hours.total.minimum) && `modules: the hours make ${made.minimum / 10}, not ${hours.total.minimum}`,
    hours?.total.maximum !== undefined && modules.length > 0 && made.maximum !== tenthsOf(hours.total.maximum) && `modules: the hours make up to ${made.maximum / 10}, not ${hours.total.maximum}`,
    ...modules.flatMap((module, index): Fault[] => {
      const paired = modules.find(({ code }) => code === module.pairedWith);
      return [
        module.choice !== undefined && !lists.includes(module.choice) && `modules.${index}.choice: no such list`,
        module.pairedWith !== undefined && (paired?.choice === undefined || paired === module) && `modules.${index}.pairedWith: no module with a choice`,
        module.level !== undefined && !levels.includes(module.level) && `modules.${index}.level: not in the scale`,
        tenthsOf(module.within?.minimum) > tenthsOf(module.hours?.minimum) && `modules.${index}.within: more than the module's hours`,
        module.hours?.maximum !== undefined && tenthsOf(module.hours.maximum) < tenthsOf(module.hours.minimum) && `modules.${index}.hours: maximum below minimum`,
      ];
    }),
    ...choices.flatMap((choice, index): Fault[] => [
      choice.exactly > choice.options.length && `choices.${index}.exactly: more than there are`,
      isRepeated(choice.options.map(({ number }) => number)) && `choices.${index}.options: a number appears twice`,
      ...choice.options.map((option, place): Fault => !bodies.includes(option.body) && `choices.${index}.options.${place}.body: no such training body`),
      ...choice.options.map((option, place): Fault => option.days.some((day, at) => at > 0 && day <= (option.days[at - 1] ?? '')) && `choices.${index}.options.${place}.days: not in order`),
    ]),
  ];
}

/** What offices do towards the organiser, and what tutors do for learners of many offices: their days are one for all. */
const ofTheWhole: readonly NonNullable<RuleDocument['windows']>[number]['action'][] = ['QUOTAS', 'CONTACTS', 'MANAGER_TRAINING', 'GRADING'];

function windowFaults({ windows = [], phases = [], counters = [], runs, topics }: RuleDocument): Fault[] {
  const isBackwards = ({ from, until }: { from: string; until: string }) => until < from;
  return [
    isRepeated(windows.map(({ action }) => action)) && 'windows: an action appears twice',
    ...windows.map(({ narrowedBy, from, until, finishFrom }, index): Fault => narrowedBy !== undefined && [from, until, finishFrom].some((moment) => moment !== undefined && moment.anchor !== 'DATE') && `windows.${index}.narrowedBy: only days of the calendar are set by offices`),
    ...windows.map(({ narrowedBy, action }, index): Fault => narrowedBy !== undefined && ofTheWhole.includes(action) && `windows.${index}.narrowedBy: the same for all offices`),
    ...windows.map(({ from, until }, index): Fault => from?.anchor === 'DATE' && until.anchor === 'DATE' && until.date < from.date && `windows.${index}: ends before it begins`),
    ...phases.map((phase, index): Fault => isBackwards(phase) && `phases.${index}: ends before it begins`),
    ...counters.map((counter, index): Fault => isBackwards(counter) && `counters.${index}: ends before it begins`),
    runs !== undefined && isBackwards(runs) && 'runs: ends before it begins',
    topics !== undefined && topics.always.some((topic) => !topics.offered.includes(topic)) && 'topics.always: not offered',
    topics !== undefined && topics.always.length > topics.atMost && 'topics.atMost: fewer than always',
  ];
}

function scoringFaults({ scoring, originality, assessment }: RuleDocument): Fault[] {
  const weights = (assessment?.measures ?? []).flatMap(({ weightPercent }) => (weightPercent === undefined ? [] : [tenthsOf(weightPercent)]));
  const faults: Fault[] = [
    originality !== undefined && tenthsOf(originality.maximumQuotedPercent) > 1000 && 'originality.maximumQuotedPercent: more than 100',
    weights.length > 0 && (weights.length < (assessment?.measures.length ?? 0) || weights.reduce((total, weight) => total + weight, 0) !== 1000) && 'assessment.measures: the weights do not make 100',
  ];
  if (scoring === undefined) return faults;
  const sum = [scoring.learningTime, scoring.objective, scoring.subjective, scoring.excellentAssignment, scoring.interaction].reduce((total, part) => total + tenthsOf(part.points), 0);
  return [
    ...faults,
    sum !== 1000 && `scoring: the parts make ${sum / 10} points, not 100`,
    tenthsOf(scoring.passFrom) > 1000 && 'scoring.passFrom: more than 100',
    (tenthsOf(scoring.excellentFrom) < tenthsOf(scoring.passFrom) || tenthsOf(scoring.excellentFrom) > 1000) && 'scoring.excellentFrom: not between passFrom and 100',
    isRepeated(scoring.interaction.activities.map(({ kind }) => kind)) && 'scoring.interaction.activities: a kind appears twice',
  ];
}

function creditFaults({ floors = [], shares = [], levelScale, award }: RuleDocument): Fault[] {
  const levels = levelScale?.levels.map(({ code }) => code) ?? [];
  const isBackwards = ({ minimum, maximum }: { minimum: string; maximum?: string | undefined }) => maximum !== undefined && tenthsOf(maximum) < tenthsOf(minimum);
  return [
    ...floors.flatMap((floor, index): Fault[] => [
      isBackwards({ minimum: floor.minimum, maximum: floor.advisedMaximum }) && `floors.${index}.advisedMaximum: below the floor`,
      (floor.levels ?? []).some((level) => !levels.includes(level)) && `floors.${index}.levels: not in the scale`,
    ]),
    ...shares.flatMap((share, index): Fault[] => [isBackwards(share.percent) && `shares.${index}.percent: maximum below minimum`, share.levels.some((level) => !levels.includes(level)) && `shares.${index}.levels: not in the scale`]),
    award !== undefined && isBackwards(award.credits) && 'award.credits: maximum below minimum',
  ];
}

/** Whether anything stands at a path like `scoring.excellentFrom`. */
function isThere(document: unknown, path: string): boolean {
  return path.split('.').reduce<unknown>((at, step) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[step] : undefined), document) !== undefined;
}

function otherFaults(document: RuleDocument): Fault[] {
  const { competencies, research = [], duties = [], unsupported, enrolment, windows = [] } = document;
  const environments = competencies?.environments.map(({ code }) => code) ?? [];
  const dimensions = competencies?.dimensions.map(({ code }) => code) ?? [];
  return [
    isRepeated(unsupported.map(({ path }) => path)) && 'unsupported: a path appears twice',
    ...unsupported.map(({ path }, index): Fault => !isThere(document, path) && `unsupported.${index}.path: nothing stands at ${path}`),
    isRepeated((competencies?.items ?? []).map(({ code }) => code)) && 'competencies.items: a code appears twice',
    ...(competencies?.items ?? []).map((item, index): Fault => (!environments.includes(item.environment) || !dimensions.includes(item.dimension)) && `competencies.items.${index}: no such environment or dimension`),
    ...research.map((one, index): Fault => !environments.includes(one.environment) && `research.${index}.environment: no such environment`),
    tenthsOf(enrolment?.review?.sample?.percent) > 1000 && 'enrolment.review.sample.percent: more than 100',
    (enrolment?.review === undefined) === windows.some(({ action }) => action === 'ENROLMENT_REVIEW') && 'enrolment.review: stands together with the window ENROLMENT_REVIEW, or neither does',
    ...duties.map(({ administrators }, index): Fault => administrators !== undefined && administrators.maximum < administrators.minimum && `duties.${index}.administrators: maximum below minimum`),
  ];
}
