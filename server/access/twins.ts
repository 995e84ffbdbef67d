// Twins: records that share a person's keyed hashes. What is kept of them follows each row in the transaction of whoever writes it.
import type { TriggerDef } from '@mikro-orm/core';
import { roleOf } from '../platform/database/scope.js';

const hasTwin = (person: string) => ['identity_hash', 'mobile_hash'].map((hash) => `exists (select 1 from person d where d.${hash} = ${person}.${hash} and d.id <> ${person}.id and d.merged_into_id is null)`).join(' or ');
/** Two are enough: where three share it, the others are marked already, and a number that thousands share costs no more than one. */
const sharing = (hash: string) => `select d.id from unnest(array[old.${hash}, new.${hash}]) k(hash) cross join lateral (select p.id from person p where p.${hash} = k.hash and p.merged_into_id is null and p.id <> coalesce(new.id, old.id) limit 2) d`;

const lockOf = (hash: string) => `hashtextextended(encode(new.${hash}, 'hex'), 0)`;

/**
 * The system looks, whoever writes: the other record may be one that the writer does not see. Writers of the same number wait
 * for each other; otherwise neither of two that come at once would see the other. Nearly all who come have no twin: that is found
 * out with as few statements as can be.
 */
export const keepsLikelyDuplicates: TriggerDef = {
  name: 'keeps_likely_duplicates', timing: 'after', events: ['insert', 'update', 'delete'], forEach: 'row',
  body: `declare former text := current_setting('role'); ignored text; touched bigint[]; begin
    if tg_op = 'UPDATE' and (new.identity_hash, new.mobile_hash, new.merged_into_id) is not distinct from (old.identity_hash, old.mobile_hash, old.merged_into_id) then
      if new.office_id <> old.office_id then
        ignored := set_config('role', '${roleOf('job')}', true);
        update likely_duplicate set office_id = new.office_id where person_id = new.id;
        ignored := set_config('role', former, true);
      end if;
      return null;
    end if;
    ignored := set_config('role', '${roleOf('job')}', true);
    if tg_op = 'INSERT' then
      if pg_advisory_xact_lock(least(${lockOf('identity_hash')}, ${lockOf('mobile_hash')})) is null or pg_advisory_xact_lock(greatest(${lockOf('identity_hash')}, ${lockOf('mobile_hash')})) is null then null; end if;
      if new.merged_into_id is not null or not (${hasTwin('new')}) then
        ignored := set_config('role', former, true);
        return null;
      end if;
    else
      perform pg_advisory_xact_lock(k.number) from (select distinct hashtextextended(encode(k.hash, 'hex'), 0) as number from unnest(array[old.identity_hash, new.identity_hash, old.mobile_hash, new.mobile_hash]) k(hash) where k.hash is not null order by 1) k;
    end if;
    touched := coalesce(new.id, old.id) || array(${sharing('identity_hash')} union ${sharing('mobile_hash')});
    delete from likely_duplicate l where l.person_id = any (touched) and not exists (select 1 from person t where t.id = l.person_id and t.merged_into_id is null and (${hasTwin('t')}));
    insert into likely_duplicate (person_id, office_id) select t.id, t.office_id from person t where t.id = any (touched) and t.merged_into_id is null and (${hasTwin('t')}) on conflict (person_id) do update set office_id = excluded.office_id;
    ignored := set_config('role', former, true);
    return null;
  end;`.replace(/\s+/g, ' '),
};
