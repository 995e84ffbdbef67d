// Contacts of an office as the public schema shows them.
import { Field, ID, InputType, Int, ObjectType, type ClassType } from 'type-graphql';
import { NodeType, RefusalType } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { OfficeType } from './office.type.js';

@Allow('offices.contacts')
@ObjectType('OfficeContact', { implements: NodeType, simpleResolvers: true, description: '项目办联系人（姓名、单位、手机、邮箱）。Whom to call at an office.' })
export class OfficeContactType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => OfficeType, { description: '所属项目办。' }) office!: OfficeType & { key: number };
  @Field(() => String, { description: '姓名。' }) name!: string;
  @Field(() => String, { description: '单位。' }) unit!: string;
  @Field(() => String, { description: '手机号码（已遮蔽）。Mobile number, masked.' }) mobileMasked!: string;
  @Field(() => String, { description: '电子邮箱。' }) email!: string;
  @Field(() => DateTimeScalar, { description: '最近填报时间。' }) updatedAt!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: '删除时间；在用为空。' }) removedAt!: string | null;
  @Field(() => Int, { description: '版本，变更时须给出。' }) version!: number;
}

@InputType()
abstract class ContactInput {
  @Field(() => String, { description: '姓名。' }) name!: string;
  @Field(() => String, { description: '单位。' }) unit!: string;
  @Field(() => String, { description: '电子邮箱。' }) email!: string;
}

@InputType('AddOfficeContactInput', { description: '填报联系人。' })
export class AddOfficeContactInput extends ContactInput {
  @Field(() => ID, { description: '项目办，本级或以下。' }) officeId!: string;
  @Field(() => String, { description: '手机号码，11 位；加密保存。' }) mobile!: string;
  @Field(() => String, { nullable: true, description: '幂等键：同一键重发只执行一次。' }) idempotencyKey?: string | null;
}

@InputType('ChangeOfficeContactInput', { description: '修改联系人。' })
export class ChangeOfficeContactInput extends ContactInput {
  @Field(() => ID, { description: '联系人。' }) contactId!: string;
  @Field(() => Int, { description: '所见的版本。' }) expectedVersion!: number;
  @Field(() => String, { nullable: true, description: '新的手机号码；空为不变。' }) mobile?: string | null;
}

@InputType('RemoveOfficeContactInput', { description: '删除联系人。' })
export class RemoveOfficeContactInput {
  @Field(() => ID, { description: '联系人。' }) contactId!: string;
  @Field(() => Int, { description: '所见的版本。' }) expectedVersion!: number;
}

@InputType('RevealOfficeContactInput', { description: '查看联系人的完整手机号码。' })
export class RevealOfficeContactInput {
  @Field(() => ID, { description: '联系人。' }) contactId!: string;
  @Field(() => String, { description: '原因，会被记录。' }) reason!: string;
}

export interface OfficeContactPayload { contact: OfficeContactType | null; refusals: RefusalType[] }

function payloadOf(name: string, chinese: string): ClassType<OfficeContactPayload> {
  @Allow('offices.contacts')
  @ObjectType(`${name}Payload`, { simpleResolvers: true, description: `${chinese}的结果。` })
  class Payload implements OfficeContactPayload {
    @Field(() => OfficeContactType, { nullable: true, description: '联系人。' }) contact!: OfficeContactType | null;
    @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
  }
  return Payload;
}

export const AddOfficeContactPayload = payloadOf('AddOfficeContact', '填报联系人');
export const ChangeOfficeContactPayload = payloadOf('ChangeOfficeContact', '修改联系人');
export const RemoveOfficeContactPayload = payloadOf('RemoveOfficeContact', '删除联系人');

@Allow('offices.contacts')
@ObjectType('RevealOfficeContactPayload', { simpleResolvers: true, description: '查看号码的结果。' })
export class RevealOfficeContactPayload {
  @Field(() => String, { nullable: true, description: '完整手机号码。' }) mobile!: string | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}
