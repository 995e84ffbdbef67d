// Keeping comments for use again: writing, changing and removing one's own, and which of the nine keys inserts which.
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import type { Subject } from '../kernel/subjects.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { once } from '../platform/idempotency/idempotency.js';
import { readingOfText } from '../platform/text/pinyin.js';
import { favouritesMaximum, freeFavouriteNumber, savedCommentRefusals, savedCommentsMaximum, sharingRefusals } from './rules/saved-comments.js';
import { savedCommentShape } from './saved-comment.store.js';

interface LockedComment { id: number; isMine: boolean; version: number }

export class SavedCommentService {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** Refuses EMPTY, TOO_LONG, NOT_ENTITLED to those who may not share, ALREADY_EXISTS for the same words, LIMIT_REACHED. */
  async create(context: RequestContext, text: string, subject: Subject | null, idempotencyKey: string | null): Promise<Outcome<number>> {
    const { actor, name } = context.caller;
    const me = personOf(context.caller);
    return this.database.transaction(context.caller.scope, (tx) => once(tx, actor, idempotencyKey, { operation: 'createSavedComment', text, subject }, async () => {
      const words = text.trim();
      const refusals = [...savedCommentRefusals(words), ...this.#sharingRefusals(context, subject)];
      if (refusals.length > 0) return refused(...refusals);
      await oneAtATime(tx, me);
      const [kept] = await tx.rows<{ number: number; isKnown: boolean }>(sql`select count(*)::int as number, coalesce(bool_or(text = ${words}), false) as "isKnown" from saved_comment where owner_id = ${me}`);
      if (kept?.isKnown) return refused(refuse('ALREADY_EXISTS', { zh: '这条评语已经保存过了。', en: 'You have saved these words already.' }, { field: 'text' }));
      if ((kept?.number ?? 0) >= savedCommentsMaximum) return refused(refuse('LIMIT_REACHED', { zh: `最多保存 ${savedCommentsMaximum} 条，请先删除不用的。`, en: `At most ${savedCommentsMaximum}; remove some first.` }, { field: 'text', facts: { maximum: savedCommentsMaximum } }));
      const reading = readingOfText(words);
      const [made] = await tx.rows<{ id: number }>(sql`insert into saved_comment (owner_id, owner_name, subject, text, text_pinyin, text_initials, version, created_at)
        values (${me}, ${name}, ${subject}, ${words}, ${reading.full}, ${reading.initials}, 1, ${this.clock.business()}) returning id::int as id`);
      await this.#audit(tx, context, made?.id ?? 0, { act: 'create', subject });
      return accepted(made?.id ?? 0);
    }));
  }

  async change(context: RequestContext, id: number, expectedVersion: number, text: string, subject: Subject | null): Promise<Outcome<number>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const locked = await this.#lock(tx, context, id);
      const words = text.trim();
      const refusals = [...ownRefusals(locked, expectedVersion), ...savedCommentRefusals(words), ...this.#sharingRefusals(context, subject)];
      if (refusals.length > 0) return refused(...refusals);
      const reading = readingOfText(words);
      await tx.rows(sql`update saved_comment set text = ${words}, text_pinyin = ${reading.full}, text_initials = ${reading.initials}, subject = ${subject}, version = version + 1 where id = ${id}`);
      await this.#audit(tx, context, id, { act: 'change', subject });
      return accepted(id);
    });
  }

  /** Reviews that used it keep its words. */
  async remove(context: RequestContext, id: number, expectedVersion: number): Promise<Outcome<number>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const refusals = ownRefusals(await this.#lock(tx, context, id), expectedVersion);
      if (refusals.length > 0) return refused(...refusals);
      await tx.rows(sql`delete from saved_comment where id = ${id}`);
      await this.#audit(tx, context, id, { act: 'remove' });
      return accepted(id);
    });
  }

  /** Puts a comment under the lowest free key, or takes it from its key; the others stay where they are. */
  async favour(context: RequestContext, id: number, isFavourite: boolean): Promise<Outcome<number>> {
    const me = personOf(context.caller);
    return this.database.transaction(context.caller.scope, async (tx) => {
      await this.#lock(tx, context, id);
      const favourites = await tx.rows<{ comment: number; number: number }>(sql`select comment_id::int as comment, favourite_number as number from saved_comment_use where person_id = ${me} and favourite_number is not null order by 2`);
      if (favourites.some(({ comment }) => comment === id) === isFavourite) return accepted(id);
      const number = isFavourite ? freeFavouriteNumber(favourites.map((one) => one.number)) : null;
      if (isFavourite && number === null) return refused(refuse('LIMIT_REACHED', { zh: `最多收藏 ${favouritesMaximum} 条，请先取消一条。`, en: `At most ${favouritesMaximum} favourites; take one away first.` }, { field: 'isFavourite', facts: { maximum: favouritesMaximum } }));
      await tx.rows(sql`insert into saved_comment_use (comment_id, person_id, uses, favourite_number) values (${id}, ${me}, 0, ${number})
        on conflict (comment_id, person_id) do update set favourite_number = excluded.favourite_number`);
      await this.#audit(tx, context, id, { act: isFavourite ? 'favour' : 'disfavour' });
      return accepted(id);
    });
  }

  async #lock(tx: Tx, context: RequestContext, id: number): Promise<LockedComment> {
    // Another's shared comment may be read and not be written, and locking a row is writing it, to row-level security.
    await oneAtATime(tx, personOf(context.caller));
    const [row] = await tx.rows<LockedComment>(sql`select t.id::int as id, t.owner_id = ${personOf(context.caller)} as "isMine", t.version from saved_comment t where t.id = ${id} and ${this.database.allows(savedCommentShape, 't', tx.scope)}`);
    if (!row) throw notFound();
    return row;
  }

  #sharingRefusals({ caller }: RequestContext, subject: Subject | null) {
    return sharingRefusals(subject !== null, caller.actions.has('assignments.shareComments'));
  }

  async #audit(tx: Tx, context: RequestContext, id: number, facts: Record<string, unknown>): Promise<void> {
    await recordAudit(tx, context, { action: 'assignments.keepComments', subject: globalId('SavedComment', id), facts });
  }
}

/** Two windows of one tutor keep their bank one after the other: versions, keys and limits are decided on what is there. */
async function oneAtATime(tx: Tx, personId: number): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(hashtext('saved_comment'), ${personId})`);
}

function ownRefusals({ isMine, version }: LockedComment, expectedVersion: number) {
  if (!isMine) return [refuse('NOT_ALLOWED', { zh: '共享的评语只有所写的人可以修改和删除。', en: 'A shared comment is changed and removed by its author alone.' }, { field: 'savedCommentId' })];
  return version === expectedVersion ? [] : [refuse('STALE', { zh: '这条评语已在别处修改，请刷新后再改。', en: 'The comment was changed elsewhere; read it again.' }, { field: 'expectedVersion', facts: { current: version, yours: expectedVersion } })];
}
