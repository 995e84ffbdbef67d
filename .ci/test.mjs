// Runs jest. The order of the tests within a file is random, but that of the commit: a new commit tries a new one, and a commit that passed passes again.
import { execFileSync } from 'node:child_process';

function seedOfTheCommit() {
  try {
    return Number.parseInt(execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).slice(0, 7), 16);
  } catch {
    return null; // not a clone: any order
  }
}

const seed = process.argv.some((argument) => argument.startsWith('--seed')) ? null : seedOfTheCommit();
if (seed !== null) process.argv.push(`--seed=${seed}`);
await import('../node_modules/jest/bin/jest.js');
