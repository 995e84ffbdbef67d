// Settings of second marking (复评设置): for an assignment, or for an assignment in one class.
import { randomInt } from 'node:crypto';
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import { formatTenths } from '../kernel/tenths.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import type { Scope } from '../platform/database/scope.js';
import { pathEnd } from '../platform/database/scope.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { endedRefusals, type ProgrammeState } from '../programmes/index.js';
import type { SamplingSetting } from './rules/sampling.js';
import { settingRefusals } from './rules/settings.js';

export interface SettingRequest extends Omit<SamplingSetting, 'seed'> { assignmentId: number; classId: number | null; toleranceTenths: number; expectedVersion: number }

export class SecondMarkingSettings {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** Reviews that are submitted from here on are sampled by it. Refuses STALE when it was changed in between; version 0 means that there is none yet. */
  async set(context: RequestContext, request: SettingRequest): Promise<Outcome<number>> {
    const { assignmentId, classId, expectedVersion } = request;
    return this.database.transaction(context.caller.scope, async (tx) => {
      const [assignment] = await tx.rows<{ programmeId: number; programmeState: ProgrammeState; maximumTenths: number }>(sql`select c.programme_id::int as "programmeId", p.state as "programmeState", a.maximum_tenths as "maximumTenths" from assignment a join course c on c.id = a.course_id join programme p on p.id = c.programme_id
        where a.id = ${assignmentId} and ${ofProgrammes('c.programme_id', tx.scope)} and (${classId}::bigint is null or exists (select 1 from training_class k where k.id = ${classId} and k.course_id = a.course_id))`);
      if (!assignment) throw notFound();
      const refusals = [...endedRefusals(assignment.programmeState), ...settingRefusals(request, assignment.maximumTenths)];
      if (refusals.length > 0) return refused(...refusals);
      const values = sql`${request.samplePercent}, ${JSON.stringify(request.borders)}::jsonb, ${request.newTutorReviews}, ${request.newTutorDays}, ${request.toleranceTenths}`;
      const [saved] = await tx.asJob((job) => job.rows<{ id: number }>(expectedVersion === 0
        ? sql`insert into second_marking_setting (assignment_id, class_id, programme_id, sample_percent, borders, new_tutor_reviews, new_tutor_days, tolerance_tenths, seed, version, by_name, at)
          values (${assignmentId}, ${classId}, ${assignment.programmeId}, ${values}, ${randomInt(2 ** 31)}, 1, ${context.caller.name}, ${this.clock.business()}) on conflict do nothing returning id::int as id`
        : sql`update second_marking_setting set (sample_percent, borders, new_tutor_reviews, new_tutor_days, tolerance_tenths) = row(${values}), version = version + 1, by_name = ${context.caller.name}, at = ${this.clock.business()}
          where assignment_id = ${assignmentId} and class_id is not distinct from ${classId}::bigint and version = ${expectedVersion} returning id::int as id`));
      if (!saved) return refused(refuse('STALE', { zh: '设置刚被他人更改，请重新查看。', en: 'Somebody changed the settings in between; read them again.' }, { field: 'expectedVersion', facts: { yours: expectedVersion } }));
      await recordAudit(tx, context, {
        action: 'moderation.configure', subject: globalId('Assignment', assignmentId),
        facts: { classId: classId === null ? null : globalId('TrainingClass', classId), samplePercent: request.samplePercent, borders: request.borders.map(({ fromTenths, toTenths }) => `${formatTenths(fromTenths)}–${formatTenths(toTenths)}`), newTutorReviews: request.newTutorReviews, newTutorDays: request.newTutorDays, tolerance: formatTenths(request.toleranceTenths) },
      });
      return accepted(saved.id);
    });
  }
}

/** Programmes that the caller answers for: the own ones, or those that an office of the own subtree organises. */
export function ofProgrammes(column: string, scope: Scope): Sql {
  if (scope.kind === 'programmes') return sql`${raw(column)} = any (${scope.programmeIds}::bigint[])`;
  if (scope.kind === 'whole') return raw('true');
  if (scope.kind !== 'office') return raw('false');
  return sql`${raw(column)} in (select p.id from programme p join office o on o.id = p.office_id where o.path >= ${scope.path} and o.path < ${pathEnd(scope.path)})`;
}
