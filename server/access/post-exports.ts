// Lists of posts as files: who holds them, where nobody does, and who was recommended.
import { isLocalDate, type LocalDate } from '../kernel/calendar.js';
import { subjects } from '../kernel/subjects.js';
import { levelNames, officeLevels, type OfficeLevel, type OfficeStore, type OfficeType } from '../offices/index.js';
import type { Clock } from '../platform/clock/clock.js';
import { officePathOf } from '../platform/database/scope.js';
import { badInput, notFound } from '../platform/graphql/errors.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import { keyOf } from '../kernel/ids.js';
import type { AppointmentFilter, AppointmentStore } from './appointment.store.js';
import type { ChiefTutorStore, RecommendationFilter } from './chief-tutor.store.js';
import type { AppointmentType } from './graphql/appointment.type.js';
import type { ChiefTutorRecommendationType } from './graphql/chief-tutor.type.js';
import { postRoles, type PostRole } from './rules/appointments.js';
import { academicStandings, recommendationStates, type RecommendationState } from './rules/chief-tutors.js';
import { roleNames } from './rules/role-names.js';

const stateNames: Record<RecommendationState, string> = { RECOMMENDED: '已推荐', APPOINTED: '已聘任', WITHDRAWN: '已撤回' };

export function appointmentExport(store: AppointmentStore, offices: OfficeStore): ListExport<AppointmentType, AppointmentFilter> {
  return {
    name: 'appointments', fileName: '人员任用', action: 'posts.read', isPersonal: true, selection: pageSelection({ role: [], subject: [], validFrom: [], validUntil: [], office: ['code', 'name', 'level'], person: ['trainingNumber', 'name'] }),
    columns: [
      { heading: '职务', value: (row) => roleNames[row.role].zh }, { heading: '学科', value: (row) => (row.subject === null ? null : subjects[row.subject]) }, { heading: '代码', value: ({ office }) => office.code }, { heading: '项目办', value: ({ office }) => office.name }, { heading: '层级', value: ({ office }) => levelNames[office.level].zh },
      { heading: '师训编号', value: (row) => row.person?.trainingNumber ?? null }, { heading: '姓名', value: (row) => row.person?.name ?? null }, { heading: '第一天', value: (row) => row.validFrom }, { heading: '最后一天', value: (row) => row.validUntil },
    ],
    filterOf: async ({ caller }, given) => ({
      office: given['officeId'] === undefined ? null : await officeOf(offices, caller.scope, given['officeId']), isOfficeOnly: given['isOfficeOnly'] === 'true', role: roleOf(given['role']), level: levelOf(given['level']), isValidOn: dayOf(given['isValidOn']),
    }),
    page: ({ caller }, filter, wanted, args) => store.page(caller.scope, filter, wanted, args),
  };
}

export function vacantOfficeExport(store: AppointmentStore, offices: OfficeStore, clock: Clock): ListExport<OfficeType, { path: string; level: OfficeLevel; role: PostRole }> {
  return {
    name: 'vacantoffices', fileName: '空缺职务', action: 'posts.read', isPersonal: false, selection: pageSelection({ code: [], name: [], level: [], parent: ['name'] }),
    columns: [{ heading: '代码', value: (row) => row.code }, { heading: '项目办', value: (row) => row.name }, { heading: '层级', value: (row) => levelNames[row.level].zh }, { heading: '上级', value: (row) => row.parent?.name ?? null }],
    filterOf: async ({ caller }, given) => {
      const [role, level] = [roleOf(given['role']), levelOf(given['level'])];
      if (role === null || level === null) throw badInput('Name the role and the level.', 'role');
      const office = given['officeId'] === undefined ? null : await officeOf(offices, caller.scope, given['officeId']);
      return { role, level, path: office?.path ?? officePathOf(caller.scope) ?? '' };
    },
    page: ({ caller }, filter, wanted, args) => store.vacantOffices(caller.scope, filter, clock.today(), wanted, args),
  };
}

export function recommendationExport(store: ChiefTutorStore): ListExport<ChiefTutorRecommendationType, RecommendationFilter> {
  return {
    name: 'recommendations', fileName: '学科总辅导员推荐', action: 'posts.recommendations', isPersonal: true,
    selection: pageSelection({ subject: [], standings: [], title: [], reason: [], state: [], recommendedByName: [], recommendedAt: [], settledAt: [], settledReason: [], office: ['name'], person: ['trainingNumber', 'name'], appointment: ['number'] }),
    columns: [
      { heading: '学科', value: (row) => subjects[row.subject] }, { heading: '师训编号', value: (row) => row.person?.trainingNumber ?? null }, { heading: '姓名', value: (row) => row.person?.name ?? null }, { heading: '职称', value: (row) => row.title }, { heading: '学术水平', value: (row) => row.standings.map((standing) => academicStandings[standing].name.zh).join('、') },
      { heading: '推荐单位', value: ({ office }) => office.name }, { heading: '推荐理由', value: (row) => row.reason }, { heading: '推荐经办人', value: (row) => row.recommendedByName }, { heading: '推荐时间', value: (row) => row.recommendedAt },
      { heading: '状态', value: (row) => stateNames[row.state] }, { heading: '聘书编号', value: (row) => row.appointment?.number ?? null }, { heading: '办结时间', value: (row) => row.settledAt }, { heading: '办结事由', value: (row) => row.settledReason },
    ],
    filterOf: async (_, given) => ({ subject: given['subject'] !== undefined && Object.hasOwn(subjects, given['subject']) ? (given['subject'] as keyof typeof subjects) : null, state: recommendationStates.find((state) => state === given['state']) ?? null }),
    page: ({ caller }, filter, wanted, args) => store.page(caller.scope, filter, wanted, args),
  };
}

async function officeOf(offices: OfficeStore, scope: Parameters<OfficeStore['pathOf']>[0], officeId: string): Promise<{ id: number; path: string }> {
  const id = keyOf('Office', officeId) ?? 0;
  const office = await offices.pathOf(scope, id);
  if (!office) throw notFound();
  return { id, path: office.path };
}

function roleOf(given: string | undefined): PostRole | null { return postRoles.find((role) => role === given) ?? null; }
function levelOf(given: string | undefined): OfficeLevel | null { return officeLevels.find((level) => level === given) ?? null; }
function dayOf(given: string | undefined): LocalDate | null { return given !== undefined && isLocalDate(given) ? given : null; }
