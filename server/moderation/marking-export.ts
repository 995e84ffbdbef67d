// Second markings as a file: those of which both reviews are in, as the list shows them.
import { submissionColumns, submissionFields } from '../assignments/index.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import type { SecondMarkingType } from './graphql/moderation.type.js';
import type { ModerationStore } from './moderation.store.js';
import { secondMarkingStates, type SecondMarkingState } from './rules/agreement.js';
import { sampleReasons } from './rules/sampling.js';

const review = ['tutorName', 'points'] as const;

export function secondMarkingExport(store: ModerationStore): ListExport<SecondMarkingType, SecondMarkingState | null> {
  return {
    name: 'secondmarkings', fileName: '复评', action: 'moderation.read', isPersonal: true,
    selection: pageSelection({ submission: submissionFields, state: [], reasons: [], tolerance: [], difference: [], sampledAt: [], secondAt: [], settledAt: [], settledByName: [], settledReason: [], first: review, second: review, agreed: ['points'] }),
    columns: [
      ...submissionColumns<SecondMarkingType>(({ submission }) => submission), { heading: '状态', value: (row) => secondMarkingStates[row.state] }, { heading: '抽中原因', value: (row) => row.reasons.map((reason) => sampleReasons[reason]).join('、') }, { heading: '抽中时间', value: (row) => row.sampledAt },
      { heading: '首评人', value: (row) => row.first?.tutorName ?? null }, { heading: '首评', value: (row) => row.first?.points ?? null }, { heading: '复评人', value: (row) => row.second?.tutorName ?? null }, { heading: '复评', value: (row) => row.second?.points ?? null }, { heading: '复评时间', value: (row) => row.secondAt },
      { heading: '分差', value: (row) => row.difference }, { heading: '允许的分差', value: (row) => row.tolerance }, { heading: '定分', value: (row) => row.agreed?.points ?? null }, { heading: '定分时间', value: (row) => row.settledAt }, { heading: '裁定人', value: (row) => row.settledByName }, { heading: '裁定理由', value: (row) => row.settledReason },
    ],
    filterOf: async (_, given) => (given['state'] !== undefined && Object.hasOwn(secondMarkingStates, given['state']) ? (given['state'] as SecondMarkingState) : null),
    page: ({ caller }, state, wanted, args) => store.secondMarkings(caller.scope, state, wanted, args),
  };
}
