// Office as the public schema shows it.
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { NodeType, connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { LocalDateScalar } from '../../platform/graphql/scalars.js';
import { officeLevels, type OfficeLevel } from '../rules/office-levels.js';
import { officeStates, type OfficeState } from '../rules/office-states.js';

export const OfficeLevelEnum = Object.fromEntries(officeLevels.map((level) => [level, level])) as Record<OfficeLevel, OfficeLevel>;
registerEnumType(OfficeLevelEnum, {
  name: 'OfficeLevel',
  description: '项目办层级。Level of a project office; levels may be skipped, never derive one from depth.',
  valuesConfig: { PROVINCE: { description: '省级。' }, CITY: { description: '市级。' }, COUNTY: { description: '县（区）级。' }, SCHOOL: { description: '校级。' } },
});

export const OfficeStateEnum = Object.fromEntries(officeStates.map((state) => [state, state])) as Record<OfficeState, OfficeState>;
registerEnumType(OfficeStateEnum, {
  name: 'OfficeState',
  description: '项目办状态。One that has ended stays in its place with its facts and takes nothing new.',
  valuesConfig: { OPEN: { description: '在用。' }, MERGED: { description: '已并入其他项目办。' }, CLOSED: { description: '已撤销。' } },
});

@Allow('offices.read')
@ObjectType('Office', { implements: NodeType, simpleResolvers: true, description: '项目办（省、市、县、校四级）。A project office.' })
export class OfficeType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => String, { description: '代码：行政区划代码或学校代码。Natural key.' }) code!: string;
  @Field(() => String, { description: '名称。' }) name!: string;
  @Field(() => OfficeLevelEnum, { description: '层级。' }) level!: OfficeLevel;
  @Field(() => OfficeType, { nullable: true, description: '上级项目办。' }) parent!: OfficeType | null;
  @Field(() => OfficeType, { nullable: true, description: '所在市；省直管县及其学校为空。The city, empty where the level is skipped.' }) city!: OfficeType | null;
  @Field(() => OfficeType, { nullable: true, description: '所在县（区）。' }) county!: OfficeType | null;
  @Field(() => Int, { description: '在用的直接下级的数目。Open offices directly below.' }) childCount!: number;
  @Field(() => OfficeStateEnum, { description: '状态。' }) state!: OfficeState;
  @Field(() => LocalDateScalar, { nullable: true, description: '自哪天起不再存在。The first day on which it was no more.' }) closedOn!: string | null;
  @Field(() => OfficeType, { nullable: true, description: '并入的项目办。' }) mergedInto!: OfficeType | null;
  @Field(() => Int, { description: '版本，变更时须给出。Counts the changes to it.' }) version!: number;
  ancestors!: OfficeType[];
  takenOver!: OfficeType[];
}

export const { Connection: OfficeConnection } = connectionOf('Office', '项目办', 'offices.read', () => OfficeType);
