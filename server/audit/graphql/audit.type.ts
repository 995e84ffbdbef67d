// The audit trail as the public schema shows it.
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { RoleEnum } from '../../access/index.js';
import type { Role } from '../../kernel/roles.js';
import { OfficeType } from '../../offices/index.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { NodeType, connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { kindName, kindTitle, subjectKinds } from '../rules/fact-words.js';

export const AuditSubjectKindEnum = Object.fromEntries(subjectKinds.map((kind) => [kindName(kind), kind]));
registerEnumType(AuditSubjectKindEnum, { name: 'AuditSubjectKind', description: '审计对象的种类。What an event is about: a type, in capitals.', valuesConfig: Object.fromEntries(subjectKinds.map((kind) => [kindName(kind), { description: `${kindTitle(kind).zh}。` }])) });

const actorKinds = enumOf({ PERSON: '人员', PLATFORM: '第三方平台', SYSTEM: '系统', NOBODY: '未登录者' });
export type AuditActorKind = keyof typeof actorKinds.object;
export const AuditActorKindEnum = actorKinds.object;
registerEnumType(AuditActorKindEnum, { name: 'AuditActorKind', description: '谁做的。Who acted.', valuesConfig: actorKinds.valuesConfig });

@Allow('audit.browse')
@ObjectType('AuditAct', { simpleResolvers: true, description: '审计事项。A kind of act that is recorded.' })
export class AuditActType {
  @Field(() => String, { description: '代码，用于筛选。The code to filter by.' }) code!: string;
  @Field(() => String, { description: '名称，按请求的语言。' }) title!: string;
}

@Allow('audit.browse')
@ObjectType('AuditActor', { simpleResolvers: true, description: '操作者。Who acted.' })
export class AuditActorType {
  @Field(() => AuditActorKindEnum, { description: '种类。' }) kind!: AuditActorKind;
  @Field(() => ID, { nullable: true, description: '人员的全局标识；不在本级及以下的不显示。' }) personId!: string | null;
  @Field(() => String, { nullable: true, description: '姓名；不在本级及以下的不显示。The name; null for somebody out of scope.' }) name!: string | null;
  @Field(() => String, { nullable: true, description: '以其视角查看的项目办。The office as which somebody looked.' }) asOffice!: string | null;
}

@Allow('audit.browse')
@ObjectType('AuditSubject', { simpleResolvers: true, description: '对象。What it was done to.' })
export class AuditSubjectType {
  @Field(() => AuditSubjectKindEnum, { description: '种类。' }) kind!: string;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => String, { description: '种类和名称，按请求的语言；名称只在本级及以下可见。' }) title!: string;
}

@Allow('audit.browse')
@ObjectType('AuditFact', { simpleResolvers: true, description: '事实。A fact of the event.' })
export class AuditFactType {
  @Field(() => String, { description: '代码。' }) name!: string;
  @Field(() => String, { description: '名称，按请求的语言。' }) title!: string;
  @Field(() => String, { description: '值，按请求的语言。' }) value!: string;
}

@Allow('audit.browse')
@ObjectType('AuditChange', { simpleResolvers: true, description: '变更前后。A value before and after.' })
export class AuditChangeType {
  @Field(() => String, { description: '代码。' }) name!: string;
  @Field(() => String, { description: '名称，按请求的语言。' }) title!: string;
  @Field(() => String, { nullable: true, description: '变更前。' }) before!: string | null;
  @Field(() => String, { nullable: true, description: '变更后。' }) after!: string | null;
}

@Allow('audit.browse')
@ObjectType('AuditEvent', { implements: NodeType, simpleResolvers: true, description: '审计记录：谁、何时、在哪个项目办、做了什么。Who did what, when and at which office.' })
export class AuditEventType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => DateTimeScalar, { description: '真实时间。Real time, whatever the business clock says.' }) at!: string;
  @Field(() => String, { description: '请求编号，与日志对应。The request, as the log names it.' }) requestId!: string;
  @Field(() => RoleEnum, { nullable: true, description: '当时的角色。' }) role!: Role | null;
  @Field(() => OfficeType, { nullable: true, description: '当时所在的项目办。The office at which it took place.' }) office!: OfficeType | null;
  @Field(() => DateTimeScalar, { nullable: true, description: '封存时间；约一秒内封存。When it was sealed: about a second later.' }) sealedAt!: string | null;
}

export const { Connection: AuditEventConnection } = connectionOf('AuditEvent', '审计记录', 'audit.browse', () => AuditEventType);
