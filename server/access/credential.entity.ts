// Credential: a person's password, hashed with argon2id. Only the sign-in job reads it.
import { defineEntity, p } from '@mikro-orm/core';
import { Person } from './person.entity.js';

export const Credential = defineEntity({
  name: 'Credential',
  tableName: 'credential',
  properties: {
    person: () => p.oneToOne(Person).primary().mapToPk(),
    passwordHash: p.text(),
    changedAt: p.datetime(3),
    /** Set while it is a one-time password from an administrator: until when it opens, only to be changed; null for an own one. */
    oneTimeUntil: p.datetime(3).nullable(),
  },
});
