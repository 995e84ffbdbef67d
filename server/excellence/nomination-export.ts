// Nominations and candidates as files: what the lists show.
import { keyOf } from '../kernel/ids.js';
import { subtreeInScope, type OfficeStore } from '../offices/index.js';
import type { Clock } from '../platform/clock/clock.js';
import { badInput } from '../platform/graphql/errors.js';
import { pageSelection, type ExportColumn, type ListExport } from '../platform/http/list-export.js';
import type { NominationCandidateType, NominationType } from './graphql/nomination.type.js';
import type { CandidateFilter, NominationFilter, NominationStore } from './nomination.store.js';
import { nominationStates, type NominationState } from './rules/nominating.js';

const enrolmentFields = { learner: ['trainingNumber', 'name'], school: ['code', 'name'], class: ['name'], period: ['number'] } as const;

/** Whose result it is. */
function learnerColumns<Row extends Pick<NominationType, 'enrolment'>>(): ExportColumn<Row>[] {
  return [
    { heading: '师训编号', value: ({ enrolment }) => enrolment.learner.trainingNumber }, { heading: '姓名', value: ({ enrolment }) => enrolment.learner.name }, { heading: '学校代码', value: ({ enrolment }) => enrolment.school.code }, { heading: '学校', value: ({ enrolment }) => enrolment.school.name },
    { heading: '培训班', value: ({ enrolment }) => enrolment.class.name }, { heading: '期次', value: ({ enrolment }) => enrolment.period.number },
  ];
}

const periodOf = (given: string | undefined) => (given === undefined ? null : (keyOf('Period', given) ?? 0));
const searchOf = (given: string | undefined) => given?.trim() || null;

export function nominationExport(store: NominationStore, offices: OfficeStore): ListExport<NominationType, NominationFilter> {
  return {
    name: 'nominations', fileName: '评优推荐', action: 'excellence.read', isPersonal: true, selection: pageSelection({ enrolment: enrolmentFields, state: [], total: [], reason: [], byName: [], at: [], settledAt: [], settledByName: [], settledReason: [] }),
    columns: [
      ...learnerColumns<NominationType>(), { heading: '状态', value: ({ state }) => nominationStates[state] }, { heading: '推荐时总分', value: ({ total }) => total }, { heading: '推荐理由', value: ({ reason }) => reason }, { heading: '推荐人', value: ({ byName }) => byName }, { heading: '推荐时间', value: ({ at }) => at },
      { heading: '决定或撤回时间', value: ({ settledAt }) => settledAt }, { heading: '决定或撤回人', value: ({ settledByName }) => settledByName }, { heading: '决定或撤回理由', value: ({ settledReason }) => settledReason },
    ],
    filterOf: async ({ caller }, given) => {
      const state = given['state'];
      if (state !== undefined && !Object.hasOwn(nominationStates, state)) throw badInput('There is no such state.', 'state');
      return { subtree: await subtreeInScope(offices, caller.scope, given['officeId']), state: (state as NominationState | undefined) ?? null, periodId: periodOf(given['periodId']), search: searchOf(given['search']), organiserId: given['isWaiting'] === 'true' ? (caller.officeId ?? 0) : null };
    },
    page: ({ caller }, filter, wanted, args) => store.page(caller.scope, filter, wanted, args),
  };
}

export function candidateExport(store: NominationStore, clock: Clock): ListExport<NominationCandidateType, CandidateFilter> {
  return {
    name: 'nominationcandidates', fileName: '评优候选', action: 'excellence.nominate', isPersonal: true, selection: pageSelection({ enrolment: enrolmentFields, total: [], finishedAt: [], posts: [], replies: [], excellentAssignments: [] }),
    columns: [
      ...learnerColumns<NominationCandidateType>(), { heading: '总分', value: ({ total }) => total }, { heading: '完成时间', value: ({ finishedAt }) => finishedAt }, { heading: '发帖', value: ({ posts }) => posts }, { heading: '回帖', value: ({ replies }) => replies }, { heading: '优秀作业', value: ({ excellentAssignments }) => excellentAssignments },
    ],
    filterOf: async (_, given) => ({ periodId: periodOf(given['periodId']), search: searchOf(given['search']) }),
    page: ({ caller }, filter, wanted, args) => store.candidates(caller, filter, clock.today(), wanted, args),
  };
}
