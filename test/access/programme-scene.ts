// How the walk over mutations drafts a programme, moves it on and says what it asks. Only the office that drafts a programme finds it, and its
// steering group, so most of it is asked of one that nobody has; the stories are told in test/programmes/programme-life.test.ts.
import type { MutationWalk } from './mutation-walk.js';
import { rows, type Caller } from './places.js';

let acts = 0;
/** A number that no other act has. */
const next = () => (acts += 1);

/** The latest version with one sentence more of a reason, beginning a year after it. */
async function nextRules({ server }: MutationWalk): Promise<object> {
  const [latest] = await rows<{ version: number; document: { appeals: { tutorDays: number } } }>(server.owner, 'select version, document from programme_rule where programme_id = 1 order by version desc limit 1');
  const { version = 0, document } = latest ?? {};
  return { document: JSON.stringify({ ...document, appeals: { ...document?.appeals, tutorDays: 20 + version } }), effectiveFrom: `${2030 + version}-01-01`, expectedVersion: version };
}

export const programmeFixtures = {
  createProgramme: { target: null, input: { code: 'walk', name: '走查项目', year: 2023, previousProgrammeId: 'prg_zz', idempotencyKey: 'walk programme' } },
  renameProgramme: { target: null, input: { programmeId: 'prg_zz', name: '新的名称', expectedVersion: 1, idempotencyKey: 'walk name' } },
  writeProgrammeText: { target: null, input: { programmeId: 'prg_zz', kind: 'PLAN', text: '方案。', expectedVersion: 0, idempotencyKey: 'walk text' } },
  advanceProgramme: { target: null, input: { programmeId: 'prg_zz', act: 'SUBMIT', reason: '提交。', joinUntil: '2023-09-30', expectedVersion: 1, idempotencyKey: 'walk advance' } },
  decideProgramme: { target: null, input: { programmeId: 'prg_zz', isApproved: true, reason: '同意。', expectedVersion: 1, idempotencyKey: 'walk decide' } },
  nameProgrammeContacts: { target: null, input: { programmeId: 'prg_zz', contactIds: ['oct_1'] } },
  removeProgrammeFile: { target: null, input: { programmeId: 'prg_zz', number: 1 } },
  setOfficeWindow: { target: null, input: { programmeId: 'prg_zz', action: 'ENROLMENT', from: '2023-09-01', until: '2023-09-12', reason: '开学在即。', expectedVersion: 0, idempotencyKey: 'walk window' } },
  replyToProgramme: { target: null, input: { programmeId: 'prg_zz', answer: 'JOINS', plan: '方案。', expectedVersion: 0, idempotencyKey: 'walk reply' } },
  saveRules: { target: 'Programme' as const, suits: 't.id = 1', input: (programmeId: string) => ({ programmeId, document: 'format: 2', effectiveFrom: '2030-01-01', replacesUpcoming: false, expectedVersion: 0, idempotencyKey: `programme ${next()}` }), given: async (walk: MutationWalk, { name }: Caller) => (name === '顾文远' ? nextRules(walk) : null) },
};

/** Fields of their inputs that take an id beside the target. */
export const programmesBeside = {
  'createProgramme.previousProgrammeId': { names: 'Programme' as const },
  'renameProgramme.programmeId': { names: 'Programme' as const },
  'writeProgrammeText.programmeId': { names: 'Programme' as const },
  'advanceProgramme.programmeId': { names: 'Programme' as const },
  'decideProgramme.programmeId': { names: 'Programme' as const },
  'nameProgrammeContacts.programmeId': { names: 'Programme' as const },
  'removeProgrammeFile.programmeId': { names: 'Programme' as const },
  'replyToProgramme.programmeId': { names: 'Programme' as const },
  'setOfficeWindow.programmeId': { names: 'Programme' as const },
  'nameProgrammeContacts.contactIds': { names: 'OfficeContact' as const },
};
