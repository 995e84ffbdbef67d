// Two offices become one: whose posts go on.
import { expect, test } from '@jest/globals';
import { surplusPosts, type MovingPost } from '../../../server/access/rules/merged-posts.js';

const day = '2023-10-01';
let next = 0;
const post = (role: MovingPost['role'], given: Partial<MovingPost> = {}): MovingPost => ({ roleId: (next += 1), role, subject: null, personId: 1_000 + next, holder: `某${next}`, from: '2023-07-01', until: null, ...given });

test.each<[name: string, level: 'CITY' | 'COUNTY' | 'SCHOOL', moving: MovingPost[], received: MovingPost[], surplus: number]>([
  ['two leaders: the receiver\'s stays', 'SCHOOL', [post('SCHOOL_LEADER')], [post('SCHOOL_LEADER')], 1],
  ['the receiver has none: the leader goes along', 'SCHOOL', [post('SCHOOL_LEADER')], [], 0],
  ['the receiver\'s leader leaves on the eve: the other one goes along', 'SCHOOL', [post('SCHOOL_LEADER')], [post('SCHOOL_LEADER', { until: '2023-09-30' })], 0],
  ['the receiver\'s leader leaves on the day: that day there would be two', 'SCHOOL', [post('SCHOOL_LEADER')], [post('SCHOOL_LEADER', { until: '2023-10-01' })], 1],
  ['the receiver\'s next leader comes later: later there would be two', 'SCHOOL', [post('SCHOOL_LEADER')], [post('SCHOOL_LEADER', { from: '2024-01-01' })], 1],
  ['a term that ends before the next leader comes fills the gap', 'SCHOOL', [post('SCHOOL_LEADER', { until: '2023-12-31' })], [post('SCHOOL_LEADER', { from: '2024-01-01' })], 0],
  ['two system administrators: the receiver\'s stays', 'SCHOOL', [post('ADMIN')], [post('ADMIN')], 1],
  ['two of the ending school and none there: the one of longer standing goes along', 'SCHOOL', [post('ADMIN'), post('ADMIN')], [], 1],
  ['a county has two administrators: one and one fit', 'COUNTY', [post('ADMIN')], [post('ADMIN')], 0],
  ['a county has two administrators: two and one do not', 'COUNTY', [post('ADMIN'), post('ADMIN')], [post('ADMIN')], 1],
  ['a city has one', 'CITY', [post('ADMIN')], [post('ADMIN')], 1],
  ['subject leads are as many as subjects are led', 'SCHOOL', [post('SUBJECT_LEAD', { subject: 'CHINESE' })], [post('SUBJECT_LEAD', { subject: 'CHINESE' })], 0],
  ['the same person holds the same at both', 'SCHOOL', [post('SUBJECT_LEAD', { subject: 'CHINESE', personId: 7 })], [post('SUBJECT_LEAD', { subject: 'CHINESE', personId: 7 })], 1],
  ['the same person leads another subject there', 'SCHOOL', [post('SUBJECT_LEAD', { subject: 'CHINESE', personId: 7 })], [post('SUBJECT_LEAD', { subject: 'MUSIC', personId: 7 })], 0],
  ['tutors and experts serve side by side', 'COUNTY', [post('TUTOR'), post('EXPERT')], [post('TUTOR'), post('EXPERT')], 0],
])('JS-13 %s', (_, level, moving, received, surplus) => {
  const found = surplusPosts(moving, received, level, day);
  expect(found).toHaveLength(surplus);
  // Nobody of the receiver ends, and whoever stays longer in the row comes first.
  for (const one of found) expect(received).not.toContain(one);
  if (surplus < moving.length) expect(found).not.toContain(moving[0]);
});
