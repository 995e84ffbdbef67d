// `node --import ./.ci/typescript.mjs file.ts`: runs TypeScript with decorators, without a build step.
//
// What SWC makes of a file is kept under .cache/typescript until the file changes, and V8 keeps what it made of that. The hooks
// run in the thread that imports: a loader in a thread of its own is asked about every module and waited for (2.7 s for the
// server instead of 0.8 s).
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, enableCompileCache, registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = path.join(root, '.cache', 'typescript');
const require = createRequire(import.meta.url);
const { version } = require('@swc/core/package.json');
const options = {
  sourceMaps: 'inline', swcrc: false, configFile: false, module: { type: 'es6' },
  jsc: { target: 'es2023', parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true, useDefineForClassFields: true } },
};
const madeBy = JSON.stringify([version, options]);

try { mkdirSync(cache, { recursive: true }); } catch { /* a folder that cannot be written: everything is made anew */ }
enableCompileCache(path.join(root, '.cache', 'v8'));
process.setSourceMapsEnabled(true);

registerHooks({
  resolve(specifier, context, next) {
    // Files name each other by the .js that they become.
    if (/^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL?.endsWith('.ts')) {
      const url = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
      if (existsSync(url)) return { url: url.href, format: 'module', shortCircuit: true };
    }
    return next(specifier, context);
  },
  load(url, context, next) {
    if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
    return { format: 'module', source: javascriptOf(fileURLToPath(url)), shortCircuit: true };
  },
});

/** One file a source, which ends with what it was made of. */
function javascriptOf(filename) {
  const source = readFileSync(filename, 'utf8');
  const lastLine = `\n//${createHash('sha1').update(madeBy).update(source).digest('hex')}`;
  const kept = path.join(cache, `${createHash('sha1').update(filename).digest('hex')}.js`);
  try {
    const code = readFileSync(kept, 'utf8');
    if (code.endsWith(lastLine)) return code;
  } catch { /* not made yet */ }
  const code = require('@swc/core').transformSync(source, { ...options, filename }).code + lastLine;
  try {
    writeFileSync(`${kept}.${process.pid}`, code);
    renameSync(`${kept}.${process.pid}`, kept);
  } catch { /* as above */ }
  return code;
}
