// What a programme asks, in sentences: the rule document read out for people, part by part.
import type { Bilingual } from '../../kernel/refusals.js';
import { creditStatements } from './credit-statements.js';
import { partStatements } from './part-statements.js';
import type { RuleDocument } from './rule-document.js';
import { schoolStatements } from './school-statements.js';
import { workStatements } from './work-statements.js';

/** A sentence with the requirement that it comes from, and the path of the clause that it reads out. */
export interface RuleStatement { requirement: string; path: string; text: Bilingual }

/** A statement, and whether anything acts upon the clause yet. */
export interface KnownStatement extends RuleStatement { isSupported: boolean }

export function statementsOf(document: RuleDocument): RuleStatement[] {
  return [...partStatements(document), ...workStatements(document), ...creditStatements(document), ...schoolStatements(document)];
}

/** The sentences, each with whether its clause stands among what nothing acts upon; of a window that nothing is opened or refused by, its action does. */
export function knownStatementsOf(document: RuleDocument): KnownStatement[] {
  const isBelow = (path: string, other: string) => path === other || path.startsWith(`${other}.`);
  return statementsOf(document).map((one) => ({ ...one, isSupported: !document.unsupported.some(({ path }) => isBelow(one.path, path) || path === `${one.path}.action`) }));
}
