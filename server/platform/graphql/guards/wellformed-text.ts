// Finds text that PostgreSQL refuses or silently changes, and inputs too deep or too long, before they reach a resolver.
import {
  BREAK, isInputObjectType, isInputType, isListType, isNonNullType, typeFromAST, visit,
  type DocumentNode, type GraphQLInputType, type StringValueNode,
} from 'graphql';
import type { Limits } from './limits.js';
import type { IncomingOperation } from './operation-arguments.js';

export interface InputOffence {
  /** Like `variables.input.names[3]`. */
  readonly at: string;
  readonly limit: 'text' | 'variableDepth' | 'listInputs' | 'variables';
  readonly reason: string;
}

/** What the schema says about a place in the variables; nothing inside free JSON and undeclared variables. */
interface Expectation {
  readonly type: GraphQLInputType | undefined;
  readonly maxItems: number | undefined;
}

interface Place extends Expectation {
  readonly value: unknown;
  readonly key: string | number;
  readonly parent: Place | undefined;
  readonly depth: number;
}

const textReason = 'contains characters that are no text (NUL, a lone surrogate, U+FFFE or U+FFFF)';

/** NUL is refused by PostgreSQL; a lone surrogate becomes U+FFFD on its way there without any error. */
export function isWellFormedText(text: string): boolean {
  return text.isWellFormed() && !/[\u0000\uFFFE\uFFFF]/.test(text);
}

/** Without recursion: 256 KiB of JSON can nest 100,000 levels. */
export function findIllFormedText(variables: unknown, incoming: Pick<IncomingOperation, 'schema' | 'operation'>, limits: Limits): InputOffence | null {
  const sent = typeof variables === 'object' && variables !== null ? Object.keys(variables).length : 0;
  if (sent > limits.variables) return { at: 'variables', limit: 'variables', reason: `has ${sent} members; at most ${limits.variables} are allowed` };
  const open: Place[] = [{ value: variables, key: 'variables', parent: undefined, depth: 0, type: undefined, maxItems: undefined }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { value, depth } = place;
    if (typeof value === 'string') {
      if (!isWellFormedText(value)) return { at: pathOf(place), limit: 'text', reason: textReason };
      continue;
    }
    if (typeof value !== 'object' || value === null) continue;
    if (depth > limits.variableDepth) return { at: pathOf(place), limit: 'variableDepth', reason: `is nested deeper than ${limits.variableDepth} levels` };
    if (Array.isArray(value)) {
      const allowed = place.maxItems ?? limits.listInputs;
      if (value.length > allowed) return { at: pathOf(place), limit: 'listInputs', reason: `has ${value.length} items; at most ${allowed} are allowed` };
      const type = itemType(place.type);
      for (const [index, item] of value.entries()) open.push({ value: item, key: index, parent: place, depth: depth + 1, type, maxItems: undefined });
      continue;
    }
    for (const [key, member] of Object.entries(value)) {
      const inner: Place = { value: member, key, parent: place, depth: depth + 1, ...(depth === 0 ? variableNamed(key, incoming) : memberNamed(key, place.type)) };
      if (!isWellFormedText(key)) return { at: pathOf(inner), limit: 'text', reason: textReason };
      open.push(inner);
    }
  }
  return null;
}

/** The first string literal of the document that is no text. */
export function findIllFormedLiteral(document: DocumentNode): StringValueNode | null {
  const source = document.loc?.source.body;
  // Most documents carry their values in variables: no quote, nothing to look for.
  if (source !== undefined && !source.includes('"')) return null;
  let offence: StringValueNode | null = null;
  visit(document, {
    StringValue(node) {
      if (isWellFormedText(node.value)) return undefined;
      offence = node;
      return BREAK;
    },
  });
  return offence;
}

function variableNamed(name: string, incoming: Pick<IncomingOperation, 'schema' | 'operation'>): Expectation {
  const declared = incoming.operation.variableDefinitions?.find((definition) => definition.variable.name.value === name);
  const type = declared === undefined ? undefined : typeFromAST(incoming.schema, declared.type);
  return { type: isInputType(type) ? type : undefined, maxItems: undefined };
}

function memberNamed(name: string, type: GraphQLInputType | undefined): Expectation {
  const object = nullable(type);
  const field = isInputObjectType(object) ? object.getFields()[name] : undefined;
  const maxItems = field?.extensions['maxItems'];
  return { type: field?.type, maxItems: typeof maxItems === 'number' ? maxItems : undefined };
}

function itemType(type: GraphQLInputType | undefined): GraphQLInputType | undefined {
  const list = nullable(type);
  return isListType(list) ? list.ofType : undefined;
}

function nullable(type: GraphQLInputType | undefined): GraphQLInputType | undefined {
  return isNonNullType(type) ? type.ofType : type;
}

const longestKeyShown = 40;

function pathOf(place: Place): string {
  const steps: string[] = [];
  for (let at: Place | undefined = place; at !== undefined; at = at.parent) {
    if (typeof at.key === 'number') steps.push(`[${at.key}]`);
    else if (at.parent === undefined) steps.push(at.key);
    else steps.push(/^\w{1,40}$/.test(at.key) ? `.${at.key}` : `[${JSON.stringify(at.key.slice(0, longestKeyShown))}]`);
  }
  return steps.reverse().join('');
}
