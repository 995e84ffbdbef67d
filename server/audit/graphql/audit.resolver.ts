// Reading the audit trail.
import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { ViewerType } from '../../access/index.js';
import { keyOf, type NodeType } from '../../kernel/ids.js';
import { subtreeInScope, type OfficeStore } from '../../offices/index.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { notFound } from '../../platform/graphql/errors.js';
import { PagingArguments } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import type { AuditStore, RecordedEvent } from '../audit.store.js';
import { actTitle, actWords } from '../rules/act-words.js';
import type { Names } from '../rules/fact-words.js';
import { namedIn, toldActor, toldChanges, toldFacts, toldSubject } from '../told-event.js';
import { AuditActType, AuditActorType, AuditChangeType, AuditEventConnection, AuditEventType, AuditFactType, AuditSubjectKindEnum, AuditSubjectType } from './audit.type.js';

type Recorded<Name extends string> = AuditEventType & Record<Name, RecordedEvent>;

@Resolver(() => AuditEventType)
export class AuditResolver {
  constructor(private readonly store: AuditStore, private readonly offices: OfficeStore) {}

  @Allow('audit.browse')
  @Query(() => AuditEventConnection, { description: '审计记录，新的在前：本级及以下各项目办的操作。总数最多数到 10,000。Events of acts at the offices of the own subtree, the newest first; totalCount is counted up to 10,000 and no further.' })
  async auditEvents(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('officeId', () => ID, { nullable: true, description: '只列此项目办及其下级的。' }) officeId: string | null,
    @Arg('personId', () => ID, { nullable: true, description: '只列此人的操作。What this person did.' }) personId: string | null,
    @Arg('act', () => String, { nullable: true, description: '只列此事项，代码见 auditActs。' }) act: string | null,
    @Arg('subjectKind', () => AuditSubjectKindEnum, { nullable: true, description: '只列此类对象的。' }) subjectKind: NodeType | null,
    @Arg('from', () => DateTimeScalar, { nullable: true, description: '从此时刻起。' }) from: string | null,
    @Arg('until', () => DateTimeScalar, { nullable: true, description: '到此时刻之前。' }) until: string | null,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<AuditEventType>> {
    const subtree = await subtreeInScope(this.offices, caller.scope, officeId);
    const filter = { subtree, personId: personId == null ? null : (keyOf('Person', personId) ?? 0), action: act ?? null, kind: subjectKind ?? null, from: from ?? null, until: until ?? null };
    return this.store.page(caller.scope, filter, selectionOf(info, 'AuditEventConnection'), paging);
  }

  @Allow('audit.browse')
  @Query(() => AuditEventType, { nullable: true, description: '一条审计记录。One event; NOT_FOUND outside the own subtree.' })
  async auditEvent(@Arg('id', () => ID, { description: '全局标识。' }) id: string, @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<AuditEventType> {
    const event = await this.store.byKey(caller.scope, keyOf('AuditEvent', id) ?? 0, selectionOf(info, 'AuditEvent'));
    if (!event) throw notFound();
    return event;
  }

  @Allow('audit.browse')
  @Query(() => [AuditActType], { description: '全部审计事项。Every kind of act that is recorded.' })
  auditActs(@Ctx() { language }: RequestContext): AuditActType[] {
    return Object.entries(actWords).map(([code, words]) => ({ code, title: words[language] }));
  }

  @FieldResolver(() => String, { description: '事项的代码。The code of the act.' })
  action(@Root() { action }: Recorded<'action'>): string { return action.code; }

  @FieldResolver(() => String, { description: '事项，按请求的语言。What was done.' })
  title(@Root() { title }: Recorded<'title'>, @Ctx() { language }: RequestContext): string { return actTitle(title.code)[language]; }

  @FieldResolver(() => AuditActorType, { description: '操作者。Who acted.' })
  async actor(@Root() { actor }: Recorded<'actor'>, @Ctx() context: RequestContext): Promise<AuditActorType> { return toldActor(actor, await this.#names(context, actor)); }

  @FieldResolver(() => AuditSubjectType, { nullable: true, description: '对象。What it was done to.' })
  async subject(@Root() { subject }: Recorded<'subject'>, @Ctx() context: RequestContext): Promise<AuditSubjectType | null> { return toldSubject(subject, await this.#names(context, subject), context.language); }

  @FieldResolver(() => [AuditFactType], { description: '事实，不含变更前后的值。' })
  async facts(@Root() { facts }: Recorded<'facts'>, @Ctx() context: RequestContext): Promise<AuditFactType[]> { return toldFacts(facts, await this.#names(context, facts), context.language); }

  @FieldResolver(() => [AuditChangeType], { description: '变更前后。What stood there before, and after.' })
  async changes(@Root() { changes }: Recorded<'changes'>, @Ctx() context: RequestContext): Promise<AuditChangeType[]> { return toldChanges(changes, await this.#names(context, changes), context.language); }

  /** All fields of all rows ask one loader: a list costs one statement for people and one for offices, whatever is selected. */
  async #names(context: RequestContext, event: RecordedEvent): Promise<Names> {
    const { loaders, caller } = context;
    let loader = loaders.get('audit.names') as DataLoader<string, string | null> | undefined;
    if (!loader) {
      loader = new DataLoader(async (ids: readonly string[]) => {
        const names = await this.store.namesOf(caller.scope, ids);
        return ids.map((id) => names.get(id) ?? null);
      });
      loaders.set('audit.names', loader);
    }
    const ids = namedIn(event);
    const names = await loader.loadMany(ids);
    return new Map(ids.flatMap((id, index): [string, string][] => {
      const name = names[index];
      if (name instanceof Error) throw name;
      return name == null ? [] : [[id, name]];
    }));
  }
}

@Resolver(() => ViewerType)
export class ViewerAuditResolver {
  @FieldResolver(() => Boolean, { description: '可否查阅审计记录。' })
  viewerCanBrowseAudit(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('audit.browse'); }
}
