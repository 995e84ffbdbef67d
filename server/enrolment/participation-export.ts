// Participation of the offices right below one as a file.
import { keyOf } from '../kernel/ids.js';
import type { OfficeStore } from '../offices/index.js';
import type { Clock } from '../platform/clock/clock.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import type { ParticipationType } from './graphql/participation.type.js';
import { participationPlace, type ParticipationPlace, type ParticipationStore } from './participation.store.js';

export function participationExport(store: ParticipationStore, offices: OfficeStore, clock: Clock): ListExport<ParticipationType, ParticipationPlace> {
  return {
    name: 'participation', fileName: '参训人数', action: 'quotas.read', isPersonal: false, selection: pageSelection({ office: ['code', 'name'], teachers: [], enrolled: [], target: [], gap: [] }),
    columns: [
      { heading: '机构代码', value: ({ office }) => office.code }, { heading: '项目办', value: ({ office }) => office.name }, { heading: '教师人数', value: (row) => row.teachers }, { heading: '已报名人数', value: (row) => row.enrolled }, { heading: '目标人数', value: (row) => row.target }, { heading: '还差人数', value: (row) => row.gap },
    ],
    filterOf: ({ caller }, given) => participationPlace(store, offices, caller, keyOf('Programme', given['programmeId'] ?? '') ?? 0, given['officeId'] === undefined ? null : (keyOf('Office', given['officeId']) ?? 0), clock.today()),
    page: ({ caller }, { rules, programme, office }, wanted, args) => store.ofChildren(caller.scope, rules, programme, office, wanted, args),
  };
}
