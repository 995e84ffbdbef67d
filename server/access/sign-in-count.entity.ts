// SignInCount: wrong passwords and codes, counted against three budgets; and the addresses at which a person is at home.
import { defineEntity, p } from '@mikro-orm/core';
import { Person } from './person.entity.js';

export const SignInCount = defineEntity({
  name: 'SignInCount',
  tableName: 'sign_in_count',
  properties: {
    /** Keyed hash of the budget's name, of whom it is about and of the address: no typed name and no address stands here. */
    key: p.blob().primary(),
    /** Keyed hash of whom it is about, so that an administrator's reset opens all locks on a person; null for an address's own budget. */
    subjectHash: p.blob().nullable().index(),
    failures: p.integer(),
    /** When the first of these failures was. */
    since: p.datetime(3).index(),
    lockedUntil: p.datetime(3).nullable(),
  },
});

export const KnownAddress = defineEntity({
  name: 'KnownAddress',
  tableName: 'known_address',
  properties: {
    person: () => p.manyToOne(Person).primary().mapToPk(),
    address: p.text().primary(),
    lastAt: p.datetime(3),
  },
});
