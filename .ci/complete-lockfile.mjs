// Makes package-lock.json whole after an `npm install`: registries that lack the builds for other platforms
// leave optional packages out of the lockfile, and `npm ci` then refuses it. Each missing optional package gets
// an entry that says which platform it is for, so that npm skips it here and installs it where it belongs.
// Also drops download addresses, so that the file names no registry.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));

const systems = { linux: 'linux', darwin: 'darwin', win32: 'win32', windows: 'win32', android: 'android', freebsd: 'freebsd', openharmony: 'openharmony', sunos: 'sunos', netbsd: 'netbsd', openbsd: 'openbsd', aix: 'aix' };
const processors = { x64: 'x64', arm64: 'arm64', arm: 'arm', ia32: 'ia32', x86: 'ia32', ppc64: 'ppc64', s390x: 's390x', riscv64: 'riscv64', loong64: 'loong64', universal: undefined, wasm32: 'wasm32', ppc64le: 'ppc64', mips64el: 'mips64el' };

/** The platform that an optional package's name speaks of, e.g. `core-win32-arm64-msvc`. */
function platformOf(name) {
  const words = name.split(/[/@.-]/);
  const os = words.map((word) => systems[word]).find(Boolean);
  const cpu = words.map((word) => processors[word]).find(Boolean);
  return { ...(os ? { os: [os] } : { os: ['none'] }), ...(cpu ? { cpu: [cpu] } : {}) };
}

function isLocked(parent, name) {
  for (let place = parent; ; place = place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/')))) {
    if (lock.packages[place ? `${place}/node_modules/${name}` : `node_modules/${name}`]) return true;
    if (!place) return false;
    if (!place.includes('/node_modules/')) { if (lock.packages[`node_modules/${name}`]) return true; return false; }
  }
}

let added = 0;
for (const [place, entry] of Object.entries(lock.packages)) {
  delete entry.resolved;
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(place, name)) continue;
    const exact = /^[\^~]?(\d[^\s|]*)$/.exec(version)?.[1];
    if (!exact) throw new Error(`${place} asks for ${name}@${version}: no exact version to write down`);
    lock.packages[`node_modules/${name}`] = { version: exact, ...platformOf(name), optional: true };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${added} optional packages of other platforms written down`);
