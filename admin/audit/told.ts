import type { AuditEventPartsFragment } from '../gql/graphql.js';
import type { Formats } from '../ui/format.js';
import type { Text } from '../ui/text.js';

/** Who acted, as far as one may know. */
export function actorText({ actor: { kind, name, asOffice } }: AuditEventPartsFragment, text: Text): string {
  const who = name ?? (kind === 'PERSON' ? text('audit.above') : text(`audit.kinds.${kind}`));
  return asOffice == null ? who : text('audit.asOffice', { name: who, office: asOffice });
}

/** To the second; the server tells times in Beijing time. */
export function exactTime(at: string, formats: Formats): string {
  return `${formats.time(at)}:${at.slice(17, 19)}`;
}

/** Days and moments among the facts are read like all others; everything else stays as it is. */
export function dated(value: string, formats: Formats): string {
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return formats.date(value);
  return /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value) ? formats.time(value) : value;
}
