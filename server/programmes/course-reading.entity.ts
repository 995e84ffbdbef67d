// CourseReading (课程名称读音): a course's name in pinyin and in initials, from each of its syllables on, as offices' names have them (0046).
// It is asked only together with its course, whose scope holds, so that it has no policy of its own.
import { defineEntity, p } from '@mikro-orm/core';
import { readingsOfText, type NamesRead } from '../platform/text/readings.js';
import { Course } from './course.entity.js';

export const CourseReading = defineEntity({
  name: 'CourseReading',
  tableName: 'course_reading',
  properties: {
    course: () => p.manyToOne(Course).primary().mapToPk().deleteRule('cascade'),
    pinyin: p.text().collation('C').primary(),
    initials: p.text().collation('C'),
  },
  indexes: [{ properties: ['pinyin', 'course'] }, { properties: ['initials', 'course'] }],
});

export const courseNames: NamesRead = { table: 'course', column: 'name', readings: 'course_reading', key: 'course_id', readingsOf: readingsOfText };
