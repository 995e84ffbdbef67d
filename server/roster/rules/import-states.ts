// The states of a roster import: received, compared, written, undone. Only CHECKED waits for a human.
import type { StateMachine } from '../../kernel/state-machine.js';

export const importStates = ['RECEIVING', 'CHECKING', 'CHECKED', 'APPLYING', 'APPLIED', 'UNDOING', 'UNDONE', 'REJECTED'] as const;
export type ImportState = (typeof importStates)[number];
export type ImportAct = 'receive' | 'reject' | 'compare' | 'apply' | 'finish' | 'undo';

export const importMachine: StateMachine<ImportState, ImportAct> = {
  initial: 'RECEIVING',
  final: ['APPLIED', 'UNDONE', 'REJECTED'],
  transitions: {
    RECEIVING: { receive: 'CHECKING', reject: 'REJECTED' },
    CHECKING: { compare: 'CHECKED', reject: 'REJECTED' },
    CHECKED: { apply: 'APPLYING' },
    APPLYING: { finish: 'APPLIED' },
    APPLIED: { undo: 'UNDOING' },
    UNDOING: { finish: 'UNDONE' },
    UNDONE: {},
    REJECTED: {},
  },
};

/** How long an import can be undone. */
export const undoMs = 24 * 3_600_000;
