import { useDeferredValue, useState } from 'react';
import { useLoad } from '../data/queries.js';
import { SchoolTeachersDocument, type SchoolTeachersQuery } from '../gql/graphql.js';
import { PersonField } from '../ui/person-field.js';
import { useText } from '../ui/text.js';

export type Teacher = SchoolTeachersQuery['people']['nodes'][number];

interface TeacherChoiceProps {
  label: string;
  help: string;
  /** At this office or below it; null: wherever the own sight reaches. */
  officeId: string | null;
  /** Who is not offered. */
  exceptId?: string | undefined;
  value: Teacher | null;
  autoFocus?: boolean;
  problem?: string | undefined;
  onChange: (teacher: Teacher | null) => void;
}

/** A teacher, found by name, its pinyin or initials, or by a whole number. A large office offers nobody unasked. */
export function TeacherChoice({ label, help, officeId, exceptId, value, autoFocus = false, problem, onChange }: TeacherChoiceProps) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const isAsked = officeId !== null || search !== '';
  const found = useLoad(SchoolTeachersDocument, { officeId, search: search === '' ? null : search }, { enabled: isAsked, keepPrevious: true });
  return (
    <PersonField<Teacher>
      label={label}
      help={help}
      nobody={text(isAsked ? 'changes.nobodyFound' : 'changes.typeFirst')}
      value={value}
      options={isAsked ? (found.data?.people.nodes ?? []).filter(({ id }) => id !== exceptId) : []}
      isLoading={isAsked && found.isFetching}
      autoFocus={autoFocus}
      problem={problem}
      onType={setTyped}
      onChange={onChange}
    />
  );
}
