// `npm run schema`: writes schema.graphql and permissions.txt from the code; with --check only says whether they are current.
import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assertValidSchema, printSchema } from 'graphql';
import { resolverClasses } from '../server/app.js';
import { catalogue } from '../server/domains.js';
import { holdersOf, levelsOf } from '../server/kernel/rights.js';
import { coordinates } from '../server/platform/graphql/permission.js';
import { buildPublicSchema } from '../server/platform/graphql/schema.js';

const schema = await buildPublicSchema(resolverClasses, catalogue, new Map());
assertValidSchema(schema);
const files = {
  'schema.graphql': `${printSchema(schema)}\n`,
  'permissions.txt': [
    '# Who may call what: actions with those who hold them, by inheritance too (server/kernel/rights.ts), then every field with its action.',
    '',
    ...Object.entries(catalogue).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, action]) => `${name}  ${action.chinese}  → ${holdersOf(action.to).sort().join(' ')}${levelsOf(action) ? `  at ${levelsOf(action)?.join(' ')}` : ''}`),
    '',
    ...coordinates(schema).map(({ coordinate, action }) => `${coordinate}  ${action}`),
    '',
  ].join('\n'),
};
let isCurrent = true;
for (const [name, text] of Object.entries(files)) {
  const file = fileURLToPath(new URL(name, import.meta.url));
  if (process.argv.includes('--check')) {
    let committed = '';
    try { committed = readFileSync(file, 'utf8'); } catch { /* not there yet: differs */ }
    if (committed !== text) { isCurrent = false; console.error(`schema/${name} is not what the code says: run npm run schema and commit it`); }
  } else writeFileSync(file, text);
}
process.exit(isCurrent ? 0 : 1);
