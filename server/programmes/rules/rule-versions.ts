// The versions of a programme's rules as people see them: which one holds today, what each asks, and what each changes.
import type { LocalDate } from '../../kernel/calendar.js';
import { differencesOf, type RuleDifference } from './rule-differences.js';
import { documentInForce, everInForce, type RuleDocument } from './rule-document.js';
import { knownStatementsOf, type KnownStatement } from './rule-statements.js';
import { yearDaysOf, type ActionDays } from './windows.js';
import type { Bilingual } from '../../kernel/refusals.js';

export const ruleVersionStates = ['IN_FORCE', 'UPCOMING', 'PAST', 'REPLACED'] as const;
export type RuleVersionState = (typeof ruleVersionStates)[number];

/** What stands at the head of a version. */
export interface RuleHeading {
  version: number;
  effectiveFrom: LocalDate;
  kind: RuleDocument['programme']['kind'];
  noticeTitle: string | null;
  noticeNumber: string | null;
  noticeIssuer: string | null;
  noticePublishedOn: LocalDate | null;
}

export interface RuleVersion extends RuleHeading {
  document: RuleDocument;
  state: RuleVersionState;
  statements: KnownStatement[];
  unsupported: { path: string; sentence: Bilingual }[];
  /** Against the version before it; the first has none. */
  differences: RuleDifference[];
  /** What has days of the calendar, whatever the period. */
  days: ActionDays[];
}

export function headingOf({ version, effectiveFrom, programme, notice }: RuleDocument): RuleHeading {
  return { version, effectiveFrom, kind: programme.kind, noticeTitle: notice?.title ?? null, noticeNumber: notice?.number ?? null, noticeIssuer: notice?.issuer ?? null, noticePublishedOn: notice?.publishedOn ?? null };
}

/** All versions, the newest first. */
export function versionsOf(documents: readonly RuleDocument[], today: LocalDate): RuleVersion[] {
  const inForce = documentInForce(documents, today);
  const holding = everInForce(documents);
  const ordered = documents.toSorted((a, b) => a.version - b.version);
  return ordered.map((document, index): RuleVersion => {
    const before = ordered[index - 1];
    return {
      ...headingOf(document),
      document,
      state: document === inForce ? 'IN_FORCE' : !holding.includes(document) ? 'REPLACED' : document.effectiveFrom > today ? 'UPCOMING' : 'PAST',
      statements: knownStatementsOf(document),
      unsupported: document.unsupported,
      differences: before === undefined ? [] : differencesOf(before, document),
      days: yearDaysOf(document),
    };
  }).toReversed();
}
