// Runs before every npm script: installs what the lockfile asks for when node_modules is missing or older than it.
// Plain JavaScript without dependencies, because on a fresh clone this is all there is, and on the machine's own Node.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const lockfile = path.join(root, 'package-lock.json');
const stamp = path.join(root, 'node_modules', '.installed-lockfile');
const wanted = createHash('sha256').update(readFileSync(lockfile)).digest('hex');

function isInstalled() {
  if (!existsSync(stamp)) return false;
  return readFileSync(stamp, 'utf8').trim() === wanted && statSync(stamp).isFile();
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Node ${process.versions.node} is too old to install this project: Node 20 or newer is needed.`);
  process.exit(1);
}
if (!isInstalled()) {
  console.log('Installing packages (a minute or two, once) …');
  // Development packages are always needed: the console is built here, and the Node that runs the server is one of them.
  const result = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (result.status !== 0) {
    console.error('npm ci failed: see the lines above.');
    process.exit(result.status ?? 1);
  }
  writeFileSync(stamp, `${wanted}\n`);
}
