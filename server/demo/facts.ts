// The facts of one enrolment of the demonstration, each computed from its number alone: tables are written as streams.
import type { ScoredFacts } from '../scoring/index.js';
import { between, chance, hash } from './chance.js';
import { assignmentKinds, assignmentMaximumTenths, requiredSeconds } from './courses.js';
import type { Profile } from './profile.js';

/** Thirteen enrolments at a time: three in each of the first four periods, one in the fifth, which has not begun. */
const slots = 13;
const activeSlots = 12;
export const periodsWithWork = 4;
const assignmentsOfCourse = assignmentKinds.length;

export type DemoState = 'SUBMITTED' | 'SCORED' | 'RELEASED' | 'RETURNED';
export interface DemoSubmission { id: number; assignment: number; state: DemoState; criterionTenths: number[]; pointsTenths: number; isExcellent: boolean }

/** The number (1 to 5) of the period of enrolment `e`, counted from 0. */
export function periodNumberOf(e: number): number {
  const slot = e % slots;
  return slot === activeSlots ? periodsWithWork + 1 : Math.floor(slot / 3) + 1;
}

/** The teacher (counted from 0) of an enrolment: a walk over all teachers that meets each at most once. */
export function teacherOf(e: number, profile: Profile): number {
  return (e * stepFor(profile.teachers) + 7) % profile.teachers;
}

function stepFor(teachers: number): number {
  let step = Math.floor(teachers * 0.618);
  while (greatestCommonDivisor(step, teachers) !== 1) step += 1;
  return step;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** How many of the enrolment's assignments are handed in, and the id before the first of them. */
export function submissionsOf(e: number, profile: Profile): { count: number; before: number } {
  if (e % slots === activeSlots) return { count: 0, before: 0 };
  const active = Math.floor(profile.enrolments / slots) * activeSlots + Math.min(profile.enrolments % slots, activeSlots);
  const k = Math.floor(e / slots) * activeSlots + (e % slots);
  const until = (n: number) => Math.floor((n * profile.submissions) / active);
  // Neighbours share what falls to both of them unevenly, so that some hand in little and the sum stays exact.
  const first = k - (k % 2);
  const even = until(first + 1) - until(first);
  if (first + 1 >= active) return { count: even, before: until(first) };
  const both = until(first + 2) - until(first);
  const moved = Math.min(hash(first, 31) % 4, even, assignmentsOfCourse - (both - even));
  return k === first ? { count: even - moved, before: until(first) } : { count: both - even + moved, before: until(first) + even - moved };
}

/** The cast's learner has one review to read, one assignment to hand in again, and the rest waiting for a tutor. */
const castStates: readonly DemoState[] = ['RELEASED', 'RETURNED', 'SUBMITTED'];

/** The submissions of an enrolment with what became of them; where releases are held, half of what is reviewed in the running period waits. */
export function submissionListOf(e: number, profile: Profile, areReleasesHeld: boolean): DemoSubmission[] {
  const { count, before } = submissionsOf(e, profile);
  const period = periodNumberOf(e);
  const skill = between(0, 100, e, 41);
  return Array.from({ length: count }, (_, assignment) => {
    const id = before + assignment + 1;
    const fate = hash(id, 42) % 100;
    const state: DemoState = e === profile.castEnrolment ? (castStates[assignment] ?? 'SUBMITTED') : period < periodsWithWork ? (fate < (period === periodsWithWork - 1 ? 95 : 100) ? 'RELEASED' : 'SUBMITTED') : fate < 30 ? (areReleasesHeld && hash(id, 48) % 2 === 0 ? 'SCORED' : 'RELEASED') : fate < 33 ? 'RETURNED' : 'SUBMITTED';
    const { criterionTenths, pointsTenths } = markedBy(skill, id);
    return { id, assignment, state, criterionTenths, pointsTenths, isExcellent: (state === 'RELEASED' || state === 'SCORED') && pointsTenths >= excellentFromTenths };
  });
}

export const excellentFromTenths = 930;

/** What a tutor gives the work of somebody so skilled, of 0 to 100. */
export function markedBy(skill: number, id: number): Pick<DemoSubmission, 'criterionTenths' | 'pointsTenths'> {
  const criterionTenths = [300, 300, 250, 150].map((maximum, index) => {
    const percent = Math.min(100, Math.max(45, 70 + Math.floor(skill / 4) + between(-10, 8, id, 43, index)));
    return Math.round((maximum * percent) / 500) * 5;
  });
  return { criterionTenths, pointsTenths: criterionTenths.reduce((sum, points) => sum + points, 0) };
}

/** Seconds learned on each unit; nobody hands work in without having learned. */
export function learnedOf(e: number, profile: Profile): number[] {
  const { count } = submissionsOf(e, profile);
  if (periodNumberOf(e) > periodsWithWork) return [];
  if (count === 0 && chance(70, e, 51)) return [];
  const diligence = 55 + between(0, 55, e, 52) + count * 3;
  return Array.from({ length: profile.units }, (_, unit) => Math.floor((requiredSeconds / profile.units) * Math.min(1.3, (diligence + between(-20, 20, e, 53, unit)) / 100)));
}

export interface DemoInteractions { posts: number; replies: number; liveSessions: number; offlineActivities: number; recommended: number }

export function interactionsOf(e: number, profile: Profile): DemoInteractions {
  if (learnedOf(e, profile).length === 0) return { posts: 0, replies: 0, liveSessions: 0, offlineActivities: 0, recommended: 0 };
  const posts = between(0, 5, e, 61);
  return { posts, replies: between(0, 6, e, 62), liveSessions: between(0, 2, e, 63), offlineActivities: between(0, 2, e, 64), recommended: Math.min(posts, between(0, 2, e, 65)) };
}

export const objectiveItems = 20;

export function objectiveCorrectOf(e: number): number {
  return between(11, objectiveItems, e, 71);
}

/** Everything that the score counts, as the domain measures it. */
export function scoredFactsOf(e: number, profile: Profile, areReleasesHeld: boolean): ScoredFacts {
  const released = submissionListOf(e, profile, areReleasesHeld).filter((submission) => submission.state === 'RELEASED');
  const learned = learnedOf(e, profile);
  return {
    learnedSeconds: learned.reduce((sum, seconds) => sum + seconds, 0),
    requiredSeconds,
    ...interactionsOf(e, profile),
    objectiveCorrect: learned.length > 0 ? objectiveCorrectOf(e) : 0,
    objectiveTotal: learned.length > 0 ? objectiveItems : 0,
    assignments: assignmentsOfCourse,
    reviewed: released.length,
    reviewTenths: released.reduce((sum, submission) => sum + submission.pointsTenths, 0),
    reviewMaximumTenths: assignmentsOfCourse * assignmentMaximumTenths,
    excellentAssignments: released.filter((submission) => submission.isExcellent).length,
  };
}
