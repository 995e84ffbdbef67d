// Operations on eligibility and exceptions.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Extensions, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { PersonType } from '../../access/index.js';
import { keyOf } from '../../kernel/ids.js';
import type { Language, Refusal } from '../../kernel/refusals.js';
import { subtreeInScope, type OfficeStore } from '../../offices/index.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { badInput, notFound } from '../../platform/graphql/errors.js';
import { PagingArguments, refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { EligibilityRules } from '../../programmes/index.js';
import type { ClassFrames } from '../class-frame.js';
import type { EligibilityStore, PersonFacts } from '../eligibility.store.js';
import type { ExceptionStore } from '../exception.store.js';
import type { ExceptionService } from '../exception.service.js';
import { eligibilityRefusals, exceptableClauses, obstaclesOf } from '../rules/eligibility.js';
import { windowRefusals } from '../rules/enrolling.js';
import * as io from './eligibility.type.js';

const maximum = 100;

@Resolver()
export class EligibilityResolver {
  constructor(private readonly store: EligibilityStore, private readonly frames: ClassFrames, private readonly exceptions: ExceptionService, private readonly granted: ExceptionStore, private readonly offices: OfficeStore) {}

  @Allow('enrolment.eligibility')
  @Extensions({ listSize: maximum })
  @Query(() => [io.EnrolmentEligibilityType], { description: '这些教师能否报名一个班，各有答复，一次最多 100 人。Who of these may be enrolled in a class, and why not.' })
  async enrolmentEligibility(
    @Arg('classId', () => ID, { description: '培训班。' }) classId: string,
    @Arg('personIds', () => [ID], { description: '教师。' }) personIds: string[],
    @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo,
  ): Promise<io.EnrolmentEligibilityType[]> {
    if (personIds.length > maximum) throw badInput(`At most ${maximum} people.`, 'personIds');
    const { scope, officeId } = context.caller;
    const wanted = [...new Set(personIds.map((id) => keyOf('Person', id) ?? 0))];
    const frame = await this.frames.of(scope, keyOf('TrainingClass', classId) ?? 0, officeId);
    const people = await this.store.people(scope, wanted, selectionOf(info, 'EnrolmentEligibility').at('person'));
    if (people.size !== wanted.length) throw notFound();
    const [facts, classes] = await Promise.all([frame.eligibility === null ? null : this.store.facts(frame.programmeId, frame.eligibility, wanted), this.store.classesInPeriod(frame.periodId, wanted)]);
    return [...people].map(([key, person]) => {
      const known = facts?.get(key) ?? null;
      const reasons = [...(frame.choosing === null ? windowRefusals(null, frame.today) : []), ...obstaclesOf(frame.eligibility, known, { enrolledIn: classes.get(key) ?? null, classId: frame.classId })];
      return eligibilityType(context.language, person, frame.eligibility, reasons, known);
    });
  }

  @Allow('enrolment.eligibility')
  @Extensions({ listSize: maximum })
  @Query(() => [io.EnrolmentEligibilityType], { description: '这些教师按项目的参训条件能否参加，不论哪个班，一次最多 100 人。Who of these may take part in a programme, whichever class, and why not.' })
  async programmeEligibility(
    @Arg('programmeId', () => ID, { description: '项目。' }) programmeId: string,
    @Arg('personIds', () => [ID], { description: '教师。' }) personIds: string[],
    @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo,
  ): Promise<io.EnrolmentEligibilityType[]> {
    if (personIds.length > maximum) throw badInput(`At most ${maximum} people.`, 'personIds');
    const { scope } = context.caller;
    const wanted = [...new Set(personIds.map((id) => keyOf('Person', id) ?? 0))];
    const programme = keyOf('Programme', programmeId) ?? 0;
    const rules = await this.frames.eligibilityOf(scope, programme);
    const people = await this.store.people(scope, wanted, selectionOf(info, 'EnrolmentEligibility').at('person'));
    if (people.size !== wanted.length) throw notFound();
    const facts = rules === null ? null : await this.store.facts(programme, rules, wanted);
    return [...people].map(([key, person]) => {
      const known = facts?.get(key) ?? null;
      return eligibilityType(context.language, person, rules, rules === null || known === null ? [] : eligibilityRefusals(rules, known), known);
    });
  }

  @Allow('enrolment.eligibility')
  @Query(() => io.GrantedExceptionConnection, { description: '已批准的参训例外，新的在前。Exceptions granted, the newest first.' })
  async grantedExceptions(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('officeId', () => ID, { nullable: true, description: '只列此项目办及其下级的。' }) officeId: string | null,
    @Arg('programmeId', () => ID, { nullable: true, description: '项目。' }) programmeId: string | null,
    @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo,
  ): Promise<Page<io.GrantedExceptionType>> {
    const filter = { subtree: await subtreeInScope(this.offices, caller.scope, officeId), programmeId: programmeId == null ? null : (keyOf('Programme', programmeId) ?? 0) };
    return this.granted.page(caller.scope, filter, selectionOf(info, 'GrantedExceptionConnection'), paging);
  }

  @Allow('enrolment.except')
  @Mutation(() => io.GrantEnrolmentExceptionPayload, { description: '主办项目办批准一名教师不受“原则上”的条款限制，须写明事由（JS-01）。Excepts a teacher from a soft clause.' })
  async grantEnrolmentException(@Arg('input', () => io.GrantEnrolmentExceptionInput, { description: '输入。' }) input: io.GrantEnrolmentExceptionInput, @Ctx() context: RequestContext): Promise<io.GrantEnrolmentExceptionPayload> {
    const { programmeId, personId, rule, reason, idempotencyKey } = input;
    const outcome = await this.exceptions.grant(context, { programmeId: keyOf('Programme', programmeId) ?? 0, personId: keyOf('Person', personId) ?? 0, rule, reason, idempotencyKey: idempotencyKey ?? null });
    return outcome.ok ? { grantedAt: outcome.value.grantedAt, refusals: [] } : { grantedAt: null, refusals: refusalsIn(context.language, outcome.refusals) };
  }
}

function eligibilityType(language: Language, person: PersonType, rules: EligibilityRules | null, reasons: readonly Refusal[], known: PersonFacts | null): io.EnrolmentEligibilityType {
  return { person, isEligible: reasons.length === 0, reasons: refusalsIn(language, reasons), exceptions: [...(known?.granted ?? [])], exceptable: rules === null ? [] : exceptableClauses(rules, reasons) };
}
