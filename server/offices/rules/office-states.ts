// The states of an office and of a change to one, as tables.
import type { StateMachine } from '../../kernel/state-machine.js';

export const officeStates = ['OPEN', 'MERGED', 'CLOSED'] as const;
export type OfficeState = (typeof officeStates)[number];

export const officeChangeKinds = ['CREATE', 'RENAME', 'MOVE', 'MERGE', 'CLOSE'] as const;
export type OfficeChangeKind = (typeof officeChangeKinds)[number];

/** What a change does to its office; nothing is done to one that has ended. */
export const officeMachine: StateMachine<OfficeState, Exclude<OfficeChangeKind, 'CREATE'>> = {
  initial: 'OPEN',
  final: ['MERGED', 'CLOSED'],
  transitions: { OPEN: { RENAME: 'OPEN', MOVE: 'OPEN', MERGE: 'MERGED', CLOSE: 'CLOSED' }, MERGED: {}, CLOSED: {} },
};

export const officeChangeStates = ['PLANNED', 'APPLIED', 'CANCELLED', 'REFUSED'] as const;
export type OfficeChangeState = (typeof officeChangeStates)[number];

/** A planned change waits for its day; on that day it is done, or the rules say no. */
export const officeChangeMachine: StateMachine<OfficeChangeState, 'apply' | 'cancel' | 'refuse'> = {
  initial: 'PLANNED',
  final: ['APPLIED', 'CANCELLED', 'REFUSED'],
  transitions: { PLANNED: { apply: 'APPLIED', cancel: 'CANCELLED', refuse: 'REFUSED' }, APPLIED: {}, CANCELLED: {}, REFUSED: {} },
};
