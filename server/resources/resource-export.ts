// The resource library as a file: what the list shows.
import { keyOf } from '../kernel/ids.js';
import { stages, subjects, type Stage, type Subject } from '../kernel/subjects.js';
import { badInput } from '../platform/graphql/errors.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import type { ResourceType } from './graphql/resource.type.js';
import type { ResourceFilter, ResourceStore } from './resource.store.js';
import { resourceKinds, resourceRights, type ResourceKind } from './rules/resource-form.js';
import { resourceStates } from './rules/resource-life.js';

function among<Name extends string>(names: Readonly<Record<Name, string>>, given: string | undefined, field: string): Name | null {
  if (given === undefined) return null;
  if (!Object.hasOwn(names, given)) throw badInput(`There is no such ${field}.`, field);
  return given as Name;
}

export function resourceExport(store: ResourceStore): ListExport<ResourceType, ResourceFilter> {
  return {
    name: 'resources', fileName: '资源库', action: 'resources.read', isPersonal: false,
    selection: pageSelection({ title: [], kind: [], subject: [], stage: [], authors: [], rights: [], rightsNote: [], source: ['name'], library: ['name'], waitingAt: ['name'], state: [], handedInAt: [], file: ['name'], link: [], description: [] }),
    columns: [
      { heading: '标题', value: (row) => row.title }, { heading: '类型', value: (row) => resourceKinds[row.kind] }, { heading: '学科', value: (row) => subjects[row.subject] }, { heading: '学段', value: (row) => stages[row.stage] }, { heading: '作者', value: (row) => row.authors },
      { heading: '著作权声明', value: (row) => resourceRights[row.rights] }, { heading: '他人材料的来源和授权', value: (row) => row.rightsNote }, { heading: '报送机构', value: (row) => row.source.name }, { heading: '所在资源库', value: (row) => row.library?.name ?? null }, { heading: '等待审核', value: (row) => row.waitingAt?.name ?? null },
      { heading: '状态', value: (row) => resourceStates[row.state] }, { heading: '报送时间', value: (row) => row.handedInAt }, { heading: '文件', value: (row) => row.file?.name ?? null }, { heading: '链接', value: (row) => row.link }, { heading: '简介', value: (row) => row.description },
    ],
    filterOf: async ({ caller }, given) => ({
      libraryId: given['libraryId'] === undefined ? null : (keyOf('Office', given['libraryId']) ?? 0), kind: among<ResourceKind>(resourceKinds, given['kind'], 'kind'), subject: among<Subject>(subjects, given['subject'], 'subject'), stage: among<Stage>(stages, given['stage'], 'stage'),
      search: given['search']?.trim() || null, waitingAt: given['isWaiting'] === 'true' ? (caller.officeId ?? 0) : null, sourceId: given['isOwn'] === 'true' ? (caller.officeId ?? 0) : null,
    }),
    page: ({ caller }, filter, wanted, args) => store.page(caller.scope, filter, wanted, args),
  };
}
