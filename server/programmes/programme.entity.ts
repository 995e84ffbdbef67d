// Programme (项目): a training programme of a year, e.g. S20230304; its rules are versioned data.
import { defineEntity, p } from '@mikro-orm/core';
import { Office } from '../offices/index.js';
import { programmeStates } from './rules/programme-life.js';
import type { RuleDocument } from './rules/rule-document.js';

export const Programme = defineEntity({
  name: 'Programme',
  tableName: 'programme',
  properties: {
    id: p.bigint('number').primary(),
    code: p.text().unique(),
    name: p.text(),
    year: p.integer(),
    /** The same project in another year shares the series (JS-01). */
    series: p.text(),
    /** The office that organises it; null where that office is none of this installation. */
    office: () => p.manyToOne(Office).mapToPk().nullable(),
    state: p.enum(programmeStates),
    /** Until when the offices directly below say whether they take part (SD-10); null where they are not asked. */
    joinUntil: p.date().nullable(),
    version: p.integer().default(1),
  },
});

export const ProgrammeRule = defineEntity({
  name: 'ProgrammeRule',
  tableName: 'programme_rule',
  properties: {
    id: p.bigint('number').primary(),
    programme: () => p.manyToOne(Programme).mapToPk(),
    version: p.integer(),
    document: p.json<RuleDocument>(),
    effectiveFrom: p.date(),
  },
  uniques: [{ properties: ['programme', 'version'] }],
});
