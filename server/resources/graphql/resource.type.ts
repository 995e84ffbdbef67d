// Resources as the public schema shows them.
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Stage, Subject } from '../../kernel/subjects.js';
import { StageEnum, SubjectEnum } from '../../access/index.js';
import { OfficeType } from '../../offices/index.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { NodeType, RefusalType, connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { resourceKinds, resourceRights, type ResourceKind, type ResourceRights } from '../rules/resource-form.js';
import { resourceActs, resourceDecisions, resourceStates, type ResourceAct, type ResourceDecision, type ResourcePlace, type ResourceState } from '../rules/resource-life.js';

const kinds = enumOf(resourceKinds);
export const ResourceKindEnum = kinds.object;
registerEnumType(ResourceKindEnum, { name: 'ResourceKind', description: '资源的类型。', valuesConfig: kinds.valuesConfig as never });
const rightsOf = enumOf(resourceRights);
export const ResourceRightsEnum = rightsOf.object;
registerEnumType(ResourceRightsEnum, { name: 'ResourceRights', description: '对著作权的声明。What is declared of its rights.', valuesConfig: rightsOf.valuesConfig as never });
const states = enumOf(resourceStates);
export const ResourceStateEnum = states.object;
registerEnumType(ResourceStateEnum, { name: 'ResourceState', description: '资源的状态。', valuesConfig: states.valuesConfig as never });
const acts = enumOf(resourceActs);
export const ResourceActEnum = acts.object;
registerEnumType(ResourceActEnum, { name: 'ResourceAct', description: '资源流转的一步。A step of a resource.', valuesConfig: acts.valuesConfig as never });
const decisions = enumOf(resourceDecisions);
export const ResourceDecisionEnum = decisions.object;
registerEnumType(ResourceDecisionEnum, { name: 'ResourceDecision', description: '对下级推荐的资源的决定。', valuesConfig: decisions.valuesConfig as never });

@Allow('resources.read')
@ObjectType('ResourceFile', { simpleResolvers: true, description: '资源的文件，从 /resources/files 下载。Comes through the door /resources/files.' })
export class ResourceFileType {
  key!: number;
  @Field(() => String, { description: '文件名。' }) name!: string;
  @Field(() => Int, { description: '大小，字节。Bytes.' }) bytes!: number;
}

@Allow('resources.read')
@ObjectType('ResourceStep', { simpleResolvers: true, description: '资源流转的一步记录。Who did what, when and why.' })
export class ResourceStepType {
  @Field(() => ResourceActEnum, { description: '哪一步。' }) act!: ResourceAct;
  @Field(() => ResourceStateEnum, { description: '之后的状态。' }) state!: ResourceState;
  @Field(() => String, { description: '办理的项目办。' }) officeName!: string;
  @Field(() => String, { description: '办理人。' }) byName!: string;
  @Field(() => DateTimeScalar, { description: '时间。' }) at!: string;
  @Field(() => String, { nullable: true, description: '说明或理由。' }) reason!: string | null;
}

@Allow('resources.read')
@ObjectType('Resource', { implements: NodeType, simpleResolvers: true, description: '资源（JS-10、JS-13）：逐级推荐，收入哪一级的资源库，那一级以下的人员都可使用。Read by everybody who works below the library that holds it.' })
export class ResourceType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => String, { description: '标题。' }) title!: string;
  @Field(() => ResourceKindEnum, { description: '类型。' }) kind!: ResourceKind;
  @Field(() => SubjectEnum, { description: '学科。' }) subject!: Subject;
  @Field(() => StageEnum, { description: '学段。' }) stage!: Stage;
  @Field(() => String, { description: '简介。' }) description!: string;
  @Field(() => String, { description: '作者。' }) authors!: string;
  @Field(() => ResourceRightsEnum, { description: '著作权声明。' }) rights!: ResourceRights;
  @Field(() => String, { description: '他人材料的来源和授权；没有时为空文本。' }) rightsNote!: string;
  @Field(() => String, { nullable: true, description: '链接；有文件时为空。' }) link!: string | null;
  @Field(() => ResourceFileType, { nullable: true, description: '文件；有链接时为空。' }) file!: ResourceFileType | null;
  @Field(() => OfficeType, { description: '报送的机构。' }) source!: OfficeType;
  @Field(() => OfficeType, { nullable: true, description: '收入的最高一级资源库；撤回后为空。The highest office whose library holds it.' }) library!: OfficeType | null;
  @Field(() => OfficeType, { nullable: true, description: '等待其审核的机构。' }) waitingAt!: OfficeType | null;
  @Field(() => ResourceStateEnum, { description: '状态。' }) state!: ResourceState;
  @Field(() => Int, { description: '版本。' }) version!: number;
  @Field(() => DateTimeScalar, { description: '报送时间。' }) handedInAt!: string;
  viewerCanRecommend!: ResourcePlace;
  viewerCanDecide!: ResourcePlace;
  viewerCanWithdraw!: ResourcePlace;
}
export const { Connection: ResourceConnection } = connectionOf('Resource', '资源', 'resources.read', () => ResourceType);

