// Why somebody may not: by role, by level, by scope, or because they only look.
import { expect, test } from '@jest/globals';
import { explanation, missingRight, type MissingRight, type Right, type Subject } from '../../../server/access/rules/explain-right.js';

const change: Right = { name: 'offices.change', chinese: '变更', to: ['ADMIN'], downTo: 'COUNTY' };
const browse: Right = { name: 'offices.browse', chinese: '浏览', to: ['ADMIN', 'OFFICES_READ'] };
const everybody: Right = { name: 'access.switch', chinese: '切换', to: ['SIGNED_IN'] };
const person = (...posts: [role: 'ADMIN' | 'CHIEF_ADMIN' | 'TUTOR' | 'LEARNER', level: string][]): Subject => ({ kind: 'PERSON', posts: posts.map(([role, level]) => ({ role, level })), isReadOnly: false });
const platform = (...apiScopes: 'OFFICES_READ'[]): Subject => ({ kind: 'API_CLIENT', apiScopes, level: 'CITY' });
const looking: Subject = { kind: 'PERSON', posts: [{ role: 'ADMIN', level: 'COUNTY' }], isReadOnly: true };

test.each<[string, Right, boolean, Subject, MissingRight]>([
  ['an administrator of a county', change, true, person(['ADMIN', 'COUNTY']), null],
  ['a chief administrator', change, true, person(['CHIEF_ADMIN', 'PROVINCE']), null],
  ['an administrator of a school', change, true, person(['ADMIN', 'SCHOOL']), 'LEVEL'],
  ['a tutor', change, true, person(['TUTOR', 'PROVINCE']), 'ROLE'],
  ['nobody in particular', change, true, person(), 'ROLE'],
  ['a tutor who also administers a county', change, true, person(['TUTOR', 'PROVINCE'], ['ADMIN', 'COUNTY']), null],
  ['a learner who also administers a school', change, true, person(['LEARNER', 'SCHOOL'], ['ADMIN', 'SCHOOL']), 'LEVEL'],
  ['anybody signed in, without a post', everybody, true, person(), null],
  ['a platform with the scope', browse, false, platform('OFFICES_READ'), null],
  ['a platform without it', browse, false, platform(), 'SCOPE'],
  ['a platform, of what only posts hold', change, true, platform('OFFICES_READ'), 'SCOPE'],
  ['who looks as a county and changes', change, true, looking, 'READ_ONLY_VIEW'],
  ['who looks as a county and reads', browse, false, looking, null],
])('T18 %s', (_, right, isChange, subject, missing) => {
  expect(missingRight(right, isChange, subject)).toBe(missing);
  const holders = { zh: '管理员', en: 'administrator' };
  const said = explanation(right, missing, holders);
  expect(said.zh).toMatch(missing === null ? /^可以/ : missing === 'READ_ONLY_VIEW' ? /只能看/ : /是管理员的权限/);
  expect(said.en).toMatch(missing === null ? /^Allowed/ : missing === 'READ_ONLY_VIEW' ? /read-only/ : /held by administrator/);
});
