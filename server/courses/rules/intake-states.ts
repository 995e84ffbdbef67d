// The intake of a course (课程遴选) as a table of transitions; each step leaves a record.
import { refuse, type Refusal } from '../../kernel/refusals.js';
import { nextState, type StateMachine } from '../../kernel/state-machine.js';
import { courseStates, type CourseState } from '../../programmes/index.js';

export const intakeActs = { CREATE: '起草', HAND_IN: '报送', ASSIGN: '安排评审', ACCEPT: '入选', RETURN: '退回' } as const;
export type IntakeAct = keyof typeof intakeActs;

export const intake: StateMachine<CourseState, Exclude<IntakeAct, 'CREATE'>> = {
  initial: 'DRAFT',
  final: ['ACCEPTED'],
  transitions: {
    DRAFT: { HAND_IN: 'HANDED_IN' },
    // Where the rules ask for no experts the office decides at once; what is plainly unfit goes back unread.
    HANDED_IN: { ASSIGN: 'IN_REVIEW', ACCEPT: 'ACCEPTED', RETURN: 'RETURNED' },
    // An expert who cannot is joined by another.
    IN_REVIEW: { ASSIGN: 'IN_REVIEW', ACCEPT: 'ACCEPTED', RETURN: 'RETURNED' },
    RETURNED: { HAND_IN: 'HANDED_IN' },
    ACCEPTED: {},
  },
};

/** What its authors may still change. */
export function isOpenToAuthors(state: CourseState): boolean {
  return nextState(intake, state, 'HAND_IN') !== null;
}

export function stateRefusals(state: CourseState, act: Exclude<IntakeAct, 'CREATE'>): Refusal[] {
  return nextState(intake, state, act) !== null ? [] : [wrongState(state)];
}

export function wrongState(state: CourseState): Refusal {
  return refuse('NOT_ALLOWED_IN_STATE', { zh: `这门课程现在是“${courseStates[state]}”，不能这样处理。`, en: 'The state of this course does not allow it.' }, { field: 'courseId', facts: { state } });
}
