// The domains in the order of their ranks. Reading this file is reading the product's table of contents.
import type { ClassType } from 'type-graphql';
import { access } from './access/index.js';
import { allocation } from './allocation/index.js';
import { appeals } from './appeals/index.js';
import { assignments } from './assignments/index.js';
import { audit } from './audit/index.js';
import { courses } from './courses/index.js';
import { enrolment } from './enrolment/index.js';
import { excellence } from './excellence/index.js';
import { exchange } from './exchange/index.js';
import { interaction } from './interaction/index.js';
import { learning } from './learning/index.js';
import { moderation } from './moderation/index.js';
import { monitor } from './monitor/index.js';
import { offices } from './offices/index.js';
import { people } from './people/index.js';
import { AuditEvent } from './platform/audit/audit-event.entity.js';
import { AuditSeal } from './platform/audit/audit-seal.entity.js';
import { BusinessClock } from './platform/clock/business-clock.entity.js';
import type { Grants } from './platform/database/migrate.js';
import type { ScopeKind } from './platform/database/scope.js';
import type { ActionCatalogue } from './platform/graphql/permission.js';
import { IdempotencyKey } from './platform/idempotency/idempotency-key.entity.js';
import type { NamesRead } from './platform/text/readings.js';
import { programmes } from './programmes/index.js';
import { quotas } from './quotas/index.js';
import { resources } from './resources/index.js';
import { roster } from './roster/index.js';
import { scoring } from './scoring/index.js';

type Tables = Partial<Record<ScopeKind, readonly string[]>>;

interface Domain {
  name: string;
  entities: readonly unknown[];
  resolvers: readonly ClassType[];
  actions: ActionCatalogue;
  /** What is found by the sound of its name. */
  names?: readonly NamesRead[];
  secrets?: readonly string[];
  writes?: Tables;
  inserts?: Tables;
  deletes?: Tables;
}

export const domains: readonly Domain[] = [
  offices, access, people, roster, programmes, courses, resources, quotas, enrolment, learning, assignments, interaction, appeals, allocation, scoring, excellence, moderation, monitor, exchange, audit,
];

export const entities = [AuditEvent, AuditSeal, BusinessClock, IdempotencyKey, ...domains.flatMap((domain) => domain.entities)] as unknown as (typeof AuditEvent)[];

export const catalogue: ActionCatalogue = Object.assign({}, ...domains.map((domain) => domain.actions)) as ActionCatalogue;

export const namesRead: readonly NamesRead[] = domains.flatMap((domain) => domain.names ?? []);

const callers: readonly ScopeKind[] = ['whole', 'office', 'classes', 'programmes', 'self'];
const everyCaller = (table: string): Tables => Object.fromEntries(callers.map((kind) => [kind, [table]]));

export const grants: Grants = {
  secrets: domains.flatMap((domain) => domain.secrets ?? []),
  writes: merged([everyCaller('idempotency_key'), ...domains.map((domain) => domain.writes ?? {})]),
  inserts: merged(domains.map((domain) => domain.inserts ?? {})),
  deletes: merged([everyCaller('idempotency_key'), ...domains.map((domain) => domain.deletes ?? {})]),
};

function merged(parts: readonly Tables[]): Tables {
  // The root of the tree is an office like the others.
  return Object.fromEntries(callers.map((kind) => [kind, parts.flatMap((part) => part[kind === 'whole' ? 'office' : kind] ?? [])]));
}
