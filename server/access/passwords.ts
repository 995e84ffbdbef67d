// Passwords by argon2id (RFC 9106), with the parameters written beside the hash so that they can grow.
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';

const parameters = { memory: 19_456, passes: 2, parallelism: 1 };

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, parameters);
  return `argon2id$m=${parameters.memory},t=${parameters.passes},p=${parameters.parallelism}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

/** Compares in constant time; a person without a password costs as much as one with a wrong password. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const match = /^argon2id\$m=(\d+),t=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(stored ?? '');
  if (!match) {
    await derive(password, Buffer.alloc(16), parameters);
    return false;
  }
  const [memory, passes, parallelism] = match.slice(1, 4).map(Number) as [number, number, number];
  const expected = Buffer.from(match[5] ?? '', 'base64url');
  const actual = await derive(password, Buffer.from(match[4] ?? '', 'base64url'), { memory, passes, parallelism });
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

function derive(password: string, nonce: Buffer, cost: { memory: number; passes: number; parallelism: number }): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message: password.normalize('NFKC'), nonce, tagLength: 32, ...cost }, (error, key) => (error ? reject(error) : resolve(Buffer.from(key))));
  });
}
