// Inputs and payloads of the life of a programme.
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { RefusalType } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { LocalDateScalar } from '../../platform/graphql/scalars.js';
import type { ProgrammeAct } from '../rules/programme-life.js';
import type { ProgrammeTextKind } from '../rules/programme-parts.js';
import type { ReplyAnswer } from '../rules/programme-replies.js';
import { ProgrammeActEnum, ProgrammeAnswerEnum, ProgrammeTextKindEnum } from './programme-life.type.js';
import { ProgrammeType } from './programme.type.js';

const sameKey = '幂等键：同一键重发只执行一次。';

@InputType('CreateProgrammeInput', { description: '起草一个项目。' })
export class CreateProgrammeInput {
  @Field(() => String, { description: '项目编号，如 S20240304；全系统唯一。' }) code!: string;
  @Field(() => String, { description: '项目名称，最多 80 字。' }) name!: string;
  @Field(() => Int, { description: '年度。' }) year!: number;
  @Field(() => ID, { nullable: true, description: '同一项目的往年一期：两者同属一个系列（JS-01）；空为新的系列。The same project in another year.' }) previousProgrammeId?: string | null;
  @Field(() => String, { nullable: true, description: sameKey }) idempotencyKey?: string | null;
}

@InputType('RenameProgrammeInput', { description: '更改项目名称；起草中或退回修改时。' })
export class RenameProgrammeInput {
  @Field(() => ID, { description: '项目。' }) programmeId!: string;
  @Field(() => String, { description: '项目名称，最多 80 字。' }) name!: string;
  @Field(() => Int, { description: '看到的项目版本；已变化则拒绝。' }) expectedVersion!: number;
  @Field(() => String, { nullable: true, description: sameKey }) idempotencyKey?: string | null;
}

@InputType('WriteProgrammeTextInput', { description: '撰写项目文稿；每次保存为一个新版本。' })
export class WriteProgrammeTextInput {
  @Field(() => ID, { description: '项目。' }) programmeId!: string;
  @Field(() => ProgrammeTextKindEnum, { description: '种类。' }) kind!: ProgrammeTextKind;
  @Field(() => String, { description: '内容，最多 20000 字。' }) text!: string;
  @Field(() => Int, { description: '看到的版本；还没有的为 0。' }) expectedVersion!: number;
  @Field(() => String, { nullable: true, description: sameKey }) idempotencyKey?: string | null;
}

@InputType()
abstract class MoveInput {
  @Field(() => ID, { description: '项目。' }) programmeId!: string;
  @Field(() => String, { nullable: true, description: '理由、意见或结论，最多 2000 字；退回、取消和评估必填。' }) reason?: string | null;
  @Field(() => Int, { description: '看到的版本；已变化则拒绝。' }) expectedVersion!: number;
  @Field(() => String, { nullable: true, description: sameKey }) idempotencyKey?: string | null;
}

@InputType('DecideProgrammeInput', { description: '领导小组审批方案。' })
export class DecideProgrammeInput extends MoveInput {
  @Field(() => Boolean, { description: '批准；否则退回修改。' }) isApproved!: boolean;
}

@InputType('AdvanceProgrammeInput', { description: '推进项目。' })
export class AdvanceProgrammeInput extends MoveInput {
  @Field(() => ProgrammeActEnum, { description: '动作；审批由领导小组另行办理。' }) act!: ProgrammeAct;
  @Field(() => LocalDateScalar, { nullable: true, description: '发布时：直接下级确认是否参加的最后一天；空为不征求。' }) joinUntil?: string | null;
}

@InputType('NameProgrammeContactsInput', { description: '选定项目联系人：主办项目办的向所有人公布，直接下级的报送主办项目办。' })
export class NameProgrammeContactsInput {
  @Field(() => ID, { description: '项目。' }) programmeId!: string;
  @Field(() => [ID], { description: '本级的联系人，1–5 位；以此替换原来的。' }) contactIds!: string[];
}

@InputType('RemoveProgrammeFileInput', { description: '撤下附件。' })
export class RemoveProgrammeFileInput {
  @Field(() => ID, { description: '项目。' }) programmeId!: string;
  @Field(() => Int, { description: '序号。' }) number!: number;
}

@InputType('ReplyToProgrammeInput', { description: '确认本级是否参加。' })
export class ReplyToProgrammeInput {
  @Field(() => ID, { description: '项目。' }) programmeId!: string;
  @Field(() => ProgrammeAnswerEnum, { description: '是否参加。' }) answer!: ReplyAnswer;
  @Field(() => String, { description: '本地实施方案，或不参加的原因；最多 5000 字。' }) plan!: string;
  @Field(() => Int, { description: '看到的版本；还没有确认过的为 0。' }) expectedVersion!: number;
  @Field(() => String, { nullable: true, description: sameKey }) idempotencyKey?: string | null;
}

function payloadOf(name: string, action: string, chinese: string) {
  @Allow(action)
  @ObjectType(name, { simpleResolvers: true, description: chinese })
  class Payload {
    @Field(() => ProgrammeType, { nullable: true, description: '项目，现在的样子；被拒绝时为空。' }) programme!: ProgrammeType | null;
    @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
  }
  return Payload;
}

export interface ProgrammePayload { programme: ProgrammeType | null; refusals: RefusalType[] }

export const CreateProgrammePayload = payloadOf('CreateProgrammePayload', 'programmes.life', '起草的结果。');
export const RenameProgrammePayload = payloadOf('RenameProgrammePayload', 'programmes.life', '更改名称的结果。');
export const WriteProgrammeTextPayload = payloadOf('WriteProgrammeTextPayload', 'programmes.life', '撰写的结果。');
export const DecideProgrammePayload = payloadOf('DecideProgrammePayload', 'programmes.approve', '审批的结果。');
export const AdvanceProgrammePayload = payloadOf('AdvanceProgrammePayload', 'programmes.life', '推进的结果。');
export const NameProgrammeContactsPayload = payloadOf('NameProgrammeContactsPayload', 'programmes.replies', '选定联系人的结果。');
export const RemoveProgrammeFilePayload = payloadOf('RemoveProgrammeFilePayload', 'programmes.life', '撤下附件的结果。');
export const ReplyToProgrammePayload = payloadOf('ReplyToProgrammePayload', 'programmes.reply', '确认的结果。');
