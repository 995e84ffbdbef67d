// Sampling (抽样): which first reviews are marked a second time. What decides is fixed when the review is submitted, and the same again.

export const sampleReasons = { RANDOM: '随机抽中', BORDER: '临界分数段', NEW_TUTOR: '新任辅导员' } as const;
export type SampleReason = keyof typeof sampleReasons;

/** Both ends belong to it. */
export interface Border { fromTenths: number; toTenths: number }

export interface SamplingSetting {
  samplePercent: number;
  borders: readonly Border[];
  /** A tutor's first so many reviews; 0 for none. */
  newTutorReviews: number;
  /** All reviews of so many days from the first, that day included; 0 for none. */
  newTutorDays: number;
  /** Drawn once, so that nobody can work out beforehand who is sampled. */
  seed: number;
}

export interface FirstReview {
  submissionId: number;
  pointsTenths: number;
  /** How many the tutor had submitted before, and how many days ago the first of them; null before the first. */
  reviewsBefore: number;
  daysSinceFirst: number | null;
}

/** Why it is sampled; empty when it is not. */
export function reasonsFor(setting: SamplingSetting, review: FirstReview): SampleReason[] {
  const isNew = review.reviewsBefore < setting.newTutorReviews || (setting.newTutorDays > 0 && (review.daysSinceFirst ?? 0) < setting.newTutorDays);
  return [
    ...(lotOf(setting.seed, review.submissionId) < setting.samplePercent * 100 ? ['RANDOM' as const] : []),
    ...(setting.borders.some(({ fromTenths, toTenths }) => review.pointsTenths >= fromTenths && review.pointsTenths <= toTenths) ? ['BORDER' as const] : []),
    ...(isNew ? ['NEW_TUTOR' as const] : []),
  ];
}

/** The lot of a submission, 0 to 9,999: the same for the same seed, and even over many. The steps are those of the 32-bit MurmurHash3 finaliser. */
export function lotOf(seed: number, submissionId: number): number {
  let mixed = (Math.imul(submissionId | 0, 0x9e3779b1) ^ Math.imul(Math.floor(submissionId / 2 ** 32) | 0, 0x85ebca6b) ^ seed) | 0;
  for (const [shift, factor] of [[16, 0x85ebca6b], [13, 0xc2b2ae35], [16, 1]] as const) mixed = Math.imul(mixed ^ (mixed >>> shift), factor);
  return (mixed >>> 0) % 10_000;
}
