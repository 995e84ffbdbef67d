import { useDeferredValue, useState } from 'react';
import { useLoad } from '../data/queries.js';
import { CandidatesDocument, type CandidatesQuery } from '../gql/graphql.js';
import { PersonField } from '../ui/person-field.js';
import { useText } from '../ui/text.js';

export type Candidate = CandidatesQuery['candidates'][number];

interface PersonChoiceProps {
  officeId: string | null;
  value: Candidate | null;
  onChange: (person: Candidate | null) => void;
  problem?: string | undefined;
}

/** Somebody who works at an office or below it, found by name or training number. */
export function PersonChoice({ officeId, value, onChange, problem }: PersonChoiceProps) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const found = useLoad(CandidatesDocument, { officeId: officeId ?? '', search }, { enabled: officeId !== null, keepPrevious: true });
  return (
    <PersonField<Candidate>
      label={text('posts.person')}
      help={text('posts.personHelp')}
      nobody={text('posts.noPerson')}
      value={value}
      options={found.data?.candidates ?? []}
      isLoading={found.isFetching}
      isDisabled={officeId === null}
      problem={problem}
      onType={setTyped}
      onChange={onChange}
    />
  );
}
