// Twins: records that share a person's keyed hashes. What is kept of them follows each row in the transaction of whoever writes it.
import type { TriggerDef } from '@mikro-orm/core';
import { roleOf } from '../platform/database/scope.js';

const hasTwin = (person: string) => ['identity_hash', 'mobile_hash'].map((hash) => `exists (select 1 from person d where d.${hash} = ${person}.${hash} and d.id <> ${person}.id and d.merged_into_id is null)`).join(' or ');
/** Two are enough: where three share it, the others are marked already, and a number that thousands share costs no more than one. */
const sharing = (hash: string) => `select d.id from unnest(array[old.${hash}, new.${hash}]) k(hash) cross join lateral (select p.id from person p where p.${hash} = k.hash and p.merged_into_id is null and p.id <> coalesce(new.id, old.id) limit 2) d`;

/**
 * The system looks, whoever writes: the other record may be one that the writer does not see. Writers of the same number wait
 * for each other; otherwise neither of two that come at once would see the other.
 */
export const keepsLikelyDuplicates: TriggerDef = {
  name: 'keeps_likely_duplicates', timing: 'after', events: ['insert', 'update', 'delete'], forEach: 'row',
  body: `declare former text := current_setting('role'); touched bigint[]; begin
    if tg_op = 'UPDATE' and (new.identity_hash, new.mobile_hash, new.merged_into_id, new.office_id) is not distinct from (old.identity_hash, old.mobile_hash, old.merged_into_id, old.office_id) then return null; end if;
    perform set_config('role', '${roleOf('job')}', true);
    if tg_op = 'UPDATE' and (new.identity_hash, new.mobile_hash, new.merged_into_id) is not distinct from (old.identity_hash, old.mobile_hash, old.merged_into_id) then
      update likely_duplicate set office_id = new.office_id where person_id = new.id;
    else
      perform pg_advisory_xact_lock(k.number) from (select distinct hashtextextended(encode(k.hash, 'hex'), 0) as number from unnest(array[old.identity_hash, new.identity_hash, old.mobile_hash, new.mobile_hash]) k(hash) where k.hash is not null order by 1) k;
      touched := array(${sharing('identity_hash')} union ${sharing('mobile_hash')});
      if tg_op <> 'INSERT' or cardinality(touched) > 0 then
        touched := touched || coalesce(new.id, old.id);
        delete from likely_duplicate l where l.person_id = any (touched) and not exists (select 1 from person t where t.id = l.person_id and t.merged_into_id is null and (${hasTwin('t')}));
        insert into likely_duplicate (person_id, office_id) select t.id, t.office_id from person t where t.id = any (touched) and t.merged_into_id is null and (${hasTwin('t')}) on conflict (person_id) do update set office_id = excluded.office_id;
      end if;
    end if;
    perform set_config('role', former, true);
    return null;
  end;`.replace(/\s+/g, ' '),
};
