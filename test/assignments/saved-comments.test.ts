// The comment bank, told as stories: one's own and shared by subject, found by letters, counted by use, under nine keys.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { WaitingSubmissions, codesOf, errorCodes, goodPoints, signInAll, type Cast, type Refusal } from './grading-acts.js';

let server: TestServer;
let people: Pick<Cast, '周明礼' | '许静姝' | '裴致远' | '宋怀瑾' | '林晓岚'>;
let waiting: WaitingSubmissions;
beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '周明礼', '许静姝', '裴致远', '宋怀瑾', '林晓岚');
  waiting = new WaitingSubmissions(server);
});
afterAll(() => server.close());

interface Kept { id: string; text: string; subject: string | null; ownerName: string; isMine: boolean; uses: number; favouriteNumber: number | null; version: number }
const fields = 'id text subject ownerName isMine uses favouriteNumber version';
const refusals = 'refusals { code field message facts { name value } }';

async function bank(actor: Actor, filter: Record<string, unknown> = {}): Promise<Kept[]> {
  return (await actor.sees('query ($subject: Subject, $search: String, $isFavourite: Boolean) { savedComments(first: 100, subject: $subject, search: $search, isFavourite: $isFavourite) { nodes { ' + fields + ' } } }', filter)).savedComments.nodes as Kept[];
}
async function act(actor: Actor, mutation: 'createSavedComment' | 'changeSavedComment' | 'favourSavedComment', input: object): Promise<{ savedComment: Kept | null; refusals: Refusal[] }> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  return (await actor.sees(`mutation ($input: ${type}!) { ${mutation}(input: $input) { savedComment { ${fields} } ${refusals} } }`, { input }))[mutation] as Awaited<ReturnType<typeof act>>;
}
const keep = async (actor: Actor, text: string, subject: string | null = null): Promise<Kept> => (await act(actor, 'createSavedComment', { text, subject })).savedComment as Kept;
async function remove(actor: Actor, savedCommentId: string, expectedVersion: number) {
  return (await actor.ask(`mutation ($input: RemoveSavedCommentInput!) { removeSavedComment(input: $input) { ${refusals} } }`, { input: { savedCommentId, expectedVersion } }));
}

