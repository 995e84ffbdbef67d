// How many people a change of the organisation would concern.
import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { Role } from '../../kernel/roles.js';
import type { Subject } from '../../kernel/subjects.js';
import { OfficeChangePreviewType } from '../../offices/index.js';
import type { Clock } from '../../platform/clock/clock.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { Allow } from '../../platform/graphql/permission.js';
import { LocalDateScalar } from '../../platform/graphql/scalars.js';
import type { OfficePeople } from '../office-people.store.js';
import { RoleEnum, SubjectEnum } from './person.type.js';

@Allow('offices.change')
@ObjectType('SurplusPost', { simpleResolvers: true, description: '合并后多出的职务：并入的学校已有人担任，本任期随合并结束。A post that ends with the merger, because the receiver has its holder.' })
export class SurplusPostType {
  @Field(() => RoleEnum, { description: '职务。' }) role!: Role;
  @Field(() => SubjectEnum, { nullable: true, description: '学科。' }) subject!: Subject | null;
  @Field(() => String, { description: '担任人。' }) holder!: string;
  @Field(() => LocalDateScalar, { description: '任期第一天。' }) from!: string;
  @Field(() => LocalDateScalar, { nullable: true, description: '任期原定的最后一天；空为未定。' }) until!: string | null;
}

@Resolver(() => OfficeChangePreviewType)
export class OfficePeoplePreviewResolver {
  constructor(private readonly people: OfficePeople, private readonly clock: Clock) {}

  @FieldResolver(() => Int, { description: '所在人员人数。People who work there.' })
  peopleCount(@Root() { path }: OfficeChangePreviewType, @Ctx() { caller }: RequestContext): Promise<number> { return this.people.peopleBelow(caller.scope, path); }

  @FieldResolver(() => Int, { description: '现任职务（不含学员）。Valid roles held there, learners aside.' })
  roleCount(@Root() { path }: OfficeChangePreviewType, @Ctx() { caller }: RequestContext): Promise<number> { return this.people.rolesBelow(caller.scope, path, this.clock.today()); }

  @FieldResolver(() => [SurplusPostType], { description: '合并时：多出而随之结束的职务；并入方的任职不变。Posts that end with a merger; the receiver\'s stay.' })
  surplusPosts(@Root() { key, mergedIntoKey, effectiveOn }: OfficeChangePreviewType, @Ctx() { caller }: RequestContext): Promise<SurplusPostType[]> | SurplusPostType[] {
    return mergedIntoKey === null ? [] : this.people.surplusPosts(caller.scope, key, mergedIntoKey, effectiveOn);
  }
}
