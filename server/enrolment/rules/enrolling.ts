// Enrolling by choice (JS-05 – JS-07): who of those that are named may be enrolled, in the order of their own choices.
import type { LocalDate } from '../../kernel/calendar.js';
import { refuse, type Refusal } from '../../kernel/refusals.js';
import type { ChoosingRules } from '../../programmes/index.js';

/** A choice that stands, of somebody who is enrolled already or still waits. */
export interface StandingChoice { id: number; personId: number; chosenMs: number; isEnrolled: boolean }

export interface Turn {
  personId: number;
  choice: StandingChoice | null;
  refusal: Refusal | null;
  /** Nothing is missing but a seat or a place: whoever is named so waits on the list. */
  isListed: boolean;
}

export interface Queue {
  /** Every choice of the class at the school, of whomever. */
  choices: readonly StandingChoice[];
  /** Of those who are named or wait, who is enrolled in the class already, by a choice or without one. */
  enrolledIds: ReadonlySet<number>;
  /** Why one of them cannot be enrolled, whoever's turn it is; such a one holds nobody up. */
  obstacles: ReadonlyMap<number, Refusal>;
  namedIds: readonly number[];
  /** Seats of the school. */
  remaining: number;
  /** Places in the class; null where it takes as many as come. */
  places: number | null;
  /** How many on the list could be enrolled at once: for the school's seats in other classes, and for places of this class at other schools. */
  ahead: { seats: number; places: number };
  isFirstChosenFirst: boolean;
}

/** Why nobody is enrolled in a class now: the programme's standing, or the days of its rules. */
export function closedFor({ standing, choosing, today }: { standing: readonly Refusal[]; choosing: ChoosingRules | null; today: LocalDate }): Refusal[] {
  return standing.length > 0 ? [...standing] : windowRefusals(choosing, today);
}

/** Somebody on the list who could be enrolled at once. */
export interface ListedAhead { classId: number; schoolId: number; personId: number }

/** How many of them stand before an act, outside the queue of its class at its school; who is named by it stands before nobody. */
export function aheadOf(listed: readonly ListedAhead[], { classId, schoolId, namedIds }: { classId: number; schoolId: number; namedIds: readonly number[] }): Queue['ahead'] {
  const named = new Set(namedIds);
  const others = listed.filter(({ personId }) => !named.has(personId));
  return {
    seats: others.filter((one) => one.schoolId === schoolId && one.classId !== classId).length,
    places: others.filter((one) => one.schoolId !== schoolId && one.classId === classId).length,
  };
}

/** JS-06: both days count whole, in Shanghai. */
export function windowRefusals(rules: ChoosingRules | null, today: LocalDate): Refusal[] {
  if (rules === null) return [refuse('NOT_ALLOWED', { zh: '该项目不由教师选课、学校报名。', en: 'In this programme teachers do not choose classes.' }, { field: 'classId', requirement: 'JS-05' })];
  const { opensOn, closesOn } = rules;
  if (opensOn !== null && today < opensOn) return [refuse('WINDOW_CLOSED', { zh: `选课和报名从 ${opensOn} 开始。`, en: `Choosing and enrolling begin on ${opensOn}.` }, { field: 'classId', requirement: 'JS-06', facts: { today, from: opensOn } })];
  if (closesOn !== null && today > closesOn) return [refuse('WINDOW_CLOSED', { zh: `本期选课和报名已于 ${closesOn} 截止。`, en: `Choosing and enrolling for this period ended on ${closesOn}.` }, { field: 'classId', requirement: 'JS-06', facts: { today, until: closesOn } })];
  return [];
}

