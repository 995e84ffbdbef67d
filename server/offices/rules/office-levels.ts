// The four levels of project offices and which may stand above which.

export const officeLevels = ['PROVINCE', 'CITY', 'COUNTY', 'SCHOOL'] as const;
export type OfficeLevel = (typeof officeLevels)[number];

export const levelNames: Record<OfficeLevel, { zh: string; en: string }> = {
  PROVINCE: { zh: '省级', en: 'province' }, CITY: { zh: '市级', en: 'city' }, COUNTY: { zh: '县（区）级', en: 'county' }, SCHOOL: { zh: '校级', en: 'school' },
};

/** A parent's level is above its child's; levels between them may be skipped. */
export function isAbove(parent: OfficeLevel, child: OfficeLevel): boolean {
  return officeLevels.indexOf(parent) < officeLevels.indexOf(child);
}