@InputType('HandInResourceInput', { description: '报送一份资源。' })
export class HandInResourceInput {
  @Field(() => String, { description: '标题，1–60 字。' }) title!: string;
  @Field(() => ResourceKindEnum, { description: '类型。' }) kind!: ResourceKind;
  @Field(() => SubjectEnum, { description: '学科。' }) subject!: Subject;
  @Field(() => StageEnum, { description: '学段。' }) stage!: Stage;
  @Field(() => String, { description: '简介，1–1000 字。' }) description!: string;
  @Field(() => String, { description: '作者姓名，1–100 字。' }) authors!: string;
  @Field(() => String, { nullable: true, description: '作者是本机构人员时，其师训编号。' }) authorNumber?: string | null;
  @Field(() => ResourceRightsEnum, { description: '著作权声明。' }) rights!: ResourceRights;
  @Field(() => String, { nullable: true, description: '他人材料的来源和授权，最多 200 字；含他人材料时必填。' }) rightsNote?: string | null;
  @Field(() => String, { nullable: true, description: '以 https:// 开头的链接；与文件只取其一。' }) link?: string | null;
  @Field(() => Int, { nullable: true, description: '先经 /resources/files 上传的文件的编号。' }) fileNumber?: number | null;
  @Field(() => Boolean, { description: '是否同时向上一级推荐。Recommends it at once to the office above.' }) isRecommended!: boolean;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@InputType({ description: '对一份资源的处理。' })
abstract class MoveResourceInput {
  @Field(() => ID, { description: '资源。' }) resourceId!: string;
  @Field(() => Int, { description: '所依据的版本。' }) expectedVersion!: number;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@InputType('RecommendResourceInput', { description: '向上一级推荐一份资源。' })
export class RecommendResourceInput extends MoveResourceInput {
  @Field(() => String, { nullable: true, description: '推荐理由，最多 500 字。' }) reason?: string | null;
}

@InputType('DecideResourceInput', { description: '审核下级推荐的一份资源。' })
export class DecideResourceInput extends MoveResourceInput {
  @Field(() => ResourceDecisionEnum, { description: '决定。' }) decision!: ResourceDecision;
  @Field(() => String, { nullable: true, description: '理由，最多 500 字；退回时必填。' }) reason?: string | null;
  @Field(() => Boolean, { description: '采用时是否同时向上一级推荐。' }) isRecommended!: boolean;
}

@InputType('WithdrawResourceInput', { description: '撤下一份资源。' })
export class WithdrawResourceInput extends MoveResourceInput {
  @Field(() => String, { description: '理由，1–500 字。' }) reason!: string;
}

@ObjectType({ description: '办理的结果。' })
abstract class ResourcePayload {
  @Field(() => ResourceType, { nullable: true, description: '资源现在的样子。' }) resource!: ResourceType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('resources.handIn')
@ObjectType('HandInResourcePayload', { simpleResolvers: true, description: '报送的结果。' })
export class HandInResourcePayload extends ResourcePayload {}

@Allow('resources.handIn')
@ObjectType('RecommendResourcePayload', { simpleResolvers: true, description: '推荐的结果。' })
export class RecommendResourcePayload extends ResourcePayload {}

@Allow('resources.decide')
@ObjectType('DecideResourcePayload', { simpleResolvers: true, description: '审核的结果。' })
export class DecideResourcePayload extends ResourcePayload {}

@Allow('resources.handIn')
@ObjectType('WithdrawResourcePayload', { simpleResolvers: true, description: '撤下的结果。' })
export class WithdrawResourcePayload extends ResourcePayload {}
