// The programmes of the demonstration: the one that runs here, and those of other provinces, which are there to be read.
import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { parseRuleDocument, type RuleDocument } from '../programmes/index.js';

function documentNamed(name: string): RuleDocument {
  return parseRuleDocument(JSON.parse(readFileSync(new URL(`../programmes/documents/${name}.json`, import.meta.url), 'utf8')));
}

export function demoRule(): RuleDocument {
  return documentNamed('js-2023');
}

/** From the last period on learners have ten days instead of seven to appeal; so that the demonstration has a version to come. */
export function nextDemoRule(): RuleDocument {
  const rule = demoRule();
  return { ...rule, version: 2, effectiveFrom: '2023-11-16', appeals: { requirement: 'JS-19', tutorDays: 10, chiefTutorDays: 7 } };
}

/** What a programme's row says of it. */
export function programmeRow({ programme }: RuleDocument): [code: string, name: string, year: number, series: string] {
  return [programme.code, programme.name, programme.year, programme.series];
}

export async function insertProgrammeRule(client: pg.Client, programmeId: number, rule: RuleDocument): Promise<void> {
  await client.query('insert into programme_rule (programme_id, version, document, effective_from) values ($1, $2, $3, $4)', [programmeId, rule.version, JSON.stringify(rule), rule.effectiveFrom]);
}

const firstOther = 11;

/** Programmes of other provinces: no office of this installation organises them, and none has periods or classes. */
export async function insertOtherProgrammes(client: pg.Client): Promise<void> {
  for (const [index, rule] of ['sh-2024', 'sd-2023', 'xh-2021', 'sh-credits-2016'].map(documentNamed).entries()) {
    await client.query('insert into programme (id, code, name, year, series, office_id) values ($1, $2, $3, $4, $5, null)', [firstOther + index, ...programmeRow(rule)]);
    await insertProgrammeRule(client, firstOther + index, rule);
  }
}
