// The ledger as a whole: whatever sheets, confirmations, uses and take-backs come, the rules keep every account covered and the tree whole.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { idleMovements } from '../../../server/quotas/rules/idle-seats.js';
import { changesOf, noAccount, type Account, type Movement } from '../../../server/quotas/rules/movements.js';
import { sheetMovements } from '../../../server/quotas/rules/quota-sheet.js';
import { confirmationMovements } from '../../../server/quotas/rules/stating.js';

/** A province (0) with two cities and, right below it, a county; below a city two counties; schools under counties. */
const parents: readonly (number | null)[] = [null, 0, 0, 0, 1, 1, 4, 4, 5, 3, 3, 2];
const periods = [{ id: 1, number: 1, closesOn: null }];
const depthOf = (office: number): number => { const up = parents[office]; return up == null ? 0 : 1 + depthOf(up); };
const leaves = parents.map((_, office) => office).filter((office) => !parents.includes(office));

type Act = { kind: 'SHEET' | 'CONFIRM'; above: number; seats: number[] } | { kind: 'IDLE'; above: number } | { kind: 'USE' | 'RETURN'; school: number };
const office = fc.integer({ min: 0, max: parents.length - 1 });
const seats = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 4, maxLength: 4 });
const acts: fc.Arbitrary<Act>[] = [
  fc.record({ kind: fc.constant('SHEET' as const), above: office, seats }), fc.record({ kind: fc.constant('CONFIRM' as const), above: fc.constant(0), seats }),
  fc.record({ kind: fc.constant('IDLE' as const), above: office }), fc.record({ kind: fc.constantFrom('USE' as const, 'RETURN' as const), school: fc.constantFrom(...leaves) }),
];

test('JS-05 accounts kept by the rules equal an oracle that counts seats one by one', () => {
  fc.assert(fc.property(fc.array(fc.oneof(...acts), { maxLength: 60 }), (story) => {
    const accounts = parents.map((_, id): Account => noAccount(1, id));
    /** The oracle: every seat stands somewhere, with whoever holds it free or uses it. */
    const free = parents.map(() => 0);
    const used = parents.map(() => 0);
    const below = (root: number): number[] => parents.flatMap((up, id) => (up === root ? [id, ...below(id)] : []));
    const heldIn = (root: number) => [root, ...below(root)].reduce((sum, id) => sum + (free[id] as number) + (used[id] as number), 0);
    const carryOut = (movements: readonly Movement[]) => {
      for (const { officeId, received, handedDown } of changesOf(movements)) {
        const account = accounts[officeId] as Account;
        accounts[officeId] = { ...account, received: account.received + received, handedDown: account.handedDown + handedDown, version: account.version + (received === 0 ? 0 : 1) };
      }
    };
    for (const act of story) {
      if ('school' in act) {
        const account = accounts[act.school] as Account;
        if (act.kind === 'USE' ? (free[act.school] as number) === 0 : (used[act.school] as number) === 0) continue;
        const step = act.kind === 'USE' ? 1 : -1;
        accounts[act.school] = { ...account, used: account.used + step };
        [free[act.school], used[act.school]] = [(free[act.school] as number) - step, (used[act.school] as number) + step];
      } else if (!('seats' in act)) {
        carryOut(idleMovements([act.above, ...below(act.above)].map((id) => ({ ...(accounts[id] as Account), aboveId: id === act.above ? null : (parents[id] as number), depth: depthOf(id) }))));
        for (const id of below(act.above)) [free[act.above], free[id]] = [(free[act.above] as number) + (free[id] as number), 0];
      } else {
        const children = parents.flatMap((up, id) => (up === act.above ? [id] : []));
        const cells = children.map((officeId, place) => ({ officeId, periodId: 1, seats: act.seats[place % 4] as number, expectedVersion: (accounts[officeId] as Account).version }));
        if (cells.length === 0) continue;
        // What the oracle thinks of it: no child below what lies used or handed on, and what all of them gain is free above, or granted.
        const wanted = cells.reduce((sum, { officeId, seats: target }) => sum + target - heldIn(officeId), 0);
        const isFair = cells.every(({ officeId, seats: target }) => target >= heldIn(officeId) - (free[officeId] as number)) && (act.kind === 'CONFIRM' || wanted <= (free[act.above] as number));
        const { movements, refusals } = act.kind === 'SHEET'
          ? sheetMovements({ aboveId: act.above, cells, accounts, periods, endedIds: new Set(), today: '2023-07-08' })
          : confirmationMovements(0, cells, accounts, periods, new Set(), '2023-07-08');
        expect(refusals.length === 0).toBe(isFair);
        if (refusals.length > 0) continue;
        carryOut(movements);
        for (const { officeId, seats: target } of cells) free[officeId] = (free[officeId] as number) + target - heldIn(officeId);
        if (act.kind === 'SHEET') free[act.above] = (free[act.above] as number) - wanted;
      }
      for (const [id, { received, handedDown, used: taken }] of accounts.entries()) {
        const [kept, handedOn] = [free[id] as number, below(id).filter((one) => parents[one] === id).reduce((sum, one) => sum + heldIn(one), 0)];
        expect({ id, received, handedDown, taken }).toEqual({ id, received: kept + (used[id] as number) + handedOn, handedDown: handedOn, taken: used[id] });
        expect(Math.min(received - handedDown - taken, handedDown, taken)).toBeGreaterThanOrEqual(0);
      }
    }
  }), { numRuns: 300 });
});
