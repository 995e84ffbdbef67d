// Reading people: the list of an office, one person, and what hangs on a person.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { PersonType, RoleAssignmentType, StageEnum, SubjectEnum, ViewerType } from '../../access/index.js';
import { keyOf } from '../../kernel/ids.js';
import type { Post, SpecialGrade } from '../../kernel/posts.js';
import type { Stage, Subject } from '../../kernel/subjects.js';
import { subtreeInScope, type OfficeStore } from '../../offices/index.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf, type Selection } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { notFound } from '../../platform/graphql/errors.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { PagingArguments } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import type { CorrectionState } from '../data-correction.entity.js';
import type { PeopleStore } from '../people.store.js';
import { CorrectionStateEnum, DataCorrectionConnection, PersonConnection, PostEnum, SpecialGradeEnum, TeacherChangeType, type DataCorrectionType } from './people.type.js';

@Resolver()
export class PeopleResolver {
  constructor(private readonly store: PeopleStore, private readonly offices: OfficeStore) {}

  @Allow('people.browse')
  @Query(() => PersonConnection, { description: '本级及以下的人员。People of the own subtree.' })
  async people(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('officeId', () => ID, { nullable: true, description: '只列此项目办及其下级的。' }) officeId: string | null,
    @Arg('search', () => String, { nullable: true, description: '姓名或其拼音、首字母的开头，或完整的师训编号、身份证号码、手机号码。Beginning of the name, its pinyin or initials; or a whole number.' }) search: string | null,
    @Arg('subject', () => SubjectEnum, { nullable: true, description: '任教学科。' }) subject: Subject | null,
    @Arg('stage', () => StageEnum, { nullable: true, description: '任教学段。' }) stage: Stage | null,
    @Arg('isConfirmed', () => Boolean, { nullable: true, description: '教师本人是否已确认资料。' }) isConfirmed: boolean | null,
    @Arg('isLikelyDuplicate', () => Boolean, { nullable: true, description: '只列可能重复的：姓名和出生日期相同，或手机号码相同。' }) isLikelyDuplicate: boolean | null,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<PersonType>> {
    const subtree = await subtreeInScope(this.offices, caller.scope, officeId);
    const filter = { subtree, search: search?.trim() || null, subject: subject ?? null, stage: stage ?? null, isConfirmed: isConfirmed ?? null, isLikelyDuplicate: isLikelyDuplicate ?? null };
    return this.store.page(caller.scope, filter, selectionOf(info, 'PersonConnection'), paging);
  }

  @Allow('people.read')
  @Query(() => PersonType, { nullable: true, description: '一名人员。One person; NOT_FOUND outside the own scope.' })
  async person(@Arg('id', () => ID, { description: '全局标识。' }) id: string, @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<PersonType> {
    const person = await this.store.byKey(caller.scope, keyOf('Person', id) ?? 0, selectionOf(info, 'Person'));
    if (!person) throw notFound();
    return person;
  }

  @Allow('people.details')
  @Query(() => DataCorrectionConnection, { description: '更正申请，新的在前；教师只见本人的。Corrections, the newest first; a teacher sees the own ones.' })
  async dataCorrections(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('officeId', () => ID, { nullable: true, description: '只列此项目办及其下级的。' }) officeId: string | null,
    @Arg('state', () => CorrectionStateEnum, { nullable: true, description: '状态。' }) state: CorrectionState | null,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<DataCorrectionType>> {
    const subtree = await subtreeInScope(this.offices, caller.scope, officeId);
    return this.store.corrections(caller.scope, { subtree, state: state ?? null }, selectionOf(info, 'DataCorrectionConnection'), paging);
  }
}

type Extended<Name extends string, Value> = PersonType & Partial<Record<Name, Value>>;

@Resolver(() => PersonType)
export class PersonDataResolver {
  constructor(private readonly store: PeopleStore) {}

  @Allow('people.details')
  @FieldResolver(() => Int, { nullable: true, description: '参加工作年份。Year of becoming a teacher.' })
  joinedYear(@Root() person: Extended<'joinedYear', number | null>): number | null { return person.joinedYear ?? null; }

  @Allow('people.details')
  @FieldResolver(() => [PostEnum], { description: '岗位。' })
  posts(@Root() person: Extended<'posts', Post[]>): Post[] { return person.posts ?? []; }

  @Allow('people.details')
  @FieldResolver(() => [SpecialGradeEnum], { description: '荣誉与骨干层次。' })
  specialGrades(@Root() person: Extended<'specialGrades', SpecialGrade[]>): SpecialGrade[] { return person.specialGrades ?? []; }

  @Allow('people.details')
  @FieldResolver(() => DateTimeScalar, { nullable: true, description: '本人确认资料的时间；空为尚未确认。When the teacher confirmed the own data.' })
  confirmedAt(@Root() person: Extended<'confirmedAt', string | null>): string | null { return person.confirmedAt ?? null; }

  @Allow('people.details')
  @FieldResolver(() => Int, { description: '资料的版本。' })
  version(@Root() person: Extended<'version', number>): number { return person.version ?? 0; }

  @Allow('people.details')
  @FieldResolver(() => PersonType, { nullable: true, description: '已并入的记录；空为独立的记录。The record that this one was merged into.' })
  mergedInto(@Root() person: Extended<'mergedInto', PersonType | null>): PersonType | null { return person.mergedInto ?? null; }

  @Allow('people.details')
  @FieldResolver(() => [TeacherChangeType], { description: '资料的变更，新的在前（最近 50 条）。The latest changes.' })
  history(@Root() person: PersonType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<TeacherChangeType[]> {
    return hanging(person, context, info, 'TeacherChange', (keys) => this.store.historyOf(context.caller.scope, keys));
  }

  @Allow('people.details')
  @FieldResolver(() => [RoleAssignmentType], { description: '任职，现任在前。Roles, present ones first.' })
  roles(@Root() person: PersonType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<RoleAssignmentType[]> {
    return hanging(person, context, info, 'RoleAssignment', (keys, selection) => this.store.rolesOf(context.caller.scope, keys, selection));
  }

  @Allow('people.merge')
  @FieldResolver(() => [PersonType], { description: '可能是同一人的其他记录。Records that are likely the same human being.' })
  likelyDuplicates(@Root() person: PersonType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<PersonType[]> {
    return hanging(person, context, info, 'Person', (keys, selection) => this.store.likelyDuplicatesOf(context.caller.scope, keys, selection));
  }
}

@Resolver(() => ViewerType)
export class ViewerPeopleResolver {
  @FieldResolver(() => Boolean, { description: '可否查找教师。' })
  viewerCanBrowsePeople(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('people.browse'); }

  @FieldResolver(() => Boolean, { description: '可否修改教师资料。' })
  viewerCanManagePeople(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('people.manage'); }

  @FieldResolver(() => Boolean, { description: '可否办理教师调动。' })
  viewerCanTransferTeachers(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('people.transfer'); }

  @FieldResolver(() => Boolean, { description: '可否合并重复的人员。' })
  viewerCanMergePeople(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('people.merge'); }
}

function hanging<Value>(person: PersonType, context: RequestContext, info: GraphQLResolveInfo, typeName: string, load: (keys: readonly number[], selection: Selection) => Promise<Map<number, Value[]>>): Promise<Value[]> {
  const selection = selectionOf(info, typeName);
  return loaderOf<Value[]>(context, info, async (keys) => {
    const found = await load(keys, selection);
    return keys.map((key) => found.get(key) ?? []);
  }).load(person.key);
}
