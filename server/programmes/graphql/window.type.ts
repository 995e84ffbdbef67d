// The days of a programme's calendar as the public schema shows them.
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Language } from '../../kernel/refusals.js';
import { Allow } from '../../platform/graphql/permission.js';
import { LocalDateScalar } from '../../platform/graphql/scalars.js';
import { windowActions } from '../rules/rule-parts.js';
import { valueWords } from '../rules/rule-words.js';
import type { ActionDays, WindowAction } from '../rules/windows.js';

export const WindowActionEnum = Object.fromEntries(windowActions.map((action) => [action, action])) as { [Action in WindowAction]: Action };
registerEnumType(WindowActionEnum, { name: 'WindowAction', description: '有时间安排的事项。What people do within a window.', valuesConfig: Object.fromEntries(windowActions.map((action) => [action, { description: `${valueWords(action).zh}。${valueWords(action).en}.` }])) });

@Allow('programmes.read')
@ObjectType('ActionDays', { simpleResolvers: true, description: '一件事的起止日期（均含当日）。The days of an action, both included.' })
export class ActionDaysType {
  @Field(() => WindowActionEnum, { description: '事项。' }) action!: WindowAction;
  @Field(() => String, { description: '事项，用文字，按请求的语言。The action in words.' }) title!: string;
  @Field(() => String, { description: '要求编号。' }) requirement!: string;
  @Field(() => LocalDateScalar, { nullable: true, description: '开始；未规定时为空。' }) from!: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: '集中完成自；未规定时为空。From here on it is finished.' }) finishFrom!: string | null;
  @Field(() => LocalDateScalar, { description: '截止。' }) until!: string;
}

/** In the reader's language. */
export function actionDaysType(days: ActionDays, language: Language): ActionDaysType {
  return { ...days, title: valueWords(days.action)[language] };
}
