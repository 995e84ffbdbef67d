// File names, places and contents that no linter looks at: kebab-case, no catch-all names, no addresses, no paths of machines.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' }).split('\n').filter((file) => file && existsSync(file));
const top = new Set(['server', 'admin', 'schema', 'migrations', 'test', 'package.json', 'tsconfig.json', 'docker-compose.yml', 'README.md', '.ci', '.gitignore', '.dependency-cruiser.cjs', '.dockerignore', 'eslint.config.js', 'jest.config.js', 'package-lock.json', '.github', 'Dockerfile']);
const problems = [];

for (const file of files) {
  const [first] = file.split('/');
  if (!top.has(first)) problems.push(`${file}: the top level is fixed`);
  const name = file.split('/').at(-1);
  const isSource = /\.(ts|tsx|mjs|cjs|js|graphql)$/.test(name);
  if (isSource && !/^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/.test(name)) problems.push(`${file}: names are kebab-case`);
  if (isSource && /(^|\/)(utils?|helpers?|common|misc|managers?)(\.|\/|$)/.test(file)) problems.push(`${file}: a name that says nothing`);
  if (!/\.(png|jpg|svg|woff2?)$/.test(name) && file !== 'package-lock.json') {
    const text = readFileSync(file, 'utf8');
    if (isSource && file.startsWith('server/') && text.split('\n').length > 401) problems.push(`${file}: over 400 lines`);
    if (/(^|[^A-Za-z0-9_.])\/(work|farm|root)\//.test(text) && !file.startsWith('.ci/check-files')) problems.push(`${file}: a path of some machine`);
    if (isSource && /\.tsx?$/.test(name) && !/^(migrations|admin\/vite)/.test(file) && !/^\/\/|^\/\*\*|^import 'reflect-metadata'/.test(text) && /^server|^schema/.test(file)) problems.push(`${file}: the first line says what the file is for`);
  }
}
if (/"resolved": *"http/.test(readFileSync('package-lock.json', 'utf8'))) problems.push('package-lock.json: names a registry (run node .ci/complete-lockfile.mjs)');
for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);
