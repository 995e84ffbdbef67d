// Requests for files of many persons' data, as the public schema shows them.
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { OfficeType } from '../../offices/index.js';
import { NodeType, RefusalType, connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';

export const ExportFormatEnum = { CSV: 'CSV', XLSX: 'XLSX' } as const;
registerEnumType(ExportFormatEnum, { name: 'ExportFormat', description: '文件格式。Format of a file.', valuesConfig: { CSV: { description: '逗号分隔的文本。' }, XLSX: { description: 'Excel 工作簿。' } } });

export const ExportRequestStateEnum = { WAITING: 'WAITING', APPROVED: 'APPROVED', REFUSED: 'REFUSED', FETCHED: 'FETCHED', EXPIRED: 'EXPIRED' } as const;
registerEnumType(ExportRequestStateEnum, {
  name: 'ExportRequestState', description: '导出申请的状态。State of a request for a file.',
  valuesConfig: { WAITING: { description: '待审批。' }, APPROVED: { description: '已批准，可下载一次。Approved: can be fetched once.' }, REFUSED: { description: '未批准。' }, FETCHED: { description: '已下载。' }, EXPIRED: { description: '已过期。Not decided, or not fetched, in time.' } },
});

export const ExportRequestViewEnum = { ALL: 'ALL', MINE: 'MINE', TO_DECIDE: 'TO_DECIDE' } as const;
registerEnumType(ExportRequestViewEnum, { name: 'ExportRequestView', description: '看哪些导出申请。Which requests are listed.', valuesConfig: { ALL: { description: '本级及以下的全部。' }, MINE: { description: '我提出的。' }, TO_DECIDE: { description: '待我审批的。' } } });

interface Standing { state: keyof typeof ExportRequestStateEnum; expiresAt: string; requestedById: number; officeId: number }

@Allow('exchange.requestExport')
@ObjectType('ExportFilter', { simpleResolvers: true, description: '导出的筛选条件。A condition of the list.' })
export class ExportFilterType {
  @Field(() => String, { description: '条件，如 officeId、subject。Name of the condition.' }) name!: string;
  @Field(() => String, { description: '取值；机构等以名称显示。Its value; things by their names.' }) value!: string;
}

@Allow('exchange.requestExport')
@ObjectType('ExportRequest', { implements: NodeType, simpleResolvers: true, description: '导出申请：大批个人信息的导出须由另一位管理员批准，文件限下载一次。A request for a file of many persons\' data.' })
export class ExportRequestType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => String, { description: '列表，如 people。Which list.' }) list!: string;
  @Field(() => ExportFormatEnum, { description: '文件格式。' }) format!: keyof typeof ExportFormatEnum;
  @Field(() => OfficeType, { description: '申请人所在的项目办。Where the requester acts.' }) office!: OfficeType;
  @Field(() => [ExportFilterType], { description: '筛选条件。' }) filters!: ExportFilterType[];
  @Field(() => Int, { description: '申请时的行数。Rows at the time of the request.' }) rowCount!: number;
  @Field(() => String, { description: '申请理由。' }) reason!: string;
  @Field(() => String, { description: '申请人。' }) requestedByName!: string;
  @Field(() => DateTimeScalar, { description: '申请时间。' }) requestedAt!: string;
  @Field(() => DateTimeScalar, { description: '审批的期限；批准后为下载的期限。Until when it may be decided, then until when it may be fetched.' }) expiresAt!: string;
  @Field(() => String, { nullable: true, description: '审批人。' }) decidedByName!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: '审批时间。' }) decidedAt!: string | null;
  @Field(() => String, { nullable: true, description: '审批意见。' }) decisionReason!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: '下载时间。' }) fetchedAt!: string | null;
  @Field(() => Int, { description: '版本，审批时须给出。' }) version!: number;
  state!: Standing;
  viewerCanDecide!: Standing;
  viewerCanFetch!: Standing;
}

export const { Connection: ExportRequestConnection } = connectionOf('ExportRequest', '导出申请', 'exchange.requestExport', () => ExportRequestType);

@Allow('exchange.requestExport')
@ObjectType('ExportNeed', { simpleResolvers: true, description: '一次导出有多少行、是否须经批准。How many rows an export has, and whether it needs an approval.' })
export class ExportNeedType {
  @Field(() => Int, { description: '行数。' }) rowCount!: number;
  @Field(() => Int, { description: '不经批准的最大行数。Rows that need no approval.' }) limit!: number;
  @Field(() => Boolean, { description: '须经另一位管理员批准。' }) needsApproval!: boolean;
}

@InputType('ExportParameterInput', { description: '导出的一个筛选条件，与列表地址中的相同。A condition, as in the address of the list.' })
export class ExportParameterInput {
  @Field(() => String, { description: '条件。' }) name!: string;
  @Field(() => String, { description: '取值。' }) value!: string;
}

@InputType('RequestExportInput', { description: '申请导出。' })
export class RequestExportInput {
  @Field(() => String, { description: '列表，如 people。' }) list!: string;
  @Field(() => ExportFormatEnum, { description: '文件格式。' }) format!: keyof typeof ExportFormatEnum;
  @Field(() => [ExportParameterInput], { description: '筛选条件。' }) parameters!: ExportParameterInput[];
  @Field(() => String, { description: '理由：用途和去向。Why, and who gets it.' }) reason!: string;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@InputType('DecideExportInput', { description: '审批导出申请。' })
export class DecideExportInput {
  @Field(() => ID, { description: '导出申请。' }) requestId!: string;
  @Field(() => Int, { description: '所见的版本。' }) expectedVersion!: number;
  @Field(() => Boolean, { description: '是否批准。' }) isApproved!: boolean;
  @Field(() => String, { nullable: true, description: '意见；不批准时必填。Needed when it is refused.' }) reason?: string | null;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@Allow('exchange.requestExport')
@ObjectType('RequestExportPayload', { simpleResolvers: true, description: '申请的结果。' })
export class RequestExportPayload {
  @Field(() => ExportRequestType, { nullable: true, description: '导出申请。' }) request!: ExportRequestType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('exchange.decideExport')
@ObjectType('DecideExportPayload', { simpleResolvers: true, description: '审批的结果。' })
export class DecideExportPayload {
  @Field(() => ExportRequestType, { nullable: true, description: '导出申请。' }) request!: ExportRequestType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}