describe('JS-17 the comment bank', () => {
  test('JS-17 周明礼 keeps a comment, finds it by words, pinyin and initials anywhere in it, changes and removes it; 许静姝 never sees it', async () => {
    const kept = await keep(people.周明礼, ' 教学目标清楚，课堂提问有层次。 ');
    expect(kept).toMatchObject({ text: '教学目标清楚，课堂提问有层次。', isMine: true, uses: 0, favouriteNumber: null, version: 1, subject: null });
    for (const search of ['提问', 'ketangtiwen', 'KTTW', 'jxmb', "mu'biao"]) expect((await bank(people.周明礼, { search })).map(({ id }) => id)).toContain(kept.id);
    for (const search of ['没有这样的话', 'zzzz', '%', '_']) expect(await bank(people.周明礼, { search })).toEqual([]);
    expect((await bank(people.许静姝, { subject: 'CHINESE' })).map(({ id }) => id)).not.toContain(kept.id);
    expect(errorCodes(await remove(people.许静姝, kept.id, 1))).toEqual(['NOT_FOUND']);

    expect(codesOf(await act(people.周明礼, 'createSavedComment', { text: kept.text }))).toEqual(['ALREADY_EXISTS']);
    expect((await act(people.周明礼, 'changeSavedComment', { savedCommentId: kept.id, expectedVersion: 1, text: '板书工整。' })).savedComment).toMatchObject({ text: '板书工整。', version: 2 });
    expect((await bank(people.周明礼, { search: 'bsgz' }))).toHaveLength(1);
    expect(codesOf(await act(people.周明礼, 'changeSavedComment', { savedCommentId: kept.id, expectedVersion: 1, text: '旧的。' }))).toEqual(['STALE']);
    expect((await remove(people.周明礼, kept.id, 2)).data).toMatchObject({ removeSavedComment: { refusals: [] } });
    expect(await bank(people.周明礼, { search: 'bsgz' })).toEqual([]);
  });

  test('JS-17 裴致远 shares one with the subject: its tutors use it and cannot change it; a tutor may not share', async () => {
    expect(codesOf(await act(people.周明礼, 'createSavedComment', { text: '共享一条。', subject: 'CHINESE' }))).toEqual(['NOT_ENTITLED']);
    const shared = await keep(people.裴致远, '请补充学生的真实表现。', 'CHINESE');
    expect((await bank(people.周明礼, { subject: 'CHINESE' })).find(({ id }) => id === shared.id)).toMatchObject({ ownerName: '裴致远', isMine: false, subject: 'CHINESE' });
    expect((await bank(people.周明礼, { subject: 'MATHEMATICS' })).map(({ id }) => id)).not.toContain(shared.id);
    expect(codesOf(await act(people.周明礼, 'changeSavedComment', { savedCommentId: shared.id, expectedVersion: 1, text: '改别人的。' }))).toEqual(['NOT_ALLOWED']);
    expect(codesOf((await remove(people.周明礼, shared.id, 1)).data['removeSavedComment'])).toEqual(['NOT_ALLOWED']);
    expect((await act(people.周明礼, 'favourSavedComment', { savedCommentId: shared.id, isFavourite: true })).savedComment).toMatchObject({ favouriteNumber: 1 });
    expect((await bank(people.裴致远, { subject: 'CHINESE' })).find(({ id }) => id === shared.id)).toMatchObject({ favouriteNumber: null });
    await act(people.周明礼, 'favourSavedComment', { savedCommentId: shared.id, isFavourite: false });
  });

  test('JS-17 what a submitted review was written with is counted, and stands first', async () => {
    const [rarely, often] = [await keep(people.许静姝, '偶尔用。'), await keep(people.许静姝, '经常用。')];
    const foreign = await keep(people.周明礼, '别人的。');
    for (const used of [[often.id, often.id, foreign.id], [often.id, rarely.id, 'svc_zzzz', 'nonsense']]) {
      const answer = await people.许静姝.sees('mutation ($input: SubmitReviewInput!) { submitReview(input: $input) { refusals { code } } }', { input: { submissionId: await waiting.take(), expectedVersion: 1, criterionPoints: goodPoints, comment: '经常用。', isExcellent: false, usedCommentIds: used } });
      expect(answer.submitReview.refusals).toEqual([]);
    }
    expect((await bank(people.许静姝)).slice(0, 2)).toMatchObject([{ id: often.id, uses: 2 }, { id: rarely.id, uses: 1 }]);
    expect((await bank(people.周明礼)).find(({ id }) => id === foreign.id)).toMatchObject({ uses: 0 });
  });

  test('JS-17 favourites lie under nine keys and stay there; two windows never give one key twice', async () => {
    const kept = [];
    for (let number = 1; number <= 10; number += 1) kept.push(await keep(people.裴致远, `收藏${number}`));
    const favour = (comment: Kept | undefined, isFavourite = true) => act(people.裴致远, 'favourSavedComment', { savedCommentId: comment?.id, isFavourite });
    await Promise.all(kept.slice(0, 9).map((comment) => favour(comment)));
    expect((await bank(people.裴致远, { isFavourite: true })).map(({ favouriteNumber }) => favouriteNumber).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(codesOf(await favour(kept[9]))).toEqual(['LIMIT_REACHED']);
    const third = (await bank(people.裴致远, { isFavourite: true })).find(({ favouriteNumber }) => favouriteNumber === 3);
    await favour(third, false);
    expect((await favour(kept[9])).savedComment?.favouriteNumber).toBe(3);
    expect((await favour(kept[9])).refusals).toEqual([]);
  });

  test('T12 each act on the bank leaves one line in the audit trail', async () => {
    const lines = async () => (await server.owner.query<{ facts: { act: string } }>("select facts from audit_event where action = 'assignments.keepComments' and actor = (select 'person:' || id from person where user_name = 'xu.jingshu') order by id desc limit 5")).rows.map(({ facts }) => facts.act);
    const kept = await keep(people.许静姝, '要留痕迹。');
    await act(people.许静姝, 'favourSavedComment', { savedCommentId: kept.id, isFavourite: true });
    await act(people.许静姝, 'favourSavedComment', { savedCommentId: kept.id, isFavourite: false });
    await act(people.许静姝, 'changeSavedComment', { savedCommentId: kept.id, expectedVersion: 1, text: '改过。' });
    await remove(people.许静姝, kept.id, 2);
    expect(await lines()).toEqual(['remove', 'change', 'disfavour', 'favour', 'create']);
  });

  test('T1 who does not grade has no bank', async () => {
    for (const actor of [people.宋怀瑾, people.林晓岚]) expect(errorCodes(await actor.ask('{ savedComments(first: 1) { nodes { id } } }'))).toEqual(['FORBIDDEN']);
  });
});
