import { useConnection } from '../data/queries.js';
import { SchoolChoicesDocument, type SchoolChoicesQuery } from '../gql/graphql.js';
import { useWhole } from '../data/use-whole.js';

export type SchoolChoice = SchoolChoicesQuery['courseChoices']['nodes'][number];

export function choiceKey({ learner, class: { id } }: SchoolChoice): string {
  return `${learner.id} ${id}`;
}

/** All who wait at the school, of every period, in the order in which they chose. */
export function useWaitingChoices(isWanted: boolean): ReturnType<typeof useWhole<SchoolChoice>> {
  return useWhole(useConnection(SchoolChoicesDocument, { periodId: null, isWaiting: true, first: 100 }, (result) => result.courseChoices, { enabled: isWanted }));
}

/** How many of the same class chose earlier, wait, and are not among those who are named: nobody goes before them. */
export function passedOver(choice: SchoolChoice, waiting: readonly SchoolChoice[], selected: ReadonlySet<string>): number {
  const earlier = waiting.slice(0, waiting.indexOf(choice));
  return earlier.filter((one) => one.class.id === choice.class.id && !selected.has(choiceKey(one))).length;
}
