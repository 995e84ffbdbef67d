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

export const QueueFilterEnum = named('QueueFilter', '作业队列。', queueFilters);
export const QueueOrderEnum = named('QueueOrder', '队列的次序。', queueOrders);
export const FlagKindEnum = named('FlagKind', '标记的种类。', flagKinds);
export const BulkActKindEnum = named('BulkActKind', '批量操作的种类。', bulkActKinds);
