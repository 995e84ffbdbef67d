// People and their roles as the public schema shows them.
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { roles, type Role } from '../../kernel/roles.js';
import { stages, subjects, type Stage, type Subject } from '../../kernel/subjects.js';
import { OfficeType } from '../../offices/index.js';
import { NodeType } from '../../platform/graphql/node.type.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { Allow } from '../../platform/graphql/permission.js';
import { LocalDateScalar } from '../../platform/graphql/scalars.js';
import { roleNames } from '../rules/role-names.js';

const subjectEnum = enumOf(subjects);
export const SubjectEnum = subjectEnum.object;
registerEnumType(SubjectEnum, { name: 'Subject', description: '学科（本项目自订的 46 个）。The 46 subjects of this product.', valuesConfig: subjectEnum.valuesConfig });

const stageEnum = enumOf(stages);
export const StageEnum = stageEnum.object;
registerEnumType(StageEnum, { name: 'Stage', description: '学段。Stage of schooling.', valuesConfig: stageEnum.valuesConfig });

const chineseRoles = Object.fromEntries(roles.map((role) => [role, roleNames[role].zh])) as Record<Role, string>;
export const RoleEnum = enumOf(chineseRoles).object;
registerEnumType(RoleEnum, { name: 'Role', description: '角色。Role that a person holds at an office.', valuesConfig: Object.fromEntries(roles.map((role) => [role, { description: `${chineseRoles[role]}。` }])) });

@Allow('people.read')
@ObjectType('Person', { implements: NodeType, simpleResolvers: true, description: '人员（教师、管理员、辅导员、专家）。A person; one person may hold several roles.' })
export class PersonType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => String, { description: '姓名。' }) name!: string;
  @Field(() => String, { description: '师训编号。Training number, the natural key.' }) trainingNumber!: string;
  @Allow('people.identity')
  @Field(() => String, { nullable: true, description: '身份证号码（已遮蔽）。ID-card number, masked.' }) idCardMasked!: string | null;
  @Allow('people.identity')
  @Field(() => String, { nullable: true, description: '手机号码（已遮蔽）。Mobile number, masked.' }) mobileMasked!: string | null;
  @Field(() => OfficeType, { nullable: true, description: '所在单位。Where the person works.' }) school!: OfficeType | null;
  @Field(() => SubjectEnum, { nullable: true, description: '任教学科。' }) subject!: Subject | null;
  @Field(() => StageEnum, { nullable: true, description: '任教学段。' }) stage!: Stage | null;
  @Field(() => String, { nullable: true, description: '职称。Professional title.' }) title!: string | null;
}

@Allow('access.self')
@ObjectType('RoleAssignment', { implements: NodeType, simpleResolvers: true, description: '任职：某人在某项目办担任的角色。A role held at an office.' })
export class RoleAssignmentType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => RoleEnum, { description: '角色。' }) role!: Role;
  @Field(() => OfficeType, { description: '任职的项目办。' }) office!: OfficeType;
  @Field(() => LocalDateScalar, { description: '开始日期。' }) validFrom!: string;
  @Field(() => LocalDateScalar, { nullable: true, description: '最后一天；空为未定。' }) validUntil!: string | null;
}
