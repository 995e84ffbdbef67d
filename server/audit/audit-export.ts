// The audit trail as a file.
import { keyOf, type NodeType } from '../kernel/ids.js';
import { isLocalDate } from '../kernel/calendar.js';
import { subtreeInScope, type OfficeStore } from '../offices/index.js';
import { badInput } from '../platform/graphql/errors.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import type { AuditFilter, AuditStore, RecordedEvent } from './audit.store.js';
import { actTitle } from './rules/act-words.js';
import { kindName, subjectKinds, valueText } from './rules/fact-words.js';
import { namedIn, toldActor, toldChanges, toldFacts, toldSubject } from './told-event.js';

interface ExportedEvent extends Record<'action' | 'actor' | 'subject' | 'facts' | 'changes', RecordedEvent> { at: string; requestId: string; role: string | null; office: { code: string; name: string } | null; sealedAt: string | null; names: Map<string, string> }

const actorKinds = { PERSON: '人员', PLATFORM: '第三方平台', SYSTEM: '系统', NOBODY: '未登录者' } as const;

export function auditExport(store: AuditStore, offices: OfficeStore): ListExport<ExportedEvent, AuditFilter> {
  return {
    name: 'audit', fileName: '审计', action: 'audit.browse', isPersonal: false,
    selection: pageSelection({ at: [], requestId: [], role: [], sealedAt: [], action: [], actor: [], subject: [], facts: [], changes: [], office: ['code', 'name'] }),
    columns: [
      { heading: '时间', value: (row) => row.at }, { heading: '事项', value: (row) => actTitle(row.action.code).zh }, { heading: '操作者', value: actorText }, { heading: '角色', value: (row) => valueText(row.role, row.names, 'zh') },
      { heading: '项目办代码', value: (row) => row.office?.code ?? null }, { heading: '项目办', value: (row) => row.office?.name ?? null }, { heading: '对象', value: (row) => toldSubject(row.subject, row.names, 'zh')?.title ?? null },
      { heading: '变更', value: (row) => toldChanges(row.changes, row.names, 'zh').map(({ title, before, after }) => `${title}：${before ?? '—'} → ${after ?? '—'}`).join('；') || null },
      { heading: '其他事实', value: (row) => toldFacts(row.facts, row.names, 'zh').map(({ title, value }) => `${title}：${value}`).join('；') || null },
      { heading: '请求编号', value: (row) => row.requestId }, { heading: '封存时间', value: (row) => row.sealedAt },
    ],
    filterOf: async ({ caller }, given) => ({
      subtree: await subtreeInScope(offices, caller.scope, given['officeId']), personId: given['personId'] === undefined ? null : (keyOf('Person', given['personId']) ?? 0), action: given['act'] ?? null,
      kind: subjectKinds.find((kind): kind is NodeType => kindName(kind) === given['subjectKind']) ?? null, from: instantOf('from', given['from']), until: instantOf('until', given['until']),
    }),
    page: async ({ caller }, filter, wanted, args) => {
      const page = await store.page(caller.scope, filter, wanted, args) as never as Awaited<ReturnType<ListExport<ExportedEvent, AuditFilter>['page']>>;
      const names = await store.namesOf(caller.scope, page.nodes.flatMap(({ actor }) => namedIn(actor)));
      return { ...page, nodes: page.nodes.map((row) => ({ ...row, names })) };
    },
  };
}

function actorText({ actor, names }: ExportedEvent): string {
  const { kind, name, asOffice } = toldActor(actor, names);
  return `${name ?? actorKinds[kind]}${asOffice === null ? '' : `（以${asOffice}的视角）`}`;
}

function instantOf(field: string, text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/.test(text) || !isLocalDate(text.slice(0, 10)) || Number.isNaN(Date.parse(text))) throw badInput(`${field} is no instant.`, field);
  return text;
}
