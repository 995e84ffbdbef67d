// Registering training bodies: name, credit code, and the person who acts for it in the system.
import { personShape } from '../access/index.js';
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome, type Refusal } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Database, Tx } from '../platform/database/database.js';
import { violatesUnique } from '../platform/database/failures.js';
import { sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { once } from '../platform/idempotency/idempotency.js';
import { changeTrainingBody, insertTrainingBody, type BodyContent } from '../programmes/index.js';
import { textRefusals } from './rules/course-form.js';
import { creditCodeOf } from './rules/credit-code.js';
import { trainingBodyShape } from './training-body.store.js';

export interface BodyForm { name: string; creditCode: string; contactNumber: string; email: string }

const taken = refuse('ALREADY_EXISTS', { zh: '这个统一社会信用代码已经登记。', en: 'This credit code is registered already.' }, { field: 'creditCode' });

export class TrainingBodyService {
  constructor(private readonly database: Database) {}

  async register(context: RequestContext, form: BodyForm, idempotencyKey: string | null): Promise<Outcome<{ bodyId: number }>> {
    const { scope, actor, officeId } = context.caller;
    return codeOnce(() => this.database.transaction(scope, (tx) => once(tx, actor, idempotencyKey, { operation: 'registerTrainingBody', ...form }, async () => {
      const content = await this.#content(tx, form);
      if (!content.ok || officeId === null) return content.ok ? refused(taken) : content;
      const bodyId = await insertTrainingBody(tx, officeId, content.value);
      await recordAudit(tx, context, { action: 'courses.keepBodies', subject: globalId('TrainingBody', bodyId), facts: { act: 'register', name: content.value.name, creditCode: content.value.creditCode } });
      return accepted({ bodyId });
    })));
  }

  async change(context: RequestContext, bodyId: number, expectedVersion: number, form: BodyForm): Promise<Outcome<{ bodyId: number }>> {
    return codeOnce(() => this.database.transaction(context.caller.scope, async (tx) => {
      const [body] = await tx.rows<{ version: number; name: string }>(sql`select t.version, t.name from training_body t where t.id = ${bodyId} and ${this.database.allows(trainingBodyShape, 't', tx.scope)} for update`);
      if (!body) throw notFound();
      if (body.version !== expectedVersion) return refused(refuse('STALE', { zh: '这家培训机构的资料已有变化，请重新查看。', en: 'It has changed; look at it again.' }, { field: 'expectedVersion', facts: { version: body.version } }));
      const content = await this.#content(tx, form);
      if (!content.ok) return content;
      await changeTrainingBody(tx, bodyId, content.value);
      await recordAudit(tx, context, { action: 'courses.keepBodies', subject: globalId('TrainingBody', bodyId), facts: { act: 'change', name: content.value.name, creditCode: content.value.creditCode } });
      return accepted({ bodyId });
    }));
  }

  async #content(tx: Tx, { name, creditCode, contactNumber, email }: BodyForm): Promise<Outcome<BodyContent>> {
    const code = creditCodeOf(creditCode);
    const [contact] = await tx.rows<{ id: number }>(sql`select t.id::int as id from person t where t.training_number = ${contactNumber.trim()} and t.merged_into_id is null and ${this.database.allows(personShape, 't', tx.scope)}`);
    const refusals: Refusal[] = [
      ...textRefusals(name, 'name', 60),
      ...(code === null ? [refuse('MALFORMED', { zh: '统一社会信用代码应为 18 位，且校验码正确。', en: 'A credit code has 18 signs, the last of which checks the others.' }, { field: 'creditCode' })] : []),
      ...(contact ? [] : [refuse('NOT_FOUND', { zh: '没有这个师训编号的人员。', en: 'Nobody has this training number.' }, { field: 'contactNumber' })]),
      ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) && email.length <= 100 ? [] : [refuse('MALFORMED', { zh: '请填写电子邮箱。', en: 'Write an e-mail address.' }, { field: 'email' })]),
    ];
    if (refusals.length > 0 || code === null || !contact) return refused(...refusals);
    return accepted({ name: name.trim(), creditCode: code, contactId: contact.id, email: email.trim() });
  }
}

/** Two who register the same body at once: the database lets one of them. */
async function codeOnce<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work();
  } catch (error) {
    if (violatesUnique(error, 'training_body_credit_code_unique')) return refused(taken);
    throw error;
  }
}
