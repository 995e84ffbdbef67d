// Operations of withdrawal and substitution.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { keyOf } from '../../kernel/ids.js';
import type { Outcome } from '../../kernel/refusals.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { EnrolmentStore } from '../enrolment.store.js';
import type { Withdrawn, WithdrawalService } from '../withdrawal.service.js';
import type { EnrolmentType } from './enrolment.type.js';
import * as io from './withdrawal.input.js';

@Resolver()
export class WithdrawalResolver {
  constructor(private readonly store: EnrolmentStore, private readonly service: WithdrawalService) {}

  @Allow('enrolment.withdraw')
  @Mutation(() => io.WithdrawEnrolmentPayload, { description: '校级管理员退回一条报名，名额即回到本校；至本期结束为止（JS-07）。Withdraws an enrolment.' })
  async withdrawEnrolment(@Arg('input', () => io.WithdrawEnrolmentInput, { description: '输入。' }) input: io.WithdrawEnrolmentInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.WithdrawEnrolmentPayload> {
    const { withdrawn, refusals } = await this.#answer(context, info, 'WithdrawEnrolmentPayload', input, await this.service.withdraw(context, actOf(input)));
    return { withdrawn, refusals };
  }

  @Allow('enrolment.withdraw')
  @Mutation(() => io.SubstituteLearnerPayload, { description: '校级管理员以本校另一位教师换下一名学员；至本期结束为止（JS-07）。Swaps a learner for another teacher of the school.' })
  async substituteLearner(@Arg('input', () => io.SubstituteLearnerInput, { description: '输入。' }) input: io.SubstituteLearnerInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.SubstituteLearnerPayload> {
    return this.#answer(context, info, 'SubstituteLearnerPayload', input, await this.service.substitute(context, { ...actOf(input), personId: keyOf('Person', input.personId) ?? 0 }));
  }

  /** Whoever was too late is told how it stands now. */
  async #answer(context: RequestContext, info: GraphQLResolveInfo, typeName: string, { enrolmentId }: io.WithdrawEnrolmentInput, outcome: Outcome<Withdrawn>): Promise<io.SubstituteLearnerPayload> {
    const selection = selectionOf(info, typeName);
    const read = async (key: number | null, field: string): Promise<EnrolmentType | null> => (key === null || !selection.has(field) ? null : this.store.byKey(context.caller.scope, key, selection.at(field)));
    return {
      withdrawn: await read(keyOf('Enrolment', enrolmentId) ?? 0, 'withdrawn'), enrolment: await read(outcome.ok ? outcome.value.enrolmentId : null, 'enrolment'),
      refusals: outcome.ok ? [] : refusalsIn(context.language, outcome.refusals),
    };
  }
}

function actOf({ enrolmentId, reason, expectedVersion, idempotencyKey }: io.WithdrawEnrolmentInput) {
  return { enrolmentId: keyOf('Enrolment', enrolmentId) ?? 0, reason, expectedVersion, idempotencyKey: idempotencyKey ?? null };
}
