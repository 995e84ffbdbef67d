// Who may review a course (JS-15): an expert of its programme who has no part in it.
import { refuse, type Bilingual, type Refusal } from '../../kernel/refusals.js';

export const conflicts = { NOT_IN_POOL: '不是本项目专家库的成员', OWN_OFFICE: '在报送的机构任职', OWN_BODY: '是报送单位的联系人', OWN_COURSE: '参与了课程的起草或报送' } as const;
export type Conflict = keyof typeof conflicts;

/** What is known of somebody on the day: whether an expert of the programme, where at home, where else a post is held. */
export interface Candidate { isInPool: boolean; homeOfficeId: number; postOfficeIds: readonly number[]; contactOfBodyIds: readonly number[]; hasActed: boolean }
export interface ReviewedCourse { officeId: number | null; bodyId: number | null }

/** The first thing that speaks against it; null when nothing does. A body stands at the office that registered it and is not that office. */
export function conflictOf({ isInPool, homeOfficeId, postOfficeIds, contactOfBodyIds, hasActed }: Candidate, { officeId, bodyId }: ReviewedCourse): Conflict | null {
  if (!isInPool) return 'NOT_IN_POOL';
  if (bodyId === null && officeId !== null && (homeOfficeId === officeId || postOfficeIds.includes(officeId))) return 'OWN_OFFICE';
  if (bodyId !== null && contactOfBodyIds.includes(bodyId)) return 'OWN_BODY';
  return hasActed ? 'OWN_COURSE' : null;
}

const conflictWords: Record<Conflict, Bilingual> = {
  NOT_IN_POOL: { zh: '不是本项目专家库的成员', en: 'is no expert of this programme' }, OWN_OFFICE: { zh: '在报送的机构任职', en: 'works at the office that handed it in' },
  OWN_BODY: { zh: '是报送单位的联系人', en: 'acts for the body that handed it in' }, OWN_COURSE: { zh: '参与了课程的起草或报送', en: 'had a part in writing it or handing it in' },
};

export function conflictRefusal(conflict: Conflict, name: string, field: string): Refusal {
  return refuse('NOT_ELIGIBLE', { zh: `${name}${conflictWords[conflict].zh}。`, en: `${name} ${conflictWords[conflict].en}.` }, { field, requirement: 'JS-15', facts: { conflict } });
}
