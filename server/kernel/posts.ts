// Posts and special grades of teachers: what credit rules and the choice of chief tutors look at (CB-04, JS-17).

export const posts = {
  CLASS_TEACHER: '班主任',
  MIDDLE_MANAGER: '中层管理人员',
  RESERVE_CADRE: '后备干部',
  PRINCIPAL: '校长（园长）',
  SUBJECT_GROUP_HEAD: '教研组长',
  RESEARCHER: '教研员',
  TRAINER: '专职培训者',
  DISTRICT_COLLEGE_HEAD: '区县教师发展机构负责人',
} as const;
export type Post = keyof typeof posts;

export const specialGrades = {
  SPECIAL_GRADE_TEACHER: '特级教师',
  SENIOR_PROFESSOR: '正高级教师',
  PROVINCE_SUBJECT_LEADER: '省级学科带头人',
  CITY_SUBJECT_LEADER: '市级学科带头人',
  COUNTY_SUBJECT_LEADER: '县（区）级学科带头人',
  KEY_TEACHER: '骨干教师',
} as const;
export type SpecialGrade = keyof typeof specialGrades;
