// SignInFailure: wrong passwords for a name from an address; the fifth locks that pair for 15 minutes.
import { defineEntity, p } from '@mikro-orm/core';

export const SignInFailure = defineEntity({
  name: 'SignInFailure',
  tableName: 'sign_in_failure',
  properties: {
    /** Hash of what was typed as the name: whether such a person exists makes no difference. */
    loginHash: p.blob().primary(),
    address: p.text().primary(),
    failures: p.integer(),
    lockedUntil: p.datetime(3).nullable(),
    lastAt: p.datetime(3),
  },
});
