// One PostgreSQL cluster for a whole test run, with a seeded template database; it lives in a process of its own.
import { spawn } from 'node:child_process';

export default async function setUp() {
  const child = spawn(process.execPath, ['--import', './.ci/typescript.mjs', 'test/support/test-cluster.ts'], { stdio: ['pipe', 'pipe', 'inherit'] });
  globalThis.yanxiuTestCluster = child;
  process.env.YANXIU_TEST_CLUSTER = await new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      if (output.includes('\n')) resolve(output.split('\n')[0]);
    });
    child.once('exit', (code) => reject(new Error(`the test cluster ended with ${code}`)));
  });
}
