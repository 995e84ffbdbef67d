// JS-17: who may be recommended as chief subject tutor, with reasons.
import { expect, test } from '@jest/globals';
import { appointmentNumber, chiefTutorEligibility, type AcademicStanding } from '../../../server/access/rules/chief-tutors.js';

test.each<[AcademicStanding[], string | null, boolean, boolean, string[]]>([
  [[], null, false, false, ['未达到“市级学科带头人及以上”。']],
  [['COUNTY_SUBJECT_LEADER'], '高级教师', false, false, ['未达到“市级学科带头人及以上”：县（区）学科带头人。']],
  [['CITY_SUBJECT_LEADER'], '高级教师', true, false, ['符合“市级学科带头人及以上”：市级学科带头人。']],
  [['COUNTY_SUBJECT_LEADER', 'CITY_SUBJECT_LEADER'], null, true, false, ['符合“市级学科带头人及以上”：市级学科带头人。']],
  [['PROVINCE_SUBJECT_LEADER'], null, true, false, ['符合“市级学科带头人及以上”：省级学科带头人。']],
  [['SPECIAL_GRADE'], '高级教师', true, true, ['符合“市级学科带头人及以上”：特级教师。', '优先考虑：特级教师。']],
  [['CITY_SUBJECT_LEADER', 'SENIOR_PROFESSOR'], '正高级教师', true, true, ['符合“市级学科带头人及以上”：市级学科带头人、正高级教师。', '优先考虑：正高级教师。']],
  [['SENIOR_PROFESSOR', 'SENIOR_PROFESSOR'], '一级教师', true, true, ['符合“市级学科带头人及以上”：正高级教师。', '优先考虑：正高级教师。', '登记的职称是“一级教师”，请核实正高级职称。']],
  [['SENIOR_PROFESSOR'], null, true, true, ['符合“市级学科带头人及以上”：正高级教师。', '优先考虑：正高级教师。']],
])('JS-17 %j with the title %s: eligible %s, preferred %s', (standings, title, isEligible, isPreferred, reasons) => {
  const found = chiefTutorEligibility(standings, title);
  expect({ isEligible: found.isEligible, isPreferred: found.isPreferred, reasons: found.reasons.map(({ zh }) => zh) }).toEqual({ isEligible, isPreferred, reasons });
  for (const { en } of found.reasons) expect(en).not.toMatch(/undefined|[\u4e00-\u9fff]{6}/);
});

test.each([[1, 'ZFD20230001'], [9_999, 'ZFD20239999'], [10_000, 'ZFD202310000']])('the number of the %i. appointment of 2023', (place, number) => {
  expect(appointmentNumber('2023', place)).toBe(number);
});
