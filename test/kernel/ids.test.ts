// Global ids: one text for each row, and nothing else is an id.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { globalId, idPrefixes, keyOf, parseGlobalId, type NodeType } from '../../server/kernel/ids.js';

const types = Object.keys(idPrefixes) as NodeType[];
const key = fc.oneof(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }));

describe('global ids', () => {
  test('go out and come back, for every type and key', () => {
    fc.assert(fc.property(fc.constantFrom(...types), key, (type, number) => {
      const parsed = parseGlobalId(globalId(type, number));
      return parsed?.type === type && parsed.key === number && keyOf(type, globalId(type, String(number))) === number;
    }));
  });

  test('of two rows are never the same', () => {
    fc.assert(fc.property(fc.constantFrom(...types), key, fc.constantFrom(...types), key, (one, a, other, b) => (one === other && a === b) === (globalId(one, a) === globalId(other, b))));
  });

  test('of one type are none of another', () => {
    for (const one of types) for (const other of types) expect(keyOf(one, globalId(other, 7)) === null).toBe(one !== other);
  });

  test.each(['', 'enr', 'enr_', 'enr_07', 'ENR_7', 'enr_Z', 'enr_-1', 'enr_1.5', 'enr_ 7', ' enr_7', 'enr_7 ', 'enr_7\n', 'enr-7', 'xyz_7', 'enr_zzzzzzzzzzz', 'enr_zzzzzzzzzzzz', 'enr_7;drop', '7', 'RW5yb2xtZW50OjE=', 'enr_７', 'enr_\u0000', '__proto__', 'constructor_1'])('%j is no id', (text) => { expect(parseGlobalId(text)).toBeNull(); });

  test('any other text is either no id or exactly the id of what it names', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z]{3}_[0-9a-z]{1,12}$/)), (text) => { const parsed = parseGlobalId(text); return parsed === null || globalId(parsed.type, parsed.key) === text; }));
  });
});
