// The days that offices set for themselves as the public schema shows them.
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { OfficeLevelEnum, OfficeType, type OfficeLevel } from '../../offices/index.js';
import type { Language } from '../../kernel/refusals.js';
import { RefusalType, connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar, LocalDateScalar } from '../../platform/graphql/scalars.js';
import type { HeldWindow } from '../office-window.service.js';
import { valueWords } from '../rules/rule-words.js';
import type { WindowAction } from '../rules/windows.js';
import { ProgrammeType } from './programme.type.js';
import { WindowActionEnum } from './window.type.js';

@Allow('programmes.read')
@ObjectType('OwnWindow', { simpleResolvers: true, description: '由某级项目办在规定范围内自定时间的一件事，及对当前调用者有效的时间（首尾均含，SD-04）。The days of an action that offices of a level set, and those that bind the caller.' })
export class OwnWindowType {
  @Field(() => WindowActionEnum, { description: '事项。' }) action!: WindowAction;
  @Field(() => String, { description: '事项，用文字，按请求的语言。' }) title!: string;
  @Field(() => String, { description: '要求编号。' }) requirement!: string;
  @Field(() => OfficeLevelEnum, { description: '由哪一级自定。The level that sets it.' }) level!: OfficeLevel;
  @Field(() => LocalDateScalar, { nullable: true, description: '项目规定的最早一天；不限时为空。The limits.' }) limitFrom!: string | null;
  @Field(() => LocalDateScalar, { description: '项目规定的最晚一天。' }) limitUntil!: string;
  @Field(() => String, { nullable: true, description: '自定时间的项目办；调用者在其上级，或不归任何这样的项目办时为空。Whose days they are.' }) officeName!: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: '有效的第一天；不限时为空。What holds.' }) from!: string | null;
  @Field(() => LocalDateScalar, { description: '有效的最后一天，到当天最后一刻。' }) until!: string;
  @Field(() => Boolean, { description: '该项目办已自定；否则按项目规定。It has set its own.' }) isSet!: boolean;
  @Field(() => Boolean, { description: '项目要求更新后，自定的时间已不全在范围内，须重新确定；在此之前只有仍在范围内的部分有效，全部超出的按项目规定。To be set again: only what lies inside the limits holds.' }) mustSetAgain!: boolean;
  @Field(() => Boolean, { description: '已经开始：开始日期不能再推后，结束日期不能早于今天。It has begun.' }) isBegun!: boolean;
  @Field(() => Int, { description: '版本，自定时须给出；尚未自定的为 0。' }) version!: number;
  @Field(() => Boolean, { description: '可否自定（本级管理员）。' }) viewerCanSet!: boolean;
  @Field(() => Boolean, { description: '可否查看下级自定的时间。' }) viewerCanSeeOthers!: boolean;
}

@Allow('programmes.officeWindows')
@ObjectType('OfficeWindow', { simpleResolvers: true, description: '一个项目办自定的时间，尚未自定的也在内。The days of an office, set or not.' })
export class OfficeWindowType {
  @Field(() => OfficeType, { description: '项目办。' }) office!: OfficeType;
  @Field(() => LocalDateScalar, { nullable: true, description: '有效的第一天；不限时为空。What holds.' }) from!: string | null;
  @Field(() => LocalDateScalar, { description: '有效的最后一天。' }) until!: string;
  @Field(() => Boolean, { description: '已自定。' }) isSet!: boolean;
  @Field(() => Boolean, { description: '项目要求更新后须重新确定。' }) mustSetAgain!: boolean;
  @Field(() => String, { nullable: true, description: '办理人；尚未自定的为空。' }) setByName!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: '办理时间。' }) setAt!: string | null;
  @Field(() => String, { nullable: true, description: '事由。' }) reason!: string | null;
}

export const { Connection: OfficeWindowConnection } = connectionOf('OfficeWindow', '下级自定的时间', 'programmes.officeWindows', () => OfficeWindowType);

@InputType('SetOfficeWindowInput', { description: '自定本级的时间。' })
export class SetOfficeWindowInput {
  @Field(() => ID, { description: '项目。' }) programmeId!: string;
  @Field(() => WindowActionEnum, { description: '事项。' }) action!: WindowAction;
  @Field(() => LocalDateScalar, { nullable: true, description: '第一天；只有项目规定不限第一天的可以为空。' }) from?: string | null;
  @Field(() => LocalDateScalar, { description: '最后一天。' }) until!: string;
  @Field(() => String, { description: '事由，最多 200 字。' }) reason!: string;
  @Field(() => Int, { description: '看到的版本；尚未自定的为 0。' }) expectedVersion!: number;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@Allow('programmes.setWindow')
@ObjectType('SetOfficeWindowPayload', { simpleResolvers: true, description: '自定时间的结果。' })
export class SetOfficeWindowPayload {
  @Field(() => ProgrammeType, { nullable: true, description: '项目，其中有现在的时间；被拒绝时为空。' }) programme!: ProgrammeType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

/** In the reader's language. */
export function ownWindowType({ limits, office, set, days, isBegun, viewerCanSet, viewerCanSeeOthers }: HeldWindow, language: Language): OwnWindowType {
  const { action, requirement, level, from: limitFrom, until: limitUntil } = limits;
  return { action, title: valueWords(action)[language], requirement, level, limitFrom, limitUntil, officeName: office?.name ?? null, from: days.from, until: days.until, isSet: set !== null, mustSetAgain: days.fit !== 'WHOLE', isBegun, version: set?.version ?? 0, viewerCanSet, viewerCanSeeOthers };
}
