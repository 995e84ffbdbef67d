// The enums of queues, flags and bulk acts, with their terms.
import { registerEnumType } from 'type-graphql';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { bulkActKinds } from '../rules/bulk-acts.js';
import { flagKinds } from '../rules/flags.js';
import { queueFilters, queueOrders } from '../rules/queue-filters.js';

function named<Value extends string>(name: string, description: string, values: Readonly<Record<Value, string>>): Record<Value, Value> {
  const { object, valuesConfig } = enumOf(values);
  registerEnumType(object, { name, description, valuesConfig: valuesConfig as never });
  return object;
}

export const QueueFilterEnum = named('QueueFilter', '作业队列。已结束的项目不再办理：除申诉、优秀候选、已批阅和全部外，不含其作业。What asks for something to be done leaves out programmes that have ended.', queueFilters);
export const QueueOrderEnum = named('QueueOrder', '队列的次序。', queueOrders);
export const FlagKindEnum = named('FlagKind', '标记的种类。', flagKinds);
export const BulkActKindEnum = named('BulkActKind', '批量操作的种类。', bulkActKinds);
