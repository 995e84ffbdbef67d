// Vault: seals personal fields with a key outside the database, and hashes them so that they can be found by exact match.
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

export class Vault {
  readonly #chainKey: Buffer;

  constructor(private readonly sealingKey: Buffer, private readonly hashingKey: Buffer) {
    // A key of its own: no hash of a personal number is ever a link of the chain.
    this.#chainKey = createHmac('sha256', hashingKey).update('chain of the audit trail').digest();
  }

  /** AES-256-GCM: nonce, tag and text in one. */
  seal(text: string): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.sealingKey, nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** Throws when the key is another one or a byte was changed. */
  open(sealed: Buffer): string {
    const decipher = createDecipheriv('aes-256-gcm', this.sealingKey, sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
  }

  /** Keyed, so that nobody can compute it from a list of all possible numbers. */
  hash(text: string): Buffer {
    return createHmac('sha256', this.hashingKey).update(text).digest();
  }

  /** A link of a chain: over the link before and a text, keyed. */
  chain(previous: Buffer, text: string): Buffer {
    return createHmac('sha256', this.#chainKey).update(previous).update(text).digest();
  }
}
