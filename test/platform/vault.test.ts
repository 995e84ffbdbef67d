// The vault: what was found by a hash yesterday is found by it today, and nothing sealed is sealed alike.
import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { Vault } from '../../server/platform/vault/vault.js';

test.each([1, 32, 36, 64, 65, 200])('T17 a hash is HMAC-SHA-256 of the text, with a key of %i bytes too', (bytes) => {
  const key = Buffer.alloc(bytes, 7);
  const vault = new Vault(Buffer.alloc(32, 1), key);
  for (const text of ['', '320506199001011234', '单晓明 1990-01-01', '研'.repeat(500)]) expect(vault.hash(text)).toEqual(createHmac('sha256', key).update(text).digest());
});

test('T17 the same number is sealed a thousand times: each time otherwise, and each time it opens', () => {
  const vault = new Vault(Buffer.alloc(32, 1), Buffer.alloc(32, 2));
  const sealed = Array.from({ length: 1_000 }, () => vault.seal('12012345678'));
  expect(new Set(sealed.map((one) => one.subarray(0, 12).toString('hex'))).size).toBe(1_000);
  expect(new Set(sealed.map((one) => vault.open(one)))).toEqual(new Set(['12012345678']));
});
