// Changes of the organisation as the public schema shows them.
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Bilingual } from '../../kernel/refusals.js';
import { NodeType, RefusalType, connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar, LocalDateScalar } from '../../platform/graphql/scalars.js';
import type { OfficeLevel } from '../rules/office-levels.js';
import { officeChangeKinds, officeChangeStates, type OfficeChangeKind, type OfficeChangeState } from '../rules/office-states.js';
import { OfficeLevelEnum, OfficeType } from './office.type.js';

export const OfficeChangeKindEnum = Object.fromEntries(officeChangeKinds.map((kind) => [kind, kind])) as Record<OfficeChangeKind, OfficeChangeKind>;
registerEnumType(OfficeChangeKindEnum, {
  name: 'OfficeChangeKind',
  description: '机构变更的种类。',
  valuesConfig: { CREATE: { description: '新建。' }, RENAME: { description: '更名。' }, MOVE: { description: '调整隶属。' }, MERGE: { description: '合并。' }, CLOSE: { description: '撤销。' } },
});

export const OfficeChangeStateEnum = Object.fromEntries(officeChangeStates.map((state) => [state, state])) as Record<OfficeChangeState, OfficeChangeState>;
registerEnumType(OfficeChangeStateEnum, {
  name: 'OfficeChangeState',
  description: '机构变更的状态。A planned change is checked again on its day.',
  valuesConfig: { PLANNED: { description: '计划中，到生效日期执行。' }, APPLIED: { description: '已生效。' }, CANCELLED: { description: '已撤回。' }, REFUSED: { description: '到期时因不符合规则未执行。' } },
});

@Allow('offices.history')
@ObjectType('OfficeChange', { implements: NodeType, simpleResolvers: true, description: '机构沿革的一条记录：谁、何时、自哪天起、做了什么、为什么。Who changed which office, from which day on and why.' })
export class OfficeChangeType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => OfficeChangeKindEnum, { description: '种类。' }) kind!: OfficeChangeKind;
  @Field(() => OfficeChangeStateEnum, { description: '状态。' }) state!: OfficeChangeState;
  @Field(() => OfficeType, { nullable: true, description: '变更的项目办；新建尚在计划中时为空。' }) office!: OfficeType | null;
  @Field(() => LocalDateScalar, { description: '生效日期。' }) effectiveOn!: string;
  @Field(() => String, { description: '原因。' }) reason!: string;
  @Field(() => OfficeLevelEnum, { nullable: true, description: '新建项目办的层级。' }) level!: OfficeLevel | null;
  @Field(() => String, { nullable: true, description: '新建项目办的代码。' }) code!: string | null;
  @Field(() => String, { nullable: true, description: '当时的名称；新建时为空。' }) nameBefore!: string | null;
  @Field(() => String, { nullable: true, description: '新名称（新建、更名）。' }) nameAfter!: string | null;
  @Field(() => OfficeType, { nullable: true, description: '当时的上级。' }) parentBefore!: OfficeType | null;
  @Field(() => OfficeType, { nullable: true, description: '新的上级（新建、调整隶属）。' }) parentAfter!: OfficeType | null;
  @Field(() => OfficeType, { nullable: true, description: '并入的项目办。' }) mergedInto!: OfficeType | null;
  @Field(() => String, { description: '经办人。' }) byName!: string;
  @Field(() => DateTimeScalar, { description: '登记时间。' }) recordedAt!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: '执行、撤回或未能执行的时间；计划中为空。' }) settledAt!: string | null;
  /** In both languages; the resolver picks the caller's. */
  note!: Bilingual | null;
}

export const { Connection: OfficeChangeConnection } = connectionOf('OfficeChange', '机构变更', 'offices.history', () => OfficeChangeType);

@Allow('offices.change')
@ObjectType('OfficeChangePreview', { simpleResolvers: true, description: '变更将涉及的范围，先看后做。What a change would concern, in numbers.' })
export class OfficeChangePreviewType {
  key!: number;
  /** The subtree concerned; other domains count in it what is theirs. */
  path!: string;
  /** The receiver of a merger, where one was named, and the day; other domains ask what is left over. */
  mergedIntoKey!: number | null;
  effectiveOn!: string;
  @Field(() => Int, { description: '涉及的在用项目办（含本身）。Open offices concerned, itself included.' }) officeCount!: number;
  @Field(() => Int, { description: '其中学校。' }) schoolCount!: number;
  @Field(() => Boolean, { description: '生效日期在将来，到期执行。' }) isPlanned!: boolean;
  @Field(() => [RefusalType], { description: '照此提交会遭到的拒绝。What would be refused.' }) refusals!: RefusalType[];
}
