import { useRef, useState } from 'react';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { outdate, useChange } from '../data/queries.js';
import { EnrolLearnersDocument, SchoolChoicesDocument, SchoolSeatsDocument } from '../gql/graphql.js';
import type { SchoolChoice } from './use-waiting-choices.js';

/** The server takes so many persons in one act. */
const MOST_PERSONS = 250;

export interface Outcome {
  choice: SchoolChoice;
  isEnrolled: boolean;
  /** Waits on the list now. */
  isListed: boolean;
  /** Why not, in the server's words. */
  messages: readonly string[];
}

interface Enrolling {
  outcomes: readonly Outcome[];
  /** Null while nothing is under way. */
  progress: { done: number; all: number } | null;
  /** What went wrong on the way, and those who were not asked for because of it. */
  failure: { error: Error; rest: readonly SchoolChoice[] } | null;
  enrol: (choices: readonly SchoolChoice[]) => void;
  forget: () => void;
}

/** Enrols class by class, each in one act of the server; what has been answered is kept, and what was not can be tried again without being done twice. */
export function useEnrolling(): Enrolling {
  const change = useChange(EnrolLearnersDocument);
  const keys = useRef(new Map<string, IdempotencyKeys>());
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const [progress, setProgress] = useState<Enrolling['progress']>(null);
  const [failure, setFailure] = useState<Enrolling['failure']>(null);

  const run = async (choices: readonly SchoolChoice[]): Promise<void> => {
    const acts = [...new Set(choices.map((choice) => choice.class.id))].flatMap((classId) => chunked(choices.filter((choice) => choice.class.id === classId)).map((part) => ({ classId, part })));
    setFailure(null);
    for (const [done, { classId, part }] of acts.entries()) {
      setProgress({ done, all: acts.length });
      const content = { classId, personIds: part.map(({ learner }) => learner.id) };
      const place = JSON.stringify(content);
      const key = keys.current.get(place) ?? new IdempotencyKeys();
      keys.current.set(place, key);
      try {
        const { enrolLearners } = await change.mutateAsync({ input: { ...content, idempotencyKey: key.for(content) } });
        // Answered: the same persons may be asked for anew, when there are seats again.
        keys.current.delete(place);
        const told = new Map(enrolLearners.outcomes.map((outcome) => [outcome.personId, outcome]));
        setOutcomes((former) => [...former, ...part.map((choice) => outcomeOf(choice, told.get(choice.learner.id), enrolLearners.refusals))]);
      } catch (error) {
        setFailure({ error: error as Error, rest: acts.slice(done).flatMap((act) => act.part) });
        break;
      }
    }
    setProgress(null);
    outdate([SchoolChoicesDocument, SchoolSeatsDocument] as never[]);
  };

  return {
    outcomes, progress, failure,
    enrol: (choices) => void run(choices),
    forget: () => {
      setOutcomes([]);
      setFailure(null);
    },
  };
}

function outcomeOf(choice: SchoolChoice, told: { enrolmentId?: string | null; isListed: boolean; refusals: readonly { message: string }[] } | undefined, ofAll: readonly { message: string }[]): Outcome {
  return { choice, isEnrolled: told?.enrolmentId !== null && told?.enrolmentId !== undefined, isListed: told?.isListed === true, messages: [...(told?.refusals ?? []), ...ofAll].map(({ message }) => message) };
}

function chunked(choices: readonly SchoolChoice[]): SchoolChoice[][] {
  return Array.from({ length: Math.ceil(choices.length / MOST_PERSONS) }, (_, place) => choices.slice(place * MOST_PERSONS, (place + 1) * MOST_PERSONS));
}