/** Each person who is named, in the order of the choices, enrolled or refused. Who chose earlier and waits goes first, unless named as well: then the same act has looked at them. */
export function turnsOf({ choices, enrolledIds, obstacles, namedIds, remaining, places, ahead, isFirstChosenFirst }: Queue): Turn[] {
  const named = new Set(namedIds);
  const ordered = choices.toSorted(inTurn);
  const standing = new Map(ordered.map((choice) => [choice.personId, choice]));
  const passedOver = ordered.filter(({ personId, isEnrolled }) => !isEnrolled && !named.has(personId) && !obstacles.has(personId));
  let left = remaining;
  let placesLeft = places ?? Number.POSITIVE_INFINITY;
  const earlier = (waiting: readonly StandingChoice[], choice: StandingChoice): number => (isFirstChosenFirst ? waiting.filter((one) => inTurn(one, choice) < 0).length : 0);
  // As long as somebody on the list could have what is free, only the list gives it, in its own order; whoever is named now comes onto the list.
  const onList = (list: number): number => (isFirstChosenFirst ? list : 0);
  const answer = (personId: number, choice: StandingChoice | null, refusal: Refusal | null): Turn => ({ personId, choice, refusal, isListed: false });
  const without = [...named].filter((personId) => !standing.has(personId)).map((personId) => answer(personId, null, enrolledIds.has(personId) ? alreadyEnrolled() : notChosen()));
  const turns = ordered.filter(({ personId }) => named.has(personId)).map((choice): Turn => {
    const { personId } = choice;
    if (choice.isEnrolled || enrolledIds.has(personId)) return answer(personId, choice, alreadyEnrolled());
    const obstacle = obstacles.get(personId);
    if (obstacle) return answer(personId, choice, obstacle);
    const waiting = earlier(passedOver, choice);
    if (waiting > 0) return answer(personId, choice, notInTurn(waiting));
    const listed = onList(ahead.seats + ahead.places);
    const missing = left === 0 ? noSeatLeft() : placesLeft === 0 ? classFull() : listed > 0 ? listedBefore(listed) : null;
    if (missing) return { personId, choice, refusal: missing, isListed: true };
    left -= 1;
    placesLeft -= 1;
    return answer(personId, choice, null);
  });
  return [...turns, ...without];
}

function inTurn(a: StandingChoice, b: StandingChoice): number {
  return a.chosenMs - b.chosenMs || a.id - b.id;
}

export function alreadyEnrolled(): Refusal {
  return refuse('ALREADY_ENROLLED', { zh: '已经报名这个班。', en: 'Enrolled in this class already.' }, { requirement: 'JS-05' });
}

/** A period is twenty days of one course: nobody learns in two classes of it. */
export function enrolledInPeriod(): Refusal {
  return refuse('ALREADY_ENROLLED', { zh: '本期已报名另一个培训班。', en: 'Enrolled in another class of this period.' }, { requirement: 'JS-02' });
}

function notChosen(): Refusal {
  return refuse('NOT_ELIGIBLE', { zh: '本人没有选这个班，或已撤回选课。', en: 'The teacher has not chosen this class, or has withdrawn the choice.' }, { requirement: 'JS-05' });
}

function notInTurn(waiting: number): Refusal {
  return refuse('NOT_IN_TURN', { zh: `先到先得：本校还有 ${waiting} 人更早选了这个班，请先为他们报名，或一并报名。`, en: `First come, first served: ${waiting} of the school chose this class earlier and still wait; enrol them first, or together.` }, { requirement: 'JS-07', facts: { waiting } });
}

function noSeatLeft(): Refusal {
  return refuse('QUOTA_EXHAUSTED', { zh: '本校本期配额已用完，剩余 0 个。', en: 'The school has no seat left in this period.' }, { requirement: 'JS-05', facts: { remaining: 0 } });
}

function classFull(): Refusal {
  return refuse('CLASS_FULL', { zh: '这个班的人数已满，剩余 0 个位置。', en: 'The class is full; no place is left.' }, { requirement: 'JS-05', facts: { remaining: 0 } });
}

function listedBefore(waiting: number): Refusal {
  return refuse('NOT_IN_TURN', { zh: `先到先得：空出的名额先由正在候补的 ${waiting} 人递补，已一并列入候补。`, en: `First come, first served: what is left belongs to ${waiting} on the waiting list, which the teacher has joined.` }, { requirement: 'JS-07', facts: { waiting } });
}
