// The process of a test run's cluster: prints how to reach it, and stops when its input ends.
import 'reflect-metadata';
import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { startTestClusterIn } from './start-test-cluster.js';

const { told, stop } = await startTestClusterIn(roomyMemory() ?? tmpdir());
process.stdout.write(`${JSON.stringify(told)}\n`);

process.stdin.resume();
process.stdin.once('end', () => void stop().then(() => process.exit(0)));

/**
 * Where files live in memory, if there is room: every test file clones the template, and a disk takes ten times as long for that.
 * A run needs well below a gigabyte; four must be free both there and of the machine's memory, for browsers and workers live from the same.
 */
function roomyMemory(): string | null {
  const folder = '/dev/shm';
  const needed = 4 * 1024 ** 3;
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= needed && process.availableMemory() >= needed ? folder : null;
  } catch {
    return null; // not on this system
  }
}
