import type { CriterionInput, RubricPartsFragment, Subject } from '../gql/graphql.js';

export interface LevelForm { id: number; name: string; description: string; points: string }
export interface CriterionForm { id: number; key: string | null; name: string; description: string; maximumPoints: string; levels: LevelForm[] }

/** What somebody types; numbers stay strings until they are complete. Ids only tell rows apart on the screen. */
export interface RubricForm { name: string; subject: Subject | null; criteria: CriterionForm[] }

let ids = 0;
const nextId = (): number => (ids += 1);

export function emptyLevel(): LevelForm {
  return { id: nextId(), name: '', description: '', points: '' };
}

export function emptyCriterion(levelNames: readonly string[]): CriterionForm {
  const levels = levelNames.map((name) => ({ ...emptyLevel(), name }));
  return { id: nextId(), key: null, name: '', description: '', maximumPoints: '', levels: levels.length > 0 ? levels : [emptyLevel(), emptyLevel()] };
}

export function rubricFormOf(rubric: RubricPartsFragment | null): RubricForm {
  if (rubric === null) return { name: '', subject: null, criteria: [emptyCriterion([])] };
  return {
    name: rubric.name,
    subject: rubric.subject ?? null,
    criteria: rubric.criteria.map(({ key, name, description, maximumPoints, levels }) => ({ id: nextId(), key, name, description, maximumPoints, levels: levels.map((level) => ({ id: nextId(), ...level })) })),
  };
}

/** A number that was left out is sent as 0 and refused by the server beside its field. */
export function criteriaInput(form: RubricForm): CriterionInput[] {
  const points = (typed: string): string => (/^\d{1,6}(\.\d)?$/.test(typed.trim()) ? typed.trim() : '0');
  return form.criteria.map(({ key, name, description, maximumPoints, levels }) => ({
    key, name, description, maximumPoints: points(maximumPoints), levels: levels.map((level) => ({ name: level.name, description: level.description, points: points(level.points) })),
  }));
}

/** The list with one item moved by one place. */
export function moved<Item>(items: readonly Item[], place: number, by: -1 | 1): Item[] {
  const next = [...items];
  const [item] = next.splice(place, 1);
  if (item !== undefined) next.splice(place + by, 0, item);
  return next;
}
