// What may be done with learning data, and by whom.
import type { ActionCatalogue } from '../platform/graphql/permission.js';

export const monitorActions = {
  'monitor.read': { chinese: '查看本级及以下学情', to: ['ADMIN', 'SCHOOL_LEADER'] },
} satisfies ActionCatalogue;
