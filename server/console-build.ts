// Builds the console when its sources have changed since the last build; a second start finds it built.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { projectFolder } from './config.js';

const adminFolder = path.join(projectFolder, 'admin');
export const consoleFolder = path.join(adminFolder, 'dist');
const stamp = path.join(consoleFolder, '.built-from');

/** Answers whether it had to build. Throws with the tool's own last lines when building fails. */
export async function ensureConsoleBuilt(onStep: (step: string) => void): Promise<boolean> {
  const sources = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return false;
  onStep('正在生成控制台的类型 …');
  await run(['node_modules/@graphql-codegen/cli/esm/bin.js', '--config', 'schema/codegen.ts', '--silent']);
  onStep('正在构建控制台 …');
  await run(['node_modules/vite/bin/vite.js', 'build', '--config', 'admin/vite.config.ts', '--logLevel', 'error']);
  await pack(path.join(consoleFolder, 'assets'));
  writeFileSync(stamp, sources);
  return true;
}

const packet = 1_400;

/** Scripts and styles beside themselves in Brotli, as browsers ask for them; the fonts are packed already, and what fits a packet gains nothing. */
async function pack(folder: string): Promise<void> {
  await Promise.all(readdirSync(folder).filter((name) => /\.(js|css)$/.test(name)).map(async (name) => {
    const content = await readFile(path.join(folder, name));
    if (content.length > packet) await writeFile(path.join(folder, `${name}.br`), await promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
  }));
}

/** What the build is made from: the console's sources, the public schema, and the versions of the packages. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const add = (file: string): void => { hash.update(path.relative(projectFolder, file)).update(readFileSync(file)); };
  const walk = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (['dist', 'gql'].includes(entry.name)) continue;
      const place = path.join(folder, entry.name);
      if (entry.isDirectory()) walk(place);
      else add(place);
    }
  };
  walk(adminFolder);
  for (const file of ['schema/schema.graphql', 'schema/codegen.ts', 'package-lock.json']) add(path.join(projectFolder, file));
  return hash.digest('hex');
}

function run(args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const output: string[] = [];
    const child = spawn(process.execPath, args, { cwd: projectFolder, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: 'production' } });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${args[0]} failed:\n${output.join('').split('\n').slice(-20).join('\n')}`))));
  });
}
