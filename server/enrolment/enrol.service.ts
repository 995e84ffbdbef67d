// A school enrols its teachers by their own choices. Its acts that come while one is underway are done together: for the school's seats they
// would only wait for each other.
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import type { Database } from '../platform/database/database.js';
import { JointActs } from '../platform/database/joint-acts.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { onceEach, type KeyedWrite } from '../platform/idempotency/idempotency.js';
import type { ClassFrames } from './class-frame.js';
import type { ClassAct, Enrolling, EnrolOutcome } from './enrol-together.js';
import { closedFor } from './rules/enrolling.js';

export interface EnrolAct { classId: number; personIds: readonly number[]; idempotencyKey: string | null }

interface KeyedAct extends ClassAct, KeyedWrite {}

export class EnrolService {
  readonly #acts = new JointActs<KeyedAct, Outcome<EnrolOutcome[]>>((acts) => this.#enrol(acts));

  constructor(private readonly database: Database, private readonly frames: ClassFrames, private readonly enrolling: Enrolling) {}

  async enrol(context: RequestContext, { classId, personIds, idempotencyKey }: EnrolAct): Promise<Outcome<EnrolOutcome[]>> {
    const { scope, actor, officeId } = context.caller;
    const frame = await this.frames.of(scope, classId);
    // Who goes together sees the same and takes from one account; each act stays its own caller's.
    return this.#acts.do(JSON.stringify([scope, officeId, frame.periodId]), { context, frame, personIds, actor, key: idempotencyKey, request: { operation: 'enrolLearners', classId, personIds } });
  }

  async #enrol(acts: readonly KeyedAct[]): Promise<Outcome<EnrolOutcome[]>[]> {
    const { scope } = (acts[0] as KeyedAct).context.caller;
    return this.database.transaction(scope, (tx) => onceEach(tx, acts, async (due) => {
      const refusals = new Map(due.map((act) => [act, act.personIds.length === 0 ? [nobody()] : closedFor(act.frame)]));
      const open = due.filter((act) => refusals.get(act)?.length === 0);
      const outcomes = open.length === 0 ? [] : await this.enrolling.enrol(tx, open);
      const told = new Map(open.map((act, place) => [act, outcomes[place] as EnrolOutcome[]]));
      return due.map((act) => { const outcome = told.get(act); return outcome ? accepted(outcome) : refused(...(refusals.get(act) ?? [])); });
    }));
  }
}

function nobody() {
  return refuse('EMPTY', { zh: '请选择要报名的教师。', en: 'Choose whom to enrol.' }, { field: 'personIds' });
}
