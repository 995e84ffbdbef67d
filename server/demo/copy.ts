// COPY: the fastest way into PostgreSQL, fed row by row so that no table is ever held in memory.
import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

export type CopyValue = string | number | boolean | null;

const chunkSize = 1 << 18;

/** Writes rows into `table (columns)`; answers how many. */
export async function copyRows(client: pg.Client, target: string, rows: Iterable<readonly CopyValue[]>, onProgress: (rows: number) => void): Promise<number> {
  const stream = client.query(copyFrom(`copy ${target} from stdin`));
  const failure = new Promise<never>((_, reject) => stream.once('error', reject));
  let buffer = '';
  let count = 0;
  for (const row of rows) {
    buffer += `${row.map(cell).join('\t')}\n`;
    count += 1;
    if (buffer.length < chunkSize) continue;
    if (!stream.write(buffer)) await Promise.race([once(stream, 'drain'), failure]);
    buffer = '';
    onProgress(count);
  }
  stream.end(buffer);
  await Promise.race([once(stream, 'finish'), failure]);
  onProgress(count);
  return count;
}

function cell(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'number') return String(value);
  return value.replace(/[\\\t\n\r]/g, (sign) => (sign === '\t' ? '\\t' : sign === '\n' ? '\\n' : sign === '\r' ? '\\r' : '\\\\'));
}
