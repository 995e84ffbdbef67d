// Changing people: their data, their school, corrections, merging, and the look at a whole number.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { PersonType } from '../../access/index.js';
import { keyOf } from '../../kernel/ids.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { CorrectionService } from '../correction.service.js';
import type { MergeService } from '../merge.service.js';
import type { OwnDataService } from '../own-data.service.js';
import type { PeopleStore } from '../people.store.js';
import type { RevealService } from '../reveal.service.js';
import type { TeacherData } from '../../kernel/teacher-data.js';
import type { TeacherDataService } from '../teacher-data.service.js';
import * as io from './people.input.js';

@Resolver()
export class PeopleChangesResolver {
  constructor(
    private readonly store: PeopleStore,
    private readonly teachers: TeacherDataService,
    private readonly ownData: OwnDataService,
    private readonly corrections: CorrectionService,
    private readonly reveals: RevealService,
    private readonly merges: MergeService,
  ) {}

  @Allow('people.manage')
  @Mutation(() => io.UpdateTeacherDataPayload, { description: '修改教师资料，逐项留有变更记录。Changes a teacher\'s data; each field leaves a line of history.' })
  async updateTeacherData(@Arg('input', () => io.UpdateTeacherDataInput, { description: '输入。' }) input: io.UpdateTeacherDataInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.UpdateTeacherDataPayload> {
    const personId = personKey(input.personId);
    const outcome = await this.teachers.update(context, { personId, expectedVersion: input.expectedVersion, changes: changesOf(input), effectiveOn: input.effectiveOn ?? null, reason: input.reason?.trim() || null, idempotencyKey: input.idempotencyKey ?? null });
    return { person: await this.#person(context, info, 'UpdateTeacherDataPayload', personId), refusals: refused(context, outcome) };
  }

  @Allow('people.transfer')
  @Mutation(() => io.TransferTeacherPayload, { description: '教师调动：以往的报名和成绩仍属原校，还没有报名的选课随本人转入新校。Moves a teacher; past enrolments and results stay with the old school, choices that still wait go along.' })
  async transferTeacher(@Arg('input', () => io.TransferTeacherInput, { description: '输入。' }) input: io.TransferTeacherInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.TransferTeacherPayload> {
    const personId = personKey(input.personId);
    const outcome = await this.teachers.transfer(context, { ...input, personId, toOfficeId: keyOf('Office', input.toOfficeId) ?? 0, idempotencyKey: input.idempotencyKey ?? null });
    return { person: await this.#person(context, info, 'TransferTeacherPayload', personId), refusals: refused(context, outcome) };
  }

  @Allow('people.ownData')
  @Mutation(() => io.ConfirmOwnDataPayload, { description: '确认本人资料无误。The teacher confirms the own data.' })
  async confirmOwnData(@Arg('input', () => io.ConfirmOwnDataInput, { description: '输入。' }) input: io.ConfirmOwnDataInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.ConfirmOwnDataPayload> {
    const outcome = await this.ownData.confirm(context, input.expectedVersion);
    return { person: await this.#person(context, info, 'ConfirmOwnDataPayload', context.caller.personId ?? 0), refusals: refused(context, outcome) };
  }

  @Allow('people.ownData')
  @Mutation(() => io.ProposeCorrectionPayload, { description: '申请更正本人资料，由学校管理员处理。Proposes corrections; the school\'s administrator decides.' })
  async proposeCorrection(@Arg('input', () => io.ProposeCorrectionInput, { description: '输入。' }) input: io.ProposeCorrectionInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.ProposeCorrectionPayload> {
    const outcome = await this.ownData.propose(context, { changes: input.changes.map(({ field, value }) => ({ field, value })), note: input.note?.trim() || null, idempotencyKey: input.idempotencyKey ?? null });
    return { person: await this.#person(context, info, 'ProposeCorrectionPayload', context.caller.personId ?? 0), refusals: refused(context, outcome) };
  }

  @Allow('people.manage')
  @Mutation(() => io.DecideCorrectionPayload, { description: '处理更正申请：采纳或说明理由不采纳。Accepts a correction, or refuses it with a reason.' })
  async decideCorrection(@Arg('input', () => io.DecideCorrectionInput, { description: '输入。' }) input: io.DecideCorrectionInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.DecideCorrectionPayload> {
    const correctionId = keyOf('DataCorrection', input.correctionId) ?? 0;
    const outcome = await this.corrections.decide(context, { correctionId, isAccepted: input.isAccepted, reason: input.reason ?? null, idempotencyKey: input.idempotencyKey ?? null });
    return { correction: await this.store.correctionByKey(context.caller.scope, correctionId, selectionOf(info, 'DecideCorrectionPayload').at('correction')), refusals: refused(context, outcome) };
  }

  @Allow('people.reveal')
  @Mutation(() => io.RevealPersonalDataPayload, { description: '查看一人完整的身份证号码或手机号码：须说明理由，每日限次，留有记录。Reveals a number: with a reason, limited per day, recorded.' })
  async revealPersonalData(@Arg('input', () => io.RevealPersonalDataInput, { description: '输入。' }) input: io.RevealPersonalDataInput, @Ctx() context: RequestContext): Promise<io.RevealPersonalDataPayload> {
    const outcome = await this.reveals.reveal(context, personKey(input.personId), input.field, input.reason);
    return outcome.ok ? { ...outcome.value, refusals: [] } : { value: null, leftToday: null, refusals: refused(context, outcome) };
  }

  @Allow('people.merge')
  @Mutation(() => io.MergePeoplePayload, { description: '合并同一人的两条记录：任职并入保留的记录，以往的报名和成绩不动。Merges two records of one person; roles move, facts stay.' })
  async mergePeople(@Arg('input', () => io.MergePeopleInput, { description: '输入。' }) input: io.MergePeopleInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.MergePeoplePayload> {
    const keptId = personKey(input.keptId);
    const outcome = await this.merges.merge(context, { ...input, keptId, mergedId: personKey(input.mergedId), idempotencyKey: input.idempotencyKey ?? null });
    return { person: await this.#person(context, info, 'MergePeoplePayload', keptId), refusals: refused(context, outcome) };
  }

  async #person({ caller }: RequestContext, info: GraphQLResolveInfo, payload: string, key: number): Promise<PersonType | null> {
    const selection = selectionOf(info, payload);
    return selection.has('person') ? this.store.byKey(caller.scope, key, selection.at('person')) : null;
  }
}

function personKey(id: string): number {
  return keyOf('Person', id) ?? 0;
}

function refused({ language }: RequestContext, outcome: { ok: true } | { ok: false; refusals: Parameters<typeof refusalsIn>[1] }): ReturnType<typeof refusalsIn> {
  return outcome.ok ? [] : refusalsIn(language, outcome.refusals);
}

/** What is left out stays as it is. Null clears what may be empty and leaves the rest. */
function changesOf(input: io.UpdateTeacherDataInput): Partial<TeacherData> {
  return {
    ...(input.name == null ? {} : { name: input.name }),
    ...(input.subject == null ? {} : { subject: input.subject }),
    ...(input.stage == null ? {} : { stage: input.stage }),
    ...(input.title === undefined ? {} : { title: input.title }),
    ...(input.joinedYear === undefined ? {} : { joinedYear: input.joinedYear }),
    ...(input.posts == null ? {} : { posts: input.posts }),
    ...(input.specialGrades == null ? {} : { specialGrades: input.specialGrades }),
    ...(input.idCard == null ? {} : { idCard: input.idCard }),
    ...(input.mobile === undefined ? {} : { mobile: input.mobile }),
  };
}
