// The life of a programme as the public schema shows it.
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar, LocalDateScalar } from '../../platform/graphql/scalars.js';
import type { ProgrammeAct, ProgrammeState } from '../rules/programme-life.js';
import type { ProgrammeTextKind } from '../rules/programme-parts.js';
import type { ReplyAnswer } from '../rules/programme-replies.js';
import type { ProgrammeTaskKind } from '../rules/programme-tasks.js';
import { ProgrammeStateEnum, ProgrammeType } from './programme.type.js';

const acts = enumOf<ProgrammeAct>({ SUBMIT: '提交领导小组审批', RECALL: '撤回修改', APPROVE: '批准', RETURN: '退回修改', PUBLISH: '发布', START: '开始实施', ASSESS: '总结评估', ARCHIVE: '归档', CANCEL: '取消' });
export const ProgrammeActEnum = acts.object;
registerEnumType(ProgrammeActEnum, { name: 'ProgrammeAct', description: '推进项目的动作。What moves a programme on.', valuesConfig: acts.valuesConfig });

const kinds = enumOf<ProgrammeTextKind>({ NEEDS: '需求分析', PLAN: '培训方案', FOR_LOWER_OFFICES: '供下级纳入本地计划的内容', NOTICE: '通知' });
export const ProgrammeTextKindEnum = kinds.object;
registerEnumType(ProgrammeTextKindEnum, { name: 'ProgrammeTextKind', description: '项目文稿的种类。', valuesConfig: kinds.valuesConfig });

const answers = enumOf<ReplyAnswer>({ JOINS: '参加', DECLINES: '不参加' });
export const ProgrammeAnswerEnum = answers.object;
registerEnumType(ProgrammeAnswerEnum, { name: 'ProgrammeAnswer', description: '是否参加。Whether an office takes part.', valuesConfig: answers.valuesConfig });

const tasks = enumOf<ProgrammeTaskKind>({ APPROVE: '待审批的方案', REVISE: '待修改的方案', PUBLISH: '待发布的项目', REPLY: '请确认是否参加', NAME_CONTACTS: '请报送联系人', ASSESS: '待总结评估的项目' });
export const ProgrammeTaskKindEnum = tasks.object;
registerEnumType(ProgrammeTaskKindEnum, { name: 'ProgrammeTaskKind', description: '项目待办的种类。', valuesConfig: tasks.valuesConfig });

@Allow('programmes.read')
@ObjectType('ProgrammeStep', { simpleResolvers: true, description: '项目进程的一步。One step of its life: who, when, why.' })
export class ProgrammeStepType {
  @Field(() => Int, { description: '第几步。' }) number!: number;
  @Field(() => ProgrammeActEnum, { nullable: true, description: '动作；第一步（建立）为空。' }) act!: ProgrammeAct | null;
  @Field(() => ProgrammeStateEnum, { description: '之后的状态。' }) to!: ProgrammeState;
  @Field(() => String, { description: '理由、意见或结论。' }) reason!: string;
  @Field(() => String, { nullable: true, description: '办理人；只告诉主办项目办及其领导小组。Told to the organiser and its steering group only.' }) byName!: string | null;
  @Field(() => DateTimeScalar, { description: '时间。' }) at!: string;
}

@Allow('programmes.read')
@ObjectType('ProgrammeText', { simpleResolvers: true, description: '项目文稿的一个版本。A version of one of its texts.' })
export class ProgrammeTextType {
  @Field(() => ProgrammeTextKindEnum, { description: '种类。' }) kind!: ProgrammeTextKind;
  @Field(() => Int, { description: '版本。' }) version!: number;
  @Field(() => String, { description: '内容。' }) text!: string;
  @Field(() => String, { nullable: true, description: '撰写人；只告诉主办项目办及其领导小组。' }) byName!: string | null;
  @Field(() => DateTimeScalar, { description: '时间。' }) at!: string;
}

@Allow('programmes.read')
@ObjectType('ProgrammeFile', { simpleResolvers: true, description: '通知的附件，自 /programmes/files 下载。A download.' })
export class ProgrammeFileType {
  @Field(() => Int, { description: '序号。' }) number!: number;
  @Field(() => String, { description: '文件名。' }) name!: string;
  @Field(() => Int, { description: '字节数。' }) bytes!: number;
  @Field(() => DateTimeScalar, { description: '上传时间。' }) at!: string;
}

