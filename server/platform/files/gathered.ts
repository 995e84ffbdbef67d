// A small file that is kept in the database is read as a whole.
import type { Readable } from 'node:stream';

/** The whole file; null where it is larger than allowed, of which the rest is not kept. */
export async function gathered(stream: Readable, maximumBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maximumBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
