// What a programme's life leaves behind: its steps, the versions of its texts, and the answers of the offices below (each only grows),
// its downloads, and whom to call.
import { defineEntity, p } from '@mikro-orm/core';
import { Office, OfficeContact } from '../offices/index.js';
import { Programme } from './programme.entity.js';
import { programmeActs, programmeStates } from './rules/programme-life.js';
import { textKinds } from './rules/programme-parts.js';
import { replyAnswers } from './rules/programme-replies.js';

/** ProgrammeStep (项目进程): who moved it, when and why. */
export const ProgrammeStep = defineEntity({
  name: 'ProgrammeStep',
  tableName: 'programme_step',
  properties: {
    programme: () => p.manyToOne(Programme).primary().mapToPk(),
    number: p.integer().primary(),
    /** Null of the first: it was begun. */
    act: p.enum(programmeActs).nullable(),
    to: p.enum(programmeStates).name('to_state'),
    reason: p.text(),
    /** Null where the calendar moved it. */
    byId: p.bigint('number').nullable(),
    byName: p.text(),
    at: p.datetime(3),
  },
});

export const ProgrammeText = defineEntity({
  name: 'ProgrammeText',
  tableName: 'programme_text',
  properties: {
    programme: () => p.manyToOne(Programme).primary().mapToPk(),
    kind: p.enum(textKinds).primary(),
    version: p.integer().primary(),
    text: p.text(),
    byId: p.bigint('number'),
    byName: p.text(),
    at: p.datetime(3),
  },
});

/** ProgrammeFile (通知附件): small, and kept with the rest. */
export const ProgrammeFile = defineEntity({
  name: 'ProgrammeFile',
  tableName: 'programme_file',
  properties: {
    programme: () => p.manyToOne(Programme).primary().mapToPk(),
    number: p.integer().primary(),
    name: p.text(),
    type: p.text(),
    bytes: p.integer(),
    content: p.blob(),
    byName: p.text(),
    at: p.datetime(3),
    /** What was taken out is given to nobody; that it was there stays on record. */
    removedAt: p.datetime(3).nullable(),
  },
});

/** ProgrammeContact (项目联系人): of the organiser for everybody, of the offices below for the organiser. */
export const ProgrammeContact = defineEntity({
  name: 'ProgrammeContact',
  tableName: 'programme_contact',
  properties: {
    programme: () => p.manyToOne(Programme).primary().mapToPk(),
    contact: () => p.manyToOne(OfficeContact).primary().mapToPk(),
    office: () => p.manyToOne(Office).mapToPk(),
    byName: p.text(),
    at: p.datetime(3),
  },
});

/** ProgrammeReply (参加确认): the latest of an office holds. */
export const ProgrammeReply = defineEntity({
  name: 'ProgrammeReply',
  tableName: 'programme_reply',
  properties: {
    programme: () => p.manyToOne(Programme).primary().mapToPk(),
    office: () => p.manyToOne(Office).primary().mapToPk(),
    number: p.integer().primary(),
    answer: p.enum(replyAnswers),
    plan: p.text(),
    byId: p.bigint('number'),
    byName: p.text(),
    at: p.datetime(3),
  },
});
