// Operations on eligibility and exceptions.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Extensions, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { keyOf } from '../../kernel/ids.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { badInput, notFound } from '../../platform/graphql/errors.js';
import { refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { ClassFrames } from '../class-frame.js';
import type { EligibilityStore } from '../eligibility.store.js';
import type { ExceptionService } from '../exception.service.js';
import { obstaclesOf } from '../rules/eligibility.js';
import { windowRefusals } from '../rules/enrolling.js';
import * as io from './eligibility.type.js';

const maximum = 100;

@Resolver()
export class EligibilityResolver {
  constructor(private readonly store: EligibilityStore, private readonly frames: ClassFrames, private readonly exceptions: ExceptionService) {}

  @Allow('enrolment.eligibility')
  @Extensions({ listSize: maximum })
  @Query(() => [io.EnrolmentEligibilityType], { description: '这些教师能否报名一个班，各有答复，一次最多 100 人。Who of these may be enrolled in a class, and why not.' })
  async enrolmentEligibility(
    @Arg('classId', () => ID, { description: '培训班。' }) classId: string,
    @Arg('personIds', () => [ID], { description: '教师。' }) personIds: string[],
    @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo,
  ): Promise<io.EnrolmentEligibilityType[]> {
    if (personIds.length > maximum) throw badInput(`At most ${maximum} people.`, 'personIds');
    const { scope } = context.caller;
    const wanted = [...new Set(personIds.map((id) => keyOf('Person', id) ?? 0))];
    const frame = await this.frames.of(scope, keyOf('TrainingClass', classId) ?? 0);
    const people = await this.store.people(scope, wanted, selectionOf(info, 'EnrolmentEligibility').at('person'));
    if (people.size !== wanted.length) throw notFound();
    const [facts, classes] = await Promise.all([frame.eligibility === null ? null : this.store.facts(frame.programmeId, frame.eligibility, wanted), this.store.classesInPeriod(frame.periodId, wanted)]);
    return [...people].map(([key, person]) => {
      const known = facts?.get(key) ?? null;
      const reasons = [...(frame.choosing === null ? windowRefusals(null, frame.today) : []), ...obstaclesOf(frame.eligibility, known, { enrolledIn: classes.get(key) ?? null, classId: frame.classId })];
      return { person, isEligible: reasons.length === 0, reasons: refusalsIn(context.language, reasons), exceptions: [...(known?.granted ?? [])] };
    });
  }

  @Allow('enrolment.except')
  @Mutation(() => io.GrantEnrolmentExceptionPayload, { description: '主办项目办批准一名教师不受“原则上”的条款限制，须写明事由（JS-01）。Excepts a teacher from a soft clause.' })
  async grantEnrolmentException(@Arg('input', () => io.GrantEnrolmentExceptionInput, { description: '输入。' }) input: io.GrantEnrolmentExceptionInput, @Ctx() context: RequestContext): Promise<io.GrantEnrolmentExceptionPayload> {
    const { programmeId, personId, rule, reason, idempotencyKey } = input;
    const outcome = await this.exceptions.grant(context, { programmeId: keyOf('Programme', programmeId) ?? 0, personId: keyOf('Person', personId) ?? 0, rule, reason, idempotencyKey: idempotencyKey ?? null });
    return outcome.ok ? { grantedAt: outcome.value.grantedAt, refusals: [] } : { grantedAt: null, refusals: refusalsIn(context.language, outcome.refusals) };
  }
}
