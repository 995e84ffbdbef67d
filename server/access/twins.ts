// Twins: records that share a person's keyed hashes. What is kept of them follows each row in the transaction of whoever writes it.
import type { TriggerDef } from '@mikro-orm/core';
import { roleOf } from '../platform/database/scope.js';
import { afterRow, afterStatement } from '../platform/database/triggers.js';

const hasTwin = (person: string) => ['identity_hash', 'mobile_hash'].map((hash) => `exists (select 1 from person d where d.${hash} = ${person}.${hash} and d.id <> ${person}.id and d.merged_into_id is null)`).join(' or ');
/** Two are enough: where three share it, the others are marked already, and a number that thousands share costs no more than one. */
const sharing = (hash: string) => `select d.id from unnest(array[old.${hash}, new.${hash}]) k(hash) cross join lateral (select p.id from person p where p.${hash} = k.hash and p.merged_into_id is null and p.id <> coalesce(new.id, old.id) limit 2) d`;

/** Writers of the same number wait for each other; all take the numbers of a statement in one order. */
const lock = (hashes: string) => `perform pg_advisory_xact_lock(k.number) from (select distinct hashtextextended(encode(k.hash, 'hex'), 0) as number from ${hashes} where k.hash is not null order by 1) k;`;
const asSystem = (work: string) => `declare former_role text := current_setting('role'); ignored text; touched bigint[]; begin ignored := set_config('role', '${roleOf('job')}', true); ${work} ignored := set_config('role', former_role, true); return null; end;`;

const marks = `insert into likely_duplicate (person_id, office_id) select t.id, t.office_id from person t where t.id = any (touched) and t.merged_into_id is null and (${hasTwin('t')}) order by 1 on conflict (person_id) do update set office_id = excluded.office_id;`;
const marksAnew = `touched := coalesce(new.id, old.id) || array(${sharing('identity_hash')} union ${sharing('mobile_hash')});
  delete from likely_duplicate l where l.person_id = any (touched) and not exists (select 1 from person t where t.id = l.person_id and t.merged_into_id is null and (${hasTwin('t')}));
  ${marks}`;

/** Of those who were there before two are enough, too; those who come together find each other by their numbers. */
const twinsBefore = (hash: string) => `select unnest(array[n.id, d.id]) from added n cross join lateral (select p.id from person p where p.${hash} = n.${hash} and p.merged_into_id is null and p.id not in (select a.id from added a) limit 2) d where n.merged_into_id is null`;
const twinsAmong = (hash: string) => `select unnest(array_agg(n.id)) from added n where n.merged_into_id is null and n.${hash} is not null group by n.${hash} having count(*) > 1`;

/**
 * The system looks, whoever writes: the other record may be one that the writer does not see. Writers of the same number wait
 * for each other; otherwise neither of two that come at once would see the other. Nearly all who come have no twin, and come in
 * hundreds: they are looked up together.
 */
export const keepsLikelyDuplicates: TriggerDef[] = [
  afterStatement('person', 'keeps_likely_duplicates', 'insert', asSystem(`
    ${lock('added n cross join lateral (values (n.identity_hash), (n.mobile_hash)) k(hash)')}
    touched := array(${twinsBefore('identity_hash')} union ${twinsBefore('mobile_hash')} union ${twinsAmong('identity_hash')} union ${twinsAmong('mobile_hash')});
    if touched <> '{}' then ${marks} end if;`)),
  afterRow('person', 'keeps_changed_likely_duplicates', 'update', 'old.identity_hash is distinct from new.identity_hash or old.mobile_hash is distinct from new.mobile_hash or old.merged_into_id is distinct from new.merged_into_id', asSystem(`
    ${lock('unnest(array[old.identity_hash, new.identity_hash, old.mobile_hash, new.mobile_hash]) k(hash)')} ${marksAnew}`)),
  // Where all else is as it was, the mark moves along.
  afterRow('person', 'keeps_moved_likely_duplicates', 'update', 'old.office_id <> new.office_id and old.identity_hash is not distinct from new.identity_hash and old.mobile_hash is not distinct from new.mobile_hash and old.merged_into_id is not distinct from new.merged_into_id', asSystem('update likely_duplicate set office_id = new.office_id where person_id = new.id;')),
  afterRow('person', 'keeps_left_likely_duplicates', 'delete', 'true', asSystem(`${lock('unnest(array[old.identity_hash, old.mobile_hash]) k(hash)')} ${marksAnew}`)),
];
