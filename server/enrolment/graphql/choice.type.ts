// Choices of classes as the public schema shows them.
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { PersonType } from '../../access/index.js';
import { OfficeType } from '../../offices/index.js';
import { connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { PeriodType, ProgrammeType, TrainingClassType } from '../../programmes/index.js';

export const ChoiceStateEnum = { WAITING: 'WAITING', ENROLLED: 'ENROLLED', WITHDRAWN: 'WITHDRAWN' } as const;
registerEnumType(ChoiceStateEnum, { name: 'ChoiceState', description: '选课的状态。', valuesConfig: { WAITING: { description: '等待学校报名。' }, ENROLLED: { description: '学校已报名。' }, WITHDRAWN: { description: '本人已撤回，或报名已退回。' } } });

@Allow('enrolment.choices')
@ObjectType('CourseChoice', { simpleResolvers: true, description: '选课：教师本人选定的一个培训班。A teacher\'s own choice of a class (JS-05, JS-07).' })
export class CourseChoiceType {
  key!: number;
  @Field(() => PersonType, { description: '选课的教师。' }) learner!: PersonType;
  @Field(() => OfficeType, { description: '选课时所在学校，由它报名。The school at the time.' }) school!: OfficeType;
  @Field(() => TrainingClassType, { description: '所选的培训班。' }) class!: TrainingClassType;
  @Field(() => PeriodType, { description: '期次。' }) period!: PeriodType;
  @Field(() => ProgrammeType, { description: '项目。' }) programme!: ProgrammeType;
  @Field(() => ChoiceStateEnum, { description: '状态。' }) state!: keyof typeof ChoiceStateEnum;
  @Field(() => DateTimeScalar, { description: '选课时间：先到先得按它计算。When it was made; places are given by it.' }) chosenAt!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: '学校报名的时间；尚未报名时为空。When the school enrolled by it.' }) enrolledAt!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: '本人撤回或报名退回的时间。When it was withdrawn.' }) withdrawnAt!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: '进入候补的时间；不在候补名单上时为空。Since when it stands on the waiting list.' }) listedAt!: string | null;
  place!: number | null;
  listPlace!: number | null;
}

export const { Connection: CourseChoiceConnection } = connectionOf('CourseChoice', '选课', 'enrolment.choices', () => CourseChoiceType);
