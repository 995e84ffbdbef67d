// The participation target (参训目标, JS-04): of its teachers an office sends at least so many per cent, each person counted once.
import { parseTenths } from '../../kernel/tenths.js';
import type { RuleDocument } from '../../programmes/index.js';

/** How many teachers are "at least so many per cent": rounded up, in whole numbers. Null where the programme has no target. */
export function targetOf({ participationTarget }: RuleDocument, teachers: number): number | null {
  if (participationTarget === undefined) return null;
  const tenthsOfPercent = BigInt(parseTenths(participationTarget.minimumPercent) ?? 0);
  return Number((BigInt(teachers) * tenthsOfPercent + 999n) / 1000n);
}

/** How many are still missing; none once the target is reached. */
export function gapOf(target: number, enrolled: number): number {
  return Math.max(0, target - enrolled);
}
