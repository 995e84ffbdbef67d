// Who may be commended as an excellent learner (JS-20), as a programme's document says it: the line, and how many each level commends.
import type { Bilingual } from '../../kernel/refusals.js';
import { parseTenths, type Tenths } from '../../kernel/tenths.js';
import type { RuleDocument } from './rule-document.js';

export interface ExcellenceRules {
  /** Whose rule it is. */
  requirement: string;
  /** A result of exactly this is excellent. */
  fromTenths: Tenths;
  /** All that the notice asks, in its words; only the result is checked here. */
  conditions: readonly Bilingual[];
  /** How many offices of a level commend; a level that is not named is not limited. */
  numbers: readonly { officeLevel: string; count: number }[];
}

/** Null where nobody is commended: the document has no such clause, or gives no scores to go by. */
export function excellenceOf({ scoring, excellence, levelScale }: Pick<RuleDocument, 'scoring' | 'excellence' | 'levelScale'>): ExcellenceRules | null {
  if (scoring === undefined || excellence === undefined) return null;
  const fromTenths = parseTenths(scoring.excellentFrom);
  if (fromTenths === null) throw new Error(`not points: ${scoring.excellentFrom}`);
  const numbers = (excellence.numbers ?? []).flatMap(({ level, count }) => {
    const officeLevel = levelScale?.levels.find(({ code }) => code === level)?.officeLevel;
    return officeLevel === undefined ? [] : [{ officeLevel, count }];
  });
  return { requirement: excellence.requirement, fromTenths, conditions: excellence.conditions, numbers };
}
