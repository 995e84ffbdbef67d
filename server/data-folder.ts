// The data folder belongs to one process at a time.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigFailure } from './config.js';

/** Takes the folder or says who has it; answers how to give it back. A killed process's claim is taken over. */
export function holdFolder(folder: string): () => void {
  const file = path.join(folder, 'server.pid');
  try {
    // Not recursive: a misspelt path should be told, not made.
    if (!existsSync(folder)) mkdirSync(folder);
    if (existsSync(file)) {
      const [pid = '', started = ''] = readFileSync(file, 'utf8').trim().split(' ');
      if (Number(pid) !== process.pid && startOf(Number(pid)) === started) throw new ConfigFailure(`Another process (${pid}) is using the data folder ${folder}: stop it first, or set DATA_DIR to another folder.`);
    }
    writeFileSync(file, `${process.pid} ${startOf(process.pid)}\n`);
  } catch (error) {
    if (error instanceof ConfigFailure) throw error;
    throw new ConfigFailure(`The data folder ${folder} cannot be written: ${(error as Error).message}.`);
  }
  return () => rmSync(file, { force: true });
}

/** When a process began, so that a number that was given to another process is not mistaken for it; empty when it is gone. */
function startOf(pid: number): string {
  try {
    process.kill(pid, 0);
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? 'running';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'running' : '';
  }
}
