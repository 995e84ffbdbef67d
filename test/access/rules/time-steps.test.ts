// One-time codes: the vectors of RFC 6238, one step of tolerance, each code once.
import { describe, expect, test } from '@jest/globals';
import { acceptableSteps, stepAt } from '../../../server/access/rules/time-steps.js';
import { matchingStep, totpCode, totpCodeAt } from '../../../server/access/totp.js';

/** `12345678901234567890`, the RFC's own secret. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('T10 codes by time', () => {
  // Appendix B of RFC 6238, SHA-1; the last six of its eight digits are the code of six digits.
  test.each<[number, string]>([[59, '287082'], [1_111_111_109, '081804'], [1_111_111_111, '050471'], [1_234_567_890, '005924'], [2_000_000_000, '279037'], [20_000_000_000, '353130']])('at %i seconds it is %s', (seconds, code) => {
    expect(totpCodeAt(secret, new Date(seconds * 1_000))).toBe(code);
  });

  test.each<[string, string, number]>([['the first moment of a step', '2023-09-10T00:00:00.000Z', 0], ['its last', '2023-09-10T00:00:29.999Z', 0], ['the next', '2023-09-10T00:00:30.000Z', 1]])('%s', (_, instant, step) => {
    expect(stepAt(new Date(instant)) - stepAt(new Date('2023-09-10T00:00:00Z'))).toBe(step);
  });

  test.each<[string, number, number | null, number | null]>([
    ['the current code', 0, null, 0], ['the one before', -1, null, -1], ['the one after', 1, null, 1], ['two before', -2, null, null], ['two after', 2, null, null],
    ['the current one a second time', 0, 0, null], ['the one before the one that was used', -1, 0, null], ['the one after the one that was used', 1, 0, 1], ['the current one after a used older one', 0, -1, 0], ['nothing while the next was used', 0, 1, null],
  ])('%s', (_, typed, used, accepted) => {
    const now = new Date('2023-09-10T00:00:10Z');
    const current = stepAt(now);
    expect(matchingStep(secret, totpCode(secret, current + typed), acceptableSteps(now, used === null ? null : current + used))).toBe(accepted === null ? null : current + accepted);
  });

  test.each(['', '12345', '1234567', 'abcdef', '２８７０８２', '287 082x'])('%j is no code', (typed) => { expect(matchingStep(secret, typed, [1])).toBeNull(); });
  test('a code may be typed in two groups', () => { expect(matchingStep(secret, '287 082', [1])).toBe(1); });
});
