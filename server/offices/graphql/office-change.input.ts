// Inputs and payloads of changing the organisation.
import { Field, ID, InputType, Int, ObjectType, type ClassType } from 'type-graphql';
import { RefusalType } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { LocalDateScalar } from '../../platform/graphql/scalars.js';
import type { OfficeLevel } from '../rules/office-levels.js';
import { OfficeChangeType } from './office-change.type.js';
import { OfficeLevelEnum, OfficeType } from './office.type.js';

@InputType()
abstract class DecidedInput {
  @Field(() => LocalDateScalar, { description: '生效日期；将来的日期即为计划，到期执行。From which day on; a day to come makes a plan.' }) effectiveOn!: string;
  @Field(() => String, { description: '原因，例如文件名称和文号。' }) reason!: string;
  @Field(() => String, { nullable: true, description: '幂等键：同一键重发只执行一次。' }) idempotencyKey?: string | null;
}

@InputType()
abstract class ChangeInput extends DecidedInput {
  @Field(() => ID, { description: '项目办，须在本级以下。An office below the own one.' }) officeId!: string;
  @Field(() => Int, { description: '所见的版本。' }) expectedVersion!: number;
}

@InputType('CreateOfficeInput', { description: '新建项目办。' })
export class CreateOfficeInput extends DecidedInput {
  @Field(() => ID, { description: '上级项目办，本级或以下。' }) parentId!: string;
  @Field(() => OfficeLevelEnum, { description: '层级，须低于上级，可跳过中间层级。' }) level!: OfficeLevel;
  @Field(() => String, { description: '代码，2 至 18 位数字。' }) code!: string;
  @Field(() => String, { description: '名称。' }) name!: string;
}

@InputType('RenameOfficeInput', { description: '更名。' })
export class RenameOfficeInput extends ChangeInput {
  @Field(() => String, { description: '新名称。' }) name!: string;
}

@InputType('MoveOfficeInput', { description: '调整隶属。' })
export class MoveOfficeInput extends ChangeInput {
  @Field(() => ID, { description: '新的上级，本级或以下。' }) parentId!: string;
}

@InputType('MergeOfficeInput', { description: '合并。' })
export class MergeOfficeInput extends ChangeInput {
  @Field(() => ID, { description: '并入的同级项目办。' }) intoId!: string;
}

@InputType('CloseOfficeInput', { description: '撤销。' })
export class CloseOfficeInput extends ChangeInput {}

@InputType('CancelOfficeChangeInput', { description: '撤回计划中的变更。' })
export class CancelOfficeChangeInput {
  @Field(() => ID, { description: '计划中的变更。' }) changeId!: string;
  @Field(() => String, { description: '原因。' }) reason!: string;
}

export interface OfficeChangePayload { office: OfficeType | null; change: OfficeChangeType | null; refusals: RefusalType[] }

function payloadOf(name: string, chinese: string): ClassType<OfficeChangePayload> {
  @Allow('offices.change')
  @ObjectType(`${name}Payload`, { simpleResolvers: true, description: `${chinese}的结果。` })
  class Payload implements OfficeChangePayload {
    @Field(() => OfficeType, { nullable: true, description: '项目办；新建尚在计划中时为空。' }) office!: OfficeType | null;
    @Field(() => OfficeChangeType, { nullable: true, description: '变更记录。' }) change!: OfficeChangeType | null;
    @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
  }
  return Payload;
}

export const CreateOfficePayload = payloadOf('CreateOffice', '新建项目办');
export const RenameOfficePayload = payloadOf('RenameOffice', '更名');
export const MoveOfficePayload = payloadOf('MoveOffice', '调整隶属');
export const MergeOfficePayload = payloadOf('MergeOffice', '合并');
export const CloseOfficePayload = payloadOf('CloseOffice', '撤销');
export const CancelOfficeChangePayload = payloadOf('CancelOfficeChange', '撤回计划');
