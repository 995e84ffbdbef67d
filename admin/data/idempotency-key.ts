/** The same content sent twice is one act; `crypto.randomUUID` is missing where the console runs without TLS. */
export class IdempotencyKeys {
  private content = '';
  private key = '';

  for(content: unknown): string {
    const text = JSON.stringify(content);
    if (text !== this.content) {
      this.content = text;
      this.key = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
    }
    return this.key;
  }
}