@Allow('programmes.read')
@ObjectType('ProgrammeContact', { simpleResolvers: true, description: '项目联系人。Whom to call.' })
export class ProgrammeContactType {
  @Field(() => ID, { nullable: true, description: '联系人；只告诉其所属项目办及上级。' }) contactId!: string | null;
  @Field(() => String, { description: '姓名。' }) name!: string;
  @Field(() => String, { description: '单位。' }) unit!: string;
  @Field(() => String, { description: '手机号码，部分隐藏。' }) mobileMasked!: string;
  @Field(() => String, { description: '电子邮箱。' }) email!: string;
}

@Allow('programmes.read')
@ObjectType('ProgrammeLife', { simpleResolvers: true, description: '项目的进程、文稿、附件和联系人。How it came about and what it published.' })
export class ProgrammeLifeType {
  @Field(() => String, { nullable: true, description: '主办项目办；非本系统机构为空。' }) organiserName!: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: '直接下级确认是否参加的最后一天；不征求的为空。' }) joinUntil!: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: '报送联系人的最后一天；不要求的为空。' }) contactsUntil!: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: '实施的第一天。' }) runsFrom!: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: '实施的最后一天。' }) runsUntil!: string | null;
  @Field(() => [ProgrammeStepType], { description: '进程，按先后；主办项目办和领导小组见全部，其他人见发布以后。' }) steps!: ProgrammeStepType[];
  @Field(() => [ProgrammeTextType], { description: '各种文稿的最新版本；教师只见通知。' }) texts!: ProgrammeTextType[];
  @Field(() => [ProgrammeFileType], { description: '附件。' }) files!: ProgrammeFileType[];
  @Field(() => [ProgrammeContactType], { description: '主办项目办的联系人。' }) contacts!: ProgrammeContactType[];
  @Field(() => [ProgrammeActEnum], { description: '当前调用者现在可以办理的动作。' }) viewerActs!: ProgrammeAct[];
  @Field(() => [ProgrammeTextKindEnum], { description: '当前调用者现在可以修改的文稿。' }) viewerCanWrite!: ProgrammeTextKind[];
  @Field(() => Boolean, { description: '当前调用者现在可否更改项目名称。' }) viewerCanRename!: boolean;
  @Field(() => Boolean, { description: '当前调用者可否增减附件、选定联系人。' }) viewerCanArrange!: boolean;
  @Field(() => Boolean, { description: '当前调用者可否查看下级是否参加。' }) viewerCanSeeReplies!: boolean;
  @Field(() => Boolean, { description: '当前调用者可否确认本级是否参加。' }) viewerCanReply!: boolean;
  @Field(() => Boolean, { description: '当前调用者可否报送本级的联系人。' }) viewerCanNameContacts!: boolean;
}

@Allow('programmes.replies')
@ObjectType('ProgrammeReply', { simpleResolvers: true, description: '一个直接下级是否参加，及其方案和联系人。What an office directly below answered.' })
export class ProgrammeReplyType {
  @Field(() => ID, { description: '项目办。' }) officeId!: string;
  @Field(() => String, { description: '代码。' }) officeCode!: string;
  @Field(() => String, { description: '名称。' }) officeName!: string;
  @Field(() => ProgrammeAnswerEnum, { nullable: true, description: '是否参加；尚未确认为空。' }) answer!: ReplyAnswer | null;
  @Field(() => String, { description: '本地实施方案，或不参加的原因。' }) plan!: string;
  @Field(() => String, { description: '确认人。' }) byName!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: '确认时间。' }) at!: string | null;
  @Field(() => Int, { description: '第几次确认，更改时须给出；尚未确认为 0。' }) version!: number;
  @Field(() => [ProgrammeContactType], { description: '报送的联系人。' }) contacts!: ProgrammeContactType[];
}

@Allow('programmes.read')
@ObjectType('ProgrammeTask', { simpleResolvers: true, description: '一个项目等待当前调用者办理的事。What a programme asks of the caller.' })
export class ProgrammeTaskType {
  @Field(() => ProgrammeTaskKindEnum, { description: '什么事。' }) kind!: ProgrammeTaskKind;
  @Field(() => ProgrammeType, { description: '项目。' }) programme!: ProgrammeType;
  @Field(() => LocalDateScalar, { nullable: true, description: '最后一天；没有期限的为空。' }) until!: string | null;
}
