import type { GradingActions } from './use-grading-keys.js';

/** What the list of keys is ordered by. */
export type KeyGroup = 'score' | 'words' | 'queue' | 'more';

export const KEY_GROUPS: readonly KeyGroup[] = ['score', 'words', 'queue', 'more'];

/** Every act that has a key: one without its line in the list does not compile. */
export const GRADING_KEYS: Record<keyof GradingActions, { group: KeyGroup; keys: string }> = {
  chooseLevel: { group: 'score', keys: '1–9' },
  moveCriterion: { group: 'score', keys: '↑ ↓' },
  toggleExcellent: { group: 'score', keys: 'E' },
  saveDraft: { group: 'score', keys: 'Ctrl+S' },
  submit: { group: 'score', keys: 'Ctrl+Enter' },
  undo: { group: 'score', keys: 'U' },
  giveBack: { group: 'score', keys: 'R' },
  focusComment: { group: 'words', keys: 'C' },
  leaveField: { group: 'words', keys: 'Esc' },
  openBank: { group: 'words', keys: '/' },
  insertFavourite: { group: 'words', keys: 'Alt+1–9' },
  annotate: { group: 'words', keys: 'A' },
  next: { group: 'queue', keys: 'J' },
  previous: { group: 'queue', keys: 'K' },
  nextUngraded: { group: 'queue', keys: 'Z' },
  compareAttempts: { group: 'more', keys: 'D' },
  showFacts: { group: 'more', keys: 'I' },
  flag: { group: 'more', keys: 'F' },
  suspect: { group: 'more', keys: 'X' },
  toggleKeys: { group: 'more', keys: '?' },
};
