// Who may give somebody a new way in, as a table of posts.
import { describe, expect, test } from '@jest/globals';
import { forbiddingPost, type Post } from '../../../server/access/rules/access-reset.js';

const post = (role: Post['role'], path: string): Post => ({ role, path, isTopOffice: path === '/1/' });

describe('T10 an administrator helps', () => {
  test.each<[string, string, Post[], boolean]>([
    ['a teacher without a post', '/1/3/17/204/', [], true],
    ['a learner of whatever school', '/1/3/17/204/', [post('LEARNER', '/1/9/')], true],
    ['a tutor of the own school', '/1/3/17/204/', [post('TUTOR', '/1/3/17/204/')], true],
    ['a tutor of the province, asked by the school', '/1/3/17/204/', [post('TUTOR', '/1/')], false],
    ['a tutor of the province, asked by the province', '/1/', [post('TUTOR', '/1/')], true],
    ['the administrator of an office below', '/1/3/', [post('ADMIN', '/1/3/17/')], true],
    ['a colleague of the same office', '/1/3/', [post('ADMIN', '/1/3/')], false],
    ['a chief administrator of the same office', '/1/3/', [post('CHIEF_ADMIN', '/1/3/')], false],
    ['a colleague of the province, above which is nobody', '/1/', [post('ADMIN', '/1/')], true],
    ['an administrator above', '/1/3/17/', [post('ADMIN', '/1/3/')], false],
    ['an administrator beside', '/1/3/17/', [post('ADMIN', '/1/3/18/')], false],
    ['an office whose number only begins alike', '/1/3/', [post('TUTOR', '/1/31/')], false],
    ['one post above among posts below', '/1/3/', [post('TUTOR', '/1/3/17/'), post('EXPERT', '/1/')], false],
  ])('%s', (_, callerPath, posts, isAllowed) => { expect(forbiddingPost(callerPath, posts) === null).toBe(isAllowed); });
});
