// One PostgreSQL cluster for a whole test run, with a seeded template database; it lives in a process of its own. Beside it the console is
// built where its tests are to run, which no hook of a test would have the time for on a slow machine.
import { spawn } from 'node:child_process';

const started = (script, stdio) => spawn(process.execPath, ['--import', './.ci/typescript.mjs', script], { stdio });

export default async function setUp({ testPathPatterns, seed }) {
  process.env.YANXIU_TEST_SEED = String(seed);
  const patterns = testPathPatterns?.patterns ?? [];
  const child = started('test/support/test-cluster.ts', ['pipe', 'pipe', 'inherit']);
  globalThis.yanxiuTestCluster = child;
  const told = new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      if (output.includes('\n')) resolve(output.split('\n')[0]);
    });
    child.once('exit', (code) => reject(new Error(`the test cluster ended with ${code}`)));
  });
  const built = patterns.length > 0 && !patterns.some((pattern) => /admin/.test(pattern)) ? null : new Promise((resolve, reject) => {
    started('test/support/build-console.ts', ['ignore', 'inherit', 'inherit']).once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`building the console ended with ${code}`))));
  });
  [process.env.YANXIU_TEST_CLUSTER] = await Promise.all([told, built]);
}
