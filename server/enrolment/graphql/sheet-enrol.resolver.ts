// Enrolling by a sheet.
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { globalId, keyOf } from '../../kernel/ids.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { SheetEnrolService } from '../sheet-enrol.service.js';
import * as io from './choice.input.js';

@Resolver()
export class SheetEnrolResolver {
  constructor(private readonly service: SheetEnrolService) {}

  @Allow('enrolment.enrol')
  @Mutation(() => io.EnrolBySheetPayload, { description: '校级管理员按核对过的报名表报名，多个班一次办理；规则与逐班报名相同（JS-05–JS-07）。Enrols by a sheet that was looked at, several classes in one act.' })
  async enrolBySheet(@Arg('input', () => io.EnrolBySheetInput, { description: '输入。' }) { entries, idempotencyKey }: io.EnrolBySheetInput, @Ctx() context: RequestContext): Promise<io.EnrolBySheetPayload> {
    const wanted = entries.map(({ classId, personId }) => ({ classId: keyOf('TrainingClass', classId) ?? 0, personId: keyOf('Person', personId) ?? 0 }));
    const outcome = await this.service.enrol(context, wanted, idempotencyKey ?? null);
    if (!outcome.ok) return { outcomes: [], refusals: refusalsIn(context.language, outcome.refusals) };
    const told = outcome.value.map(({ classId, personId, enrolmentId, refusals }) => ({ classId: globalId('TrainingClass', classId), personId: globalId('Person', personId), enrolmentId: enrolmentId === null ? null : globalId('Enrolment', enrolmentId), refusals: refusalsIn(context.language, refusals) }));
    return { outcomes: told, refusals: [] };
  }
}
