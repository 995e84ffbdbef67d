// Indicators (学情指标) from counters: rates in percent with one decimal, empty where there is nothing to divide by.
import { formatTenths, percent, scaledHalfUp } from '../../kernel/tenths.js';

export interface Counters { enrolled: number; participating: number; submitted: number; graded: number; released: number; totalTenthsSum: number; passed: number; onlineSeconds: number }

export interface Indicators {
  enrolled: number; participating: number; participationRate: string | null; submitted: number; graded: number; released: number;
  averageScore: string | null; passed: number; passRate: string | null; onlineHours: string;
}

export const noCounters: Counters = { enrolled: 0, participating: 0, submitted: 0, graded: 0, released: 0, totalTenthsSum: 0, passed: 0, onlineSeconds: 0 };

/** Averages and pass rates count released results only; online hours are clock hours. */
export function indicatorsOf(counters: Counters): Indicators {
  const { enrolled, participating, submitted, graded, released, totalTenthsSum, passed, onlineSeconds } = counters;
  return {
    enrolled, participating, submitted, graded, released, passed,
    participationRate: percent(participating, enrolled),
    averageScore: released > 0 ? formatTenths(scaledHalfUp(totalTenthsSum, released, 1)) : null,
    passRate: percent(passed, released),
    onlineHours: formatTenths(scaledHalfUp(onlineSeconds, 360, 1)),
  };
}
