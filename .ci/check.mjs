// `npm run check`: all checks that need no test run, two at a time; prints what failed and how long each took.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

const node = process.execPath;
const loader = ['--import', './.ci/typescript.mjs'];
/** A check runs after those that it names. */
const checks = [
  { name: 'console types', args: ['node_modules/@graphql-codegen/cli/esm/bin.js', '--config', 'schema/codegen.ts', '--silent'] },
  { name: 'entities and migrations', args: [...loader, 'schema/check-migrations.ts'] },
  { name: 'types (server)', args: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json', '--incremental', '--tsBuildInfoFile', '.cache/server.tsbuildinfo'] },
  { name: 'types (console)', args: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'admin/tsconfig.json', '--incremental', '--tsBuildInfoFile', '.cache/admin.tsbuildinfo'], after: 'console types' },
  { name: 'types (browser tests)', args: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'test/admin/tsconfig.json', '--incremental', '--tsBuildInfoFile', '.cache/browser.tsbuildinfo'], after: 'console types' },
  { name: 'schema and permissions', args: [...loader, 'schema/emit.ts', '--check'] },
  { name: 'import rules', args: ['node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', 'server', 'schema', 'admin', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'], after: 'console types' },
  { name: 'lint', args: ['node_modules/eslint/bin/eslint.js', '.', '--cache', '--cache-location', '.cache/eslint', '--cache-strategy', 'content', '--max-warnings', '0'], after: 'console types' },
  { name: 'files', args: ['.ci/check-files.mjs'] },
];

const began = performance.now();
const done = new Set();
const running = new Set();
const failed = [];
let waiting = [...checks];

await new Promise((resolve) => {
  const step = () => {
    if (waiting.length === 0 && running.size === 0) return resolve();
    for (const check of waiting.filter((one) => !one.after || done.has(one.after))) {
      if (running.size >= Math.max(2, Math.min(4, availableParallelism()))) break;
      waiting = waiting.filter((one) => one !== check);
      running.add(check.name);
      const started = performance.now();
      const output = [];
      const child = spawn(node, check.args, { stdio: ['ignore', 'pipe', 'pipe'] });
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
      child.on('exit', (code) => {
        running.delete(check.name);
        done.add(check.name);
        console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${check.name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
        if (code !== 0) failed.push({ name: check.name, output: Buffer.concat(output).toString() });
        step();
      });
    }
  };
  step();
});
for (const { name, output } of failed) console.error(`\n── ${name} ──\n${output}`);
console.log(`${failed.length === 0 ? 'all checks passed' : `${failed.length} checks failed`} in ${((performance.now() - began) / 1000).toFixed(1)} s`);
process.exit(failed.length === 0 ? 0 : 1);
