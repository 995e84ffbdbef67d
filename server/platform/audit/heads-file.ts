// Heads of the audit chain, kept outside the database: a chain whose end was cut off is whole in itself, and only who remembers its head can tell.
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const head = z.object({ number: z.number().int().positive(), hash: z.string().regex(/^[0-9a-f]{64}$/), sealedAt: z.string().regex(/^\d{1,15}$/) });
/** `latest`: the newest head that was seen in good order. `kept`: the first of each day, and each that was found missing; never taken out again. */
const heads = z.object({ latest: head.nullable(), kept: z.array(head) });
export type Head = z.infer<typeof head>;
export type Heads = z.infer<typeof heads>;

/** Where the sealer keeps heads; one keeper a process. */
export interface HeadsKeeper {
  read(): Promise<Heads>;
  write(heads: Heads): Promise<void>;
}

/** A file in the data folder, one for each database. */
export function headsFile(folder: string, database: string): HeadsKeeper & { file: string } {
  const file = path.join(folder, `audit-heads-${database.replaceAll(/[^\w-]/g, '_')}.json`);
  return {
    file,
    read: async () => {
      const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => { if (error.code === 'ENOENT') return null; throw error; });
      return text === null ? { latest: null, kept: [] } : heads.parse(JSON.parse(text));
    },
    write: async (content) => {
      await mkdir(folder, { recursive: true });
      const draft = await open(`${file}.${process.pid}`, 'w', 0o600);
      try {
        await draft.writeFile(`${JSON.stringify(content)}\n`);
        // A machine that loses power must not be taken for somebody who lost a head.
        await draft.sync();
      } finally {
        await draft.close();
      }
      await rename(`${file}.${process.pid}`, file);
    },
  };
}
