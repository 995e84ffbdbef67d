// Chief subject tutors (JS-17): recommended by cities, by stated criteria, and appointed from the recommendations.
import type { Bilingual } from '../../kernel/refusals.js';

export const recommendationStates = ['RECOMMENDED', 'APPOINTED', 'WITHDRAWN'] as const;
export type RecommendationState = (typeof recommendationStates)[number];

/** Academic standings that an office can vouch for, with whether they reach 大市学科带头人及以上, and whether they come first. */
export const academicStandings = {
  COUNTY_SUBJECT_LEADER: { name: { zh: '县（区）学科带头人', en: 'county subject leader' }, suffices: false, isPreferred: false },
  CITY_SUBJECT_LEADER: { name: { zh: '市级学科带头人', en: 'city subject leader' }, suffices: true, isPreferred: false },
  PROVINCE_SUBJECT_LEADER: { name: { zh: '省级学科带头人', en: 'province subject leader' }, suffices: true, isPreferred: false },
  SPECIAL_GRADE: { name: { zh: '特级教师', en: 'special-grade teacher' }, suffices: true, isPreferred: true },
  SENIOR_PROFESSOR: { name: { zh: '正高级教师', en: 'senior professor' }, suffices: true, isPreferred: true },
} as const satisfies Record<string, { name: Bilingual; suffices: boolean; isPreferred: boolean }>;
export type AcademicStanding = keyof typeof academicStandings;

export interface Eligibility { isEligible: boolean; isPreferred: boolean; reasons: Bilingual[] }

/** Whether somebody with these standings may be recommended, and why; the title on record is compared with what is stated. */
export function chiefTutorEligibility(standings: readonly AcademicStanding[], title: string | null): Eligibility {
  const stated = [...new Set(standings)];
  const sufficient = stated.filter((standing) => academicStandings[standing].suffices);
  const preferred = stated.filter((standing) => academicStandings[standing].isPreferred);
  const named = (list: readonly AcademicStanding[]): Bilingual => ({ zh: list.map((one) => academicStandings[one].name.zh).join('、'), en: list.map((one) => academicStandings[one].name.en).join(', ') });
  const reasons: Bilingual[] = sufficient.length > 0
    ? [{ zh: `符合“市级学科带头人及以上”：${named(sufficient).zh}。`, en: `At least city subject leader: ${named(sufficient).en}.` }]
    : [{ zh: `未达到“市级学科带头人及以上”${stated.length > 0 ? `：${named(stated).zh}` : ''}。`, en: `Below city subject leader${stated.length > 0 ? `: ${named(stated).en}` : ''}.` }];
  if (preferred.length > 0) reasons.push({ zh: `优先考虑：${named(preferred).zh}。`, en: `Preferred: ${named(preferred).en}.` });
  if (stated.includes('SENIOR_PROFESSOR') && title !== null && !title.startsWith('正高级')) reasons.push({ zh: `登记的职称是“${title}”，请核实正高级职称。`, en: `The title on record is “${title}”; check the senior professorship.` });
  return { isEligible: sufficient.length > 0, isPreferred: preferred.length > 0, reasons };
}

/** Numbers of the appointments of a year: ZFD20230001, ZFD20230002 … */
export function appointmentNumber(year: string, place: number): string {
  return `ZFD${year}${String(place).padStart(4, '0')}`;
}
