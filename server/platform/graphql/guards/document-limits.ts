// The validation rule that refuses documents beyond the limits, before the standard rules spend time on them.
import { Kind, type DocumentNode, type ParseOptions, type ValidationRule } from 'graphql';
import { findExpandedExcess } from './expanded-limits.js';
import type { Limits } from './limits.js';
import { findWrittenExcess } from './written-limits.js';

/**
 * Several standard rules are quadratic (fields that may be merged) or compare fragments in pairs.
 * Rules run side by side in one traversal, so a rule cannot stop the others; but it may replace the node
 * being entered, and then all of them see the replacement. A refused document is replaced by this one.
 */
const nothingToValidate: DocumentNode = Object.freeze({ kind: Kind.DOCUMENT, definitions: [] });

export function documentLimits(limits: Limits): ValidationRule {
  return (context) => ({
    Document: {
      enter(document: DocumentNode): DocumentNode | undefined {
        const excess = findWrittenExcess(document, limits) ?? findExpandedExcess(document, limits);
        if (excess === null) return undefined;
        context.reportError(excess);
        return nothingToValidate;
      },
    },
  });
}

/** Tokens are counted while reading, so a hostile document is never held in full. */
export function parseOptionsOf(limits: Limits): ParseOptions {
  return { maxTokens: limits.tokens };
}
