import type { AppointmentPartsFragment } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';

/** What the holder of a post serves; the other posts serve their office. */
export const served: Partial<Record<AppointmentPartsFragment['role'], 'CLASSES' | 'PROGRAMMES'>> = { TUTOR: 'CLASSES', EXPERT: 'PROGRAMMES', CHIEF_TUTOR: 'PROGRAMMES' };

interface PostText {
  holder: (post: AppointmentPartsFragment) => string;
  post: (post: AppointmentPartsFragment) => string;
  term: (post: { validFrom: string; validUntil?: string | null }) => string;
  serves: (post: AppointmentPartsFragment) => string;
}

/** A post in words: the same in lists, on its own page and in messages. */
export function usePostText(): PostText {
  const text = useText();
  const formats = useFormats();
  return {
    holder: ({ person }) => person?.name ?? text('posts.moved'),
    post: ({ role, subject }) => [text(`access.role.${role}`), ...(subject === null || subject === undefined ? [] : [text(`people.subjects.${subject}`)])].join(' · '),
    term: ({ validFrom, validUntil }) => (validUntil === null || validUntil === undefined ? text('posts.openTerm', { from: formats.date(validFrom) }) : formats.period(validFrom, validUntil)),
    serves: ({ role, classes, programmes }) => {
      const what = served[role];
      if (what === undefined) return formats.date(null);
      if (what === 'CLASSES') return text('posts.classes', { smart_count: classes.length });
      return programmes.length === 0 ? text('posts.pool') : programmes.map(({ name }) => name).join(text('posts.comma'));
    },
  };
}
