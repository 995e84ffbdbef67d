// Vault: seals personal fields with a key outside the database, and hashes them so that they can be found by exact match.
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hash, randomFillSync, type KeyObject } from 'node:crypto';

const nonceBytes = 12;
/** SHA-256 reads blocks of this size; RFC 2104 mixes the key into one before the text and into one before the result. */
const blockBytes = 64;

export class Vault {
  /** Made once: of plain bytes a cipher makes a key each time, which takes longer than sealing. */
  readonly #sealingKey: KeyObject;
  readonly #chainKey: Buffer;
  readonly #innerKey: Buffer;
  readonly #outerKey: Buffer;
  /** Nonces for many seals from one question to the system. */
  readonly #nonces = Buffer.alloc(nonceBytes * 256);
  #noncesUsed = this.#nonces.length;

  constructor(sealingKey: Buffer, hashingKey: Buffer) {
    this.#sealingKey = createSecretKey(sealingKey);
    // A key of its own: no hash of a personal number is ever a link of the chain.
    this.#chainKey = createHmac('sha256', hashingKey).update('chain of the audit trail').digest();
    const key = Buffer.alloc(blockBytes);
    (hashingKey.length > blockBytes ? hash('sha256', hashingKey, 'buffer') : hashingKey).copy(key);
    this.#innerKey = Buffer.from(key.map((byte) => byte ^ 0x36));
    this.#outerKey = Buffer.from(key.map((byte) => byte ^ 0x5c));
  }

  /** AES-256-GCM: nonce, tag and text in one. */
  seal(text: string): Buffer {
    const nonce = this.#nextNonce();
    const cipher = createCipheriv('aes-256-gcm', this.#sealingKey, nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** Throws when the key is another one or a byte was changed. */
  open(sealed: Buffer): string {
    const decipher = createDecipheriv('aes-256-gcm', this.#sealingKey, sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
  }

  /** Keyed (HMAC-SHA-256), so that nobody can compute it from a list of all possible numbers; a roster asks for hundreds of thousands, and making an object for each would be most of the work. */
  hash(text: string): Buffer {
    return hash('sha256', Buffer.concat([this.#outerKey, hash('sha256', Buffer.concat([this.#innerKey, Buffer.from(text)]), 'buffer')]), 'buffer');
  }

  #nextNonce(): Buffer {
    if (this.#noncesUsed === this.#nonces.length) {
      randomFillSync(this.#nonces);
      this.#noncesUsed = 0;
    }
    this.#noncesUsed += nonceBytes;
    return Buffer.from(this.#nonces.subarray(this.#noncesUsed - nonceBytes, this.#noncesUsed));
  }

  /** A link of a chain: over the link before and a text, keyed. */
  chain(previous: Buffer, text: string): Buffer {
    return createHmac('sha256', this.#chainKey).update(previous).update(text).digest();
  }
}
