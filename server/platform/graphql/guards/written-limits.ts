// Counts what stands in a document as written, each node once: size, aliases, directives, variables, list literals.
import { Kind, visit, type ASTNode, type DocumentNode, type GraphQLError } from 'graphql';
import type { Limits } from './limits.js';
import { refuseExcess } from './refusal.js';

interface Count {
  found: number;
  firstBeyond: ASTNode | undefined;
}

export function findWrittenExcess(document: DocumentNode, limits: Limits): GraphQLError | null {
  const sourceLength = document.loc?.source.body.length ?? 0;
  if (sourceLength > limits.sourceLength) {
    return excess('sourceLength', 'characters', sourceLength, limits.sourceLength, undefined);
  }
  if (document.definitions.length > limits.definitions) {
    return excess('definitions', 'definitions', document.definitions.length, limits.definitions, document.definitions[limits.definitions]);
  }
  const aliases: Count = { found: 0, firstBeyond: undefined };
  const directives: Count = { found: 0, firstBeyond: undefined };
  const variables: Count = { found: 0, firstBeyond: undefined };
  const crowded: Count = { found: 0, firstBeyond: undefined };
  const longList: Count = { found: 0, firstBeyond: undefined };
  visit(document, {
    enter(node) {
      if (node.kind === Kind.FIELD && node.alias !== undefined) add(aliases, 1, limits.aliases, node);
      if (node.kind === Kind.VARIABLE_DEFINITION) add(variables, 1, limits.variables, node);
      if (node.kind === Kind.LIST) keepLargest(longList, node.values.length, limits.listInputs, node);
      if ('directives' in node && node.directives !== undefined) {
        add(directives, node.directives.length, limits.directives, node);
        keepLargest(crowded, node.directives.length, limits.directivesPerNode, node);
      }
    },
  });
  return (
    beyond('aliases', 'aliases', aliases, limits.aliases) ??
    beyond('directives', 'directives', directives, limits.directives) ??
    beyond('directivesPerNode', 'directives in one place', crowded, limits.directivesPerNode) ??
    beyond('variables', 'variables', variables, limits.variables) ??
    beyond('listInputs', 'items in one list', longList, limits.listInputs)
  );
}

function add(count: Count, amount: number, allowed: number, node: ASTNode): void {
  count.found += amount;
  if (count.found > allowed) count.firstBeyond ??= node;
}

function keepLargest(count: Count, amount: number, allowed: number, node: ASTNode): void {
  if (amount <= count.found) return;
  count.found = amount;
  if (amount > allowed) count.firstBeyond = node;
}

function beyond(limit: string, things: string, count: Count, allowed: number): GraphQLError | null {
  return count.found > allowed ? excess(limit, things, count.found, allowed, count.firstBeyond) : null;
}

function excess(limit: string, things: string, found: number, allowed: number, node: ASTNode | undefined): GraphQLError {
  return refuseExcess({ limit, message: `The document has ${found} ${things}; at most ${allowed} are allowed.`, allowed, found, node });
}
