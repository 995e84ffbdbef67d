// What a course may hold, and the states between its first draft and the programme's list.

export const courseStates = { DRAFT: '草稿', HANDED_IN: '待安排评审', IN_REVIEW: '评审中', ACCEPTED: '已入选', RETURNED: '已退回' } as const;
export type CourseState = keyof typeof courseStates;

export const unitKinds = { VIDEO: '视频', READING: '阅读', QUIZ: '测验', ASSIGNMENT: '作业', DISCUSSION: '研讨', LIVE: '直播', OFFLINE: '线下活动' } as const;
export type UnitKind = keyof typeof unitKinds;

/** A class hour is 45 minutes; hours are whole tenths, and a tenth is four minutes and a half. */
export function minutesOf(hoursTenths: number): number | null {
  const halfMinutes = hoursTenths * 9;
  return halfMinutes % 2 === 0 ? halfMinutes / 2 : null;
}
