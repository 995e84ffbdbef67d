// An event as it is told: who, what and to whom in words, from what was recorded and the names that the reader may know.
import { globalId, parseGlobalId } from '../kernel/ids.js';
import type { Language } from '../kernel/refusals.js';
import type { RecordedEvent } from './audit.store.js';
import type { AuditActorType, AuditChangeType, AuditFactType, AuditSubjectType } from './graphql/audit.type.js';
import { factTitle, thingTitle, valueText, type Names } from './rules/fact-words.js';

interface RecordedActor { kind: AuditActorType['kind']; personId: string | null; asOfficeId: string | null }

/** `person:12`, `person:12 as office:345`, `client:3`, `job:seed` or `anonymous`. */
function actorOf(actor: string): RecordedActor {
  const [, person, office] = /^person:(\d+)(?: as office:(\d+))?$/.exec(actor) ?? [];
  if (person !== undefined) return { kind: 'PERSON', personId: globalId('Person', person), asOfficeId: office === undefined ? null : globalId('Office', office) };
  return { kind: actor.startsWith('client:') ? 'PLATFORM' : actor.startsWith('job:') ? 'SYSTEM' : 'NOBODY', personId: null, asOfficeId: null };
}

/** The people and offices that an event names. */
export function namedIn({ actor, subject, facts }: RecordedEvent): string[] {
  const { personId, asOfficeId } = actorOf(actor);
  const found: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') { if (['Person', 'Office'].includes(parseGlobalId(value)?.type ?? '')) found.push(value); }
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  collect([personId, asOfficeId, subject, facts]);
  return [...new Set(found)];
}

export function toldActor(event: RecordedEvent, names: Names): AuditActorType {
  const { kind, personId, asOfficeId } = actorOf(event.actor);
  const name = personId === null ? null : (names.get(personId) ?? null);
  return { kind, name, personId: name === null ? null : personId, asOffice: asOfficeId === null ? null : (names.get(asOfficeId) ?? null) };
}

export function toldSubject({ subject }: RecordedEvent, names: Names, language: Language): AuditSubjectType | null {
  const parsed = subject === null ? null : parseGlobalId(subject);
  const title = subject === null ? null : thingTitle(subject, names);
  return parsed && title && subject !== null ? { kind: parsed.type, id: subject, title: title[language] } : null;
}

/** Everything but the act, which the title tells, and the changes, which stand by themselves. */
export function toldFacts({ facts }: RecordedEvent, names: Names, language: Language): AuditFactType[] {
  return Object.entries(facts).flatMap(([name, value]) => {
    const text = name === 'act' || name === 'changes' ? null : valueText(value, names, language);
    return text === null ? [] : [{ name, title: factTitle(name)[language], value: text }];
  });
}

export function toldChanges({ facts }: RecordedEvent, names: Names, language: Language): AuditChangeType[] {
  const { changes } = facts;
  if (typeof changes !== 'object' || changes === null) return [];
  return Object.entries(changes).map(([name, value]) => {
    const [before, after] = Array.isArray(value) ? (value as unknown[]) : [];
    return { name, title: factTitle(name)[language], before: valueText(before, names, language), after: valueText(after, names, language) };
  });
}
