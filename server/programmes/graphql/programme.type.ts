// Programmes, periods, courses and classes as the public schema shows them.
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { StageEnum, SubjectEnum } from '../../access/index.js';
import type { Stage, Subject } from '../../kernel/subjects.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { NodeType, connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { programmeStates, stateWords, type ProgrammeState } from '../rules/programme-life.js';
import { courseStates, type CourseState } from '../rules/course-content.js';
import type { RuleVersionType } from './rule-version.type.js';
import type { ActionDaysType } from './window.type.js';
import { DecimalScalar, LocalDateScalar } from '../../platform/graphql/scalars.js';

@Allow('programmes.read')
@ObjectType('RuleStatement', { simpleResolvers: true, description: '项目规则的一条。One rule of a programme, in a sentence.' })
export class RuleStatementType {
  @Field(() => String, { description: '要求编号。' }) requirement!: string;
  @Field(() => String, { description: '内容，按请求的语言。' }) text!: string;
}

const lifeStates = enumOf<ProgrammeState>(Object.fromEntries(programmeStates.map((state) => [state, stateWords[state].zh])) as Record<ProgrammeState, string>);
export const ProgrammeStateEnum = lifeStates.object;
registerEnumType(ProgrammeStateEnum, { name: 'ProgrammeState', description: '项目状态。Where a programme stands in its life.', valuesConfig: lifeStates.valuesConfig });

@Allow('programmes.read')
@ObjectType('Programme', { implements: NodeType, simpleResolvers: true, description: '培训项目。A training programme of a year.' })
export class ProgrammeType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => String, { description: '项目编号，如 S20230304。' }) code!: string;
  @Field(() => String, { description: '项目名称。' }) name!: string;
  @Field(() => Int, { description: '年度。' }) year!: number;
  @Field(() => String, { description: '系列：同一项目的各个年度相同（JS-01）。The same in every year of the project.' }) series!: string;
  @Field(() => ProgrammeStateEnum, { description: '状态。Where it stands in its life.' }) state!: ProgrammeState;
  @Field(() => Int, { description: '版本，推进项目时须给出。' }) version!: number;
  periods!: PeriodType[];
  ruleVersion!: number;
  rules!: RuleStatementType[];
  ruleVersions!: RuleVersionType[];
}

export const PeriodStateEnum = { UPCOMING: 'UPCOMING', RUNNING: 'RUNNING', ENDED: 'ENDED' } as const;
registerEnumType(PeriodStateEnum, { name: 'PeriodState', description: '期次状态。', valuesConfig: { UPCOMING: { description: '未开始。' }, RUNNING: { description: '进行中。' }, ENDED: { description: '已结束。' } } });

@Allow('programmes.read')
@ObjectType('Period', { implements: NodeType, simpleResolvers: true, description: '期次（批次）。A stretch of days in which classes run.' })
export class PeriodType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => Int, { description: '第几期。' }) number!: number;
  @Field(() => LocalDateScalar, { description: '开班日期。' }) startsOn!: string;
  @Field(() => LocalDateScalar, { description: '结束日期（含）。The last day, included.' }) endsOn!: string;
  @Field(() => ProgrammeType, { description: '所属项目。' }) programme!: ProgrammeType;
  state!: keyof typeof PeriodStateEnum;
  days!: ActionDaysType[];
}

const intakeStates = enumOf(courseStates);
export const CourseStateEnum = intakeStates.object;
registerEnumType(CourseStateEnum, { name: 'CourseState', description: '课程遴选的状态。States of the intake.', valuesConfig: intakeStates.valuesConfig });

@Allow('programmes.read')
@ObjectType('Course', { implements: NodeType, simpleResolvers: true, description: '课程。' })
export class CourseType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => String, { description: '课程编号。' }) code!: string;
  @Field(() => String, { description: '课程名称。' }) name!: string;
  @Field(() => SubjectEnum, { description: '学科。' }) subject!: Subject;
  @Field(() => StageEnum, { description: '学段。' }) stage!: Stage;
  @Field(() => DecimalScalar, { description: '学时（1 学时 = 45 分钟）。Class hours.' }) hours!: string;
  @Field(() => String, { description: '课程简介。What it is about.' }) description!: string;
  @Field(() => CourseStateEnum, { description: '遴选状态。Where it stands in the intake.' }) state!: CourseState;
  @Field(() => Int, { description: '版本，每次更改加一。' }) version!: number;
  @Field(() => String, { nullable: true, description: '报送的机构或单位；遴选上线以前的课程为空。Who handed it in.' }) sourceName!: string | null;
  @Field(() => Boolean, { description: '是否由培训机构报送。Handed in by a training body.' }) isFromBody!: boolean;
}

@Allow('programmes.read')
@ObjectType('TrainingClass', { implements: NodeType, simpleResolvers: true, description: '培训班：一门课程的一期。One course in one period.' })
export class TrainingClassType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => String, { description: '班级编号。' }) code!: string;
  @Field(() => String, { description: '班级名称。' }) name!: string;
  @Field(() => CourseType, { description: '课程。' }) course!: CourseType;
  @Field(() => PeriodType, { description: '期次。' }) period!: PeriodType;
  @Field(() => ProgrammeType, { description: '项目。' }) programme!: ProgrammeType;
}

export const { Connection: TrainingClassConnection } = connectionOf('TrainingClass', '培训班', 'programmes.read', () => TrainingClassType);
