// What a caller may do, and why not: the catalogue of rights told in the users' words.
import type { GraphQLSchema } from 'graphql';
import { isObjectType } from 'graphql';
import type { Bilingual } from '../kernel/refusals.js';
import { holdersOf, levelsOf, type RightLevel } from '../kernel/rights.js';
import { apiScopes, roles, type ApiScope, type Role } from '../kernel/roles.js';
import { levelNames, type OfficeStore } from '../offices/index.js';
import type { Clock } from '../platform/clock/clock.js';
import { Selection } from '../platform/database/selection.js';
import type { Caller } from '../platform/graphql/caller.js';
import { badInput, notFound } from '../platform/graphql/errors.js';
import { actionOf, type ActionCatalogue } from '../platform/graphql/permission.js';
import type { PersonStore } from './person.store.js';
import type { RoleStore } from './role.store.js';
import { roleNames, scopeNames, standingNames } from './rules/role-names.js';
import { explanation, missingRight, type MissingRight, type Right, type Subject } from './rules/explain-right.js';

export interface Holder { role: Role | null; scope: ApiScope | null; name: Bilingual; levels: readonly RightLevel[] }
export interface Explained { right: Right; missing: MissingRight; holders: Holder[]; message: Bilingual }

export class RightsService {
  constructor(private readonly catalogue: ActionCatalogue, private readonly people: PersonStore, private readonly roleStore: RoleStore, private readonly offices: OfficeStore, private readonly clock: Clock) {}

  /** What the caller is granted now, by name. */
  granted(caller: Caller): { name: string; chinese: string }[] {
    return [...caller.actions].sort().map((name) => ({ name, chinese: this.catalogue[name]?.chinese ?? name }));
  }

  /** `personId` asks about somebody else: for administrators, about people of the own subtree. */
  async explain(caller: Caller, schema: GraphQLSchema, operation: string, personId: number | null): Promise<Explained> {
    const { right, isChange } = this.#rightOf(schema, operation);
    const subject = personId === null || personId === caller.personId ? await this.#self(caller) : await this.#other(caller, personId);
    const missing = missingRight(right, isChange, subject);
    const holders = holdersIn(right);
    return { right, missing, holders, message: explanation(right, missing, namesOf(holders)) };
  }

  /** A field of the schema (`Mutation.createOffice`) or an action by its name. */
  #rightOf(schema: GraphQLSchema, operation: string): { right: Right; isChange: boolean } {
    const [typeName = '', fieldName = ''] = operation.split('.');
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    const name = isObjectType(type) && field ? actionOf(type, field) : operation;
    const definition = name !== null && Object.hasOwn(this.catalogue, name) ? this.catalogue[name] : undefined;
    if (name === null || !definition) throw badInput('There is no such operation or action.', 'operation');
    return { right: { name, ...definition }, isChange: type === schema.getMutationType() && field?.extensions['openWhileViewing'] !== true };
  }

  async #self({ kind, role, officeId, apiScopes: scopes, viewingAs }: Caller): Promise<Subject> {
    // The own office is known to everybody who acts for it, whatever else their scope shows.
    const level = officeId === null ? null : ((await this.offices.pathOf({ kind: 'job', job: 'own-office' }, officeId))?.level ?? null);
    if (kind === 'API_CLIENT') return { kind, apiScopes: scopes, level: level ?? '' };
    return { kind: 'PERSON', posts: role === null || level === null ? [] : [{ role, level }], isReadOnly: viewingAs !== null };
  }

  /** Of others only the posts count that the caller may know: those in the own subtree. */
  async #other(caller: Caller, personId: number): Promise<Subject> {
    const isAsked = caller.actions.has('access.explainOthers');
    const person = isAsked ? await this.people.byKey(caller.scope, personId, Selection.of('id')) : null;
    if (!person) throw notFound();
    const posts = await this.roleStore.postsOf(caller.scope, personId, this.clock.today());
    return { kind: 'PERSON', posts, isReadOnly: false };
  }
}

function holdersIn({ to, ...reach }: Right): Holder[] {
  const levels = levelsOf(reach) ?? [];
  return holdersOf(to).map((one) => {
    const role = roles.find((name) => name === one) ?? null;
    const scope = apiScopes.find((name) => name === one) ?? null;
    const name = role !== null ? roleNames[role] : scope !== null ? scopeNames[scope] : standingNames[one as keyof typeof standingNames];
    return { role, scope, name, levels };
  });
}

function namesOf(holders: readonly Holder[]): Bilingual {
  const levels = holders[0]?.levels ?? [];
  const text = (language: keyof Bilingual, separator: string, open: string, close: string): string => {
    const names = holders.map(({ name }) => name[language]).join(separator);
    return levels.length === 0 ? names : `${names}${open}${levels.map((level) => levelNames[level][language]).join(separator)}${close}`;
  };
  return { zh: text('zh', '、', '（', '）'), en: text('en', ', ', ' (', ')') };
}
