// What a programme asks of somebody today, for the page on which the day begins.
import type { LocalDate } from '../../kernel/calendar.js';
import type { ProgrammeState } from './programme-life.js';
import type { ContactDays } from './programme-replies.js';

export const taskKinds = ['APPROVE', 'REVISE', 'PUBLISH', 'REPLY', 'NAME_CONTACTS', 'ASSESS'] as const;
export type ProgrammeTaskKind = (typeof taskKinds)[number];

export interface TaskFacts {
  state: ProgrammeState;
  isOrganiser: boolean;
  isSteering: boolean;
  isAddressed: boolean;
  joinUntil: LocalDate | null;
  hasReplied: boolean;
  hasNamedContacts: boolean;
  contactDays: ContactDays | null;
  runsUntil: LocalDate | null;
}

export function tasksOf(facts: TaskFacts, today: LocalDate): { kind: ProgrammeTaskKind; until: LocalDate | null }[] {
  const { state, isOrganiser, isSteering, isAddressed, joinUntil, contactDays, runsUntil } = facts;
  const isAsked = isAddressed && (state === 'PUBLISHED' || state === 'RUNNING');
  return [
    ...(isSteering && state === 'IN_REVIEW' ? [{ kind: 'APPROVE' as const, until: null }] : []),
    ...(isOrganiser && state === 'RETURNED' ? [{ kind: 'REVISE' as const, until: null }] : []),
    ...(isOrganiser && state === 'APPROVED' ? [{ kind: 'PUBLISH' as const, until: null }] : []),
    ...(isOrganiser && state === 'RUNNING' && runsUntil !== null && today > runsUntil ? [{ kind: 'ASSESS' as const, until: null }] : []),
    ...(isAsked && joinUntil !== null && today <= joinUntil && !facts.hasReplied ? [{ kind: 'REPLY' as const, until: joinUntil }] : []),
    ...(isAsked && contactDays !== null && today <= contactDays.until && (contactDays.from === null || today >= contactDays.from) && !facts.hasNamedContacts ? [{ kind: 'NAME_CONTACTS' as const, until: contactDays.until }] : []),
  ];
}
