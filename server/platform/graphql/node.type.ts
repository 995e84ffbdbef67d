// Node, pages and refusals: what all domains' types are made of.
import { ArgsType, Field, Int, InterfaceType, ObjectType, ID, registerEnumType, type ClassType } from 'type-graphql';
import { refusalCodes, type Language, type Refusal } from '../../kernel/refusals.js';
import type { Page, PagingArgs } from '../database/paging.js';
import { Allow } from './permission.js';

@Allow('schema.common')
@InterfaceType('Node', { description: '可按全局标识取得的对象。Anything with a global id.' })
export abstract class NodeType {
  @Field(() => ID, { description: '全局标识。Opaque global id.' }) id!: string;
}

@Allow('schema.common')
@ObjectType('PageInfo', { simpleResolvers: true, description: '分页信息。Where a page stands in its list.' })
export class PageInfoType {
  @Field(() => Boolean, { description: '后面还有。' }) hasNextPage!: boolean;
  @Field(() => Boolean, { description: '前面还有。' }) hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: '本页第一条的游标。' }) startCursor!: string | null;
  @Field(() => String, { nullable: true, description: '本页最后一条的游标。' }) endCursor!: string | null;
}

/** first/after or last/before, as the Relay cursor connections say; 1 to 100 rows. */
@ArgsType()
export class PagingArguments implements PagingArgs {
  @Field(() => Int, { nullable: true, description: '取前多少条（1–100）。' }) first?: number | null;
  @Field(() => String, { nullable: true, description: '从此游标之后。' }) after?: string | null;
  @Field(() => Int, { nullable: true, description: '取后多少条（1–100）。' }) last?: number | null;
  @Field(() => String, { nullable: true, description: '到此游标之前。' }) before?: string | null;
}

/** The connection and edge types of a node type; the action is the node's. */
export function connectionOf<Node extends object>(name: string, chinese: string, action: string, node: () => ClassType<Node>): { Connection: ClassType<Page<Node>> } {
  @Allow(action)
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `${chinese}及其游标。` })
  class Edge {
    @Field(node, { description: `${chinese}。` }) node!: Node;
    @Field(() => String, { description: '游标。' }) cursor!: string;
  }
  @Allow(action)
  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `${chinese}的分页列表。` })
  class Connection implements Page<Node> {
    @Field(() => [node()], { description: `本页的${chinese}。` }) nodes!: Node[];
    @Field(() => [Edge], { description: '本页的条目及游标。' }) edges!: Edge[];
    @Field(() => PageInfoType, { description: '分页信息。' }) pageInfo!: PageInfoType;
    @Field(() => Int, { description: '符合条件的总数，选取时才计数。' }) totalCount!: number;
  }
  return { Connection };
}

const RefusalCodeEnum = Object.fromEntries(refusalCodes.map((code) => [code, code]));
const refusalDescriptions: Record<(typeof refusalCodes)[number], string> = {
  WRONG_CREDENTIALS: '账号或密码不正确。', WRONG_CODE: '动态码或恢复码不正确。', WEAK_PASSWORD: '新密码不合要求。', NOT_ALLOWED: '规定不允许。', LOCKED: '暂时锁定。', STALE: '内容已被他人更新。', LEASED: '他人正在批阅。', NOT_LEASED: '没有领取。',
  OUT_OF_RANGE: '超出范围。', INCOMPLETE: '没有填完。', NOT_ALLOWED_IN_STATE: '当前状态不允许。', TOO_LONG: '太长。', EMPTY: '不能为空。', NOT_FOUND: '不存在或不可见。', NOT_ENTITLED: '应由其他机构办理。', POST_TAKEN: '这一职务已有人担任。', NOT_ELIGIBLE: '人员不符合条件。', ALREADY_EXISTS: '已经存在。', WRONG_PLACE: '层级或隶属关系不允许。', IN_USE: '仍有下级或人员。', IDEMPOTENCY_KEY_REUSED: '同一幂等键用于不同内容。',
  NOTHING_TO_CHANGE: '没有要更改的内容。', TAKEN: '已被他人使用。', MALFORMED: '格式不正确。', LIMIT_REACHED: '已达到次数上限。', QUOTA_EXHAUSTED: '配额不足。', CLASS_FULL: '培训班人数已满。', WINDOW_CLOSED: '不在办理的期限内。', ALREADY_ENROLLED: '已经报名。', NOT_IN_TURN: '有更早选课的人在等待。',
};
registerEnumType(RefusalCodeEnum, { name: 'RefusalCode', description: '拒绝的原因。Why something was refused.', valuesConfig: Object.fromEntries(refusalCodes.map((code) => [code, { description: refusalDescriptions[code] }])) });

@Allow('schema.common')
@ObjectType('RefusalFact', { simpleResolvers: true, description: '作出决定的数字或名称。A number or name that decided.' })
export class RefusalFactType {
  @Field(() => String, { description: '名称。' }) name!: string;
  @Field(() => String, { description: '值。' }) value!: string;
}

@Allow('schema.common')
@ObjectType('Refusal', { simpleResolvers: true, description: '拒绝：规则不允许时的答复，是数据而不是异常。A refusal is data.' })
export class RefusalType {
  @Field(() => RefusalCodeEnum, { description: '原因代码。' }) code!: string;
  @Field(() => String, { description: '给人看的说明，按请求的语言。' }) message!: string;
  @Field(() => String, { nullable: true, description: '被拒绝的输入字段。' }) field!: string | null;
  @Field(() => String, { nullable: true, description: '依据的要求编号。' }) requirement!: string | null;
  @Field(() => [RefusalFactType], { description: '相关的数字。' }) facts!: RefusalFactType[];
}

/** Refusals in the caller's language. */
export function refusalsIn(language: Language, refusals: readonly Refusal[]): RefusalType[] {
  return refusals.map((refusal) => ({ ...refusal, message: refusal.message[language] }));
}
