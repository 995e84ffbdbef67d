// `npm run prove -- AREA [--seed N] [--size N] [--only PART]`, and further numbers that an area names: proofs that are too long for `npm test`. Writes one JSON object a line to
// reports/AREA.json and exits with 1 when a promise does not hold.
import 'reflect-metadata';
import { mkdirSync, writeFileSync } from 'node:fs';
import { proveAccess } from './access.js';
import { proveAudit } from './audit.js';
import { proveDrafts } from './drafts.js';
import { proveEnrolment } from './enrolment.js';
import { proveEssayArea } from './essays.js';
import { proveGrading } from './grading.js';
import { proveNetwork } from './network.js';
import { proveQuotas } from './quotas.js';
import { proveRefusals } from './refusals.js';
import { proveRosters } from './rosters.js';
import { provePeople } from './people.js';
import { proveScoring } from './scoring.js';
import { proveSheets } from './sheets.js';
import { proveWorkbench } from './workbench.js';
import type { Area, ProofLine } from './proof.js';

const areas: Record<string, Area> = { access: proveAccess, audit: proveAudit, drafts: proveDrafts, enrolment: proveEnrolment, essays: proveEssayArea, grading: proveGrading, network: proveNetwork, quotas: proveQuotas, refusals: proveRefusals, people: provePeople, rosters: proveRosters, scoring: proveScoring, sheets: proveSheets, workbench: proveWorkbench };
const [areaName = '', ...options] = process.argv.slice(2);
const area = Object.hasOwn(areas, areaName) ? areas[areaName] : undefined;
const optionOf = (name: string): number | null => {
  const place = options.indexOf(`--${name}`);
  const value = Number(options[place + 1]);
  return place >= 0 && Number.isSafeInteger(value) && value > 0 ? value : null;
};

if (area === undefined) {
  console.error(`usage: npm run prove -- AREA [--seed N] [--size N] [--only PART] [--NAME N …]\nareas: ${Object.keys(areas).join(', ')}`);
  process.exit(2);
}
const lines: ProofLine[] = [];
const seed = optionOf('seed') ?? Date.now() % 2_147_483_647;
const began = performance.now();
const faults = await area({ seed, size: optionOf('size'), count: optionOf, only: options.includes('--only') ? (options[options.indexOf('--only') + 1] ?? '') : null, tell: (text) => console.log(text), report: (line) => lines.push(line) });
lines.push(...faults.map((fault) => ({ area: areaName, fault })), { area: areaName, seed, seconds: Math.round((performance.now() - began) / 100) / 10, faults: faults.length });
mkdirSync('reports', { recursive: true });
writeFileSync(`reports/${areaName}.json`, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
for (const fault of faults.slice(0, 20)) console.error(`✕ ${fault}`);
console.log(faults.length === 0 ? `${areaName}: holds. reports/${areaName}.json` : `${areaName}: ${faults.length} violations. reports/${areaName}.json`);
process.exit(faults.length === 0 ? 0 : 1);
