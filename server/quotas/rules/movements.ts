// Movements of seats (配额流水), and what each does to the accounts at its two ends.

export const quotaEntryKinds = ['STATED', 'GRANTED', 'REDUCED', 'HANDED_DOWN', 'TAKEN_BACK', 'USED', 'RETURNED'] as const;
export type QuotaEntryKind = (typeof quotaEntryKinds)[number];
export const quotaEntryNames: Readonly<Record<QuotaEntryKind, string>> = { STATED: '申报', GRANTED: '核定', REDUCED: '核减', HANDED_DOWN: '下达', TAKEN_BACK: '收回', USED: '使用（报名）', RETURNED: '退回（取消报名）' };

/** Seats that move between offices, or between the organising office and outside. */
export interface Movement {
  kind: Extract<QuotaEntryKind, 'GRANTED' | 'REDUCED' | 'HANDED_DOWN' | 'TAKEN_BACK'>;
  periodId: number;
  officeId: number;
  aboveId: number | null;
  seats: number;
}

/** An account as it stands. */
export interface Account { periodId: number; officeId: number; stated: number | null; received: number; handedDown: number; used: number; version: number }

export interface Change { periodId: number; officeId: number; received: number; handedDown: number }

export function freeOf({ received, handedDown, used }: Pick<Account, 'received' | 'handedDown' | 'used'>): number {
  return received - handedDown - used;
}

/** What an office cannot give back: it is handed on or used. */
export function boundOf({ handedDown, used }: Pick<Account, 'handedDown' | 'used'>): number {
  return handedDown + used;
}

export function noAccount(periodId: number, officeId: number): Account {
  return { periodId, officeId, stated: null, received: 0, handedDown: 0, used: 0, version: 0 };
}

/** The sum of what movements do to each account; what they undo among themselves is nothing. */
export function changesOf(movements: readonly Movement[]): Change[] {
  const changes = new Map<string, Change>();
  const at = (periodId: number, officeId: number): Change => {
    const key = `${periodId} ${officeId}`;
    const known = changes.get(key) ?? { periodId, officeId, received: 0, handedDown: 0 };
    changes.set(key, known);
    return known;
  };
  for (const { kind, periodId, officeId, aboveId, seats } of movements) {
    const signed = kind === 'GRANTED' || kind === 'HANDED_DOWN' ? seats : -seats;
    at(periodId, officeId).received += signed;
    if (aboveId !== null) at(periodId, aboveId).handedDown += signed;
  }
  return [...changes.values()].filter(({ received, handedDown }) => received !== 0 || handedDown !== 0);
}
