// Readings of one submission: the first marker's, the second marker's, and what was agreed of both.
export const markings = ['FIRST', 'SECOND', 'AGREED'] as const;
export type Marking = (typeof markings)[number];
