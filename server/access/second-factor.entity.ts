// SecondFactor (动态码): the secret shared with a person's authenticator, sealed; and recovery codes, each for once.
import { defineEntity, p } from '@mikro-orm/core';
import { Person } from './person.entity.js';

export const SecondFactor = defineEntity({
  name: 'SecondFactor',
  tableName: 'second_factor',
  properties: {
    person: () => p.oneToOne(Person).primary().mapToPk(),
    /** Null until the first enrolment is confirmed with a code. */
    secretSealed: p.blob().nullable(),
    /** An enrolment that was begun; it replaces the secret when a code confirms it. */
    nextSecretSealed: p.blob().nullable(),
    confirmedAt: p.datetime(3).nullable(),
    /** The time step of the last code that was accepted: a code works once. */
    lastStep: p.bigint('number').nullable(),
  },
});

export const RecoveryCode = defineEntity({
  name: 'RecoveryCode',
  tableName: 'recovery_code',
  properties: {
    person: () => p.manyToOne(Person).primary().mapToPk(),
    codeHash: p.blob().primary(),
    usedAt: p.datetime(3).nullable(),
  },
});
