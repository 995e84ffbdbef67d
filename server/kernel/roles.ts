// Who may be granted an action: the roles of people, the scopes of third-party platforms, and everybody.

export const roles = ['CHIEF_ADMIN', 'ADMIN', 'CHIEF_TUTOR', 'TUTOR', 'EXPERT', 'LEARNER', 'SCHOOL_LEADER', 'SUBJECT_LEAD'] as const;
export type Role = (typeof roles)[number];

/** What a third-party platform may be allowed to read. */
export const apiScopes = ['OFFICES_READ', 'CLASSES_READ', 'ENROLMENTS_READ', 'RESULTS_READ', 'PII_READ'] as const;
export type ApiScope = (typeof apiScopes)[number];

/** What a person who gave the right password may still have to do before the session is open, in this order. */
export const signInSteps = ['SECOND_FACTOR', 'SECOND_FACTOR_ENROLMENT', 'PASSWORD_CHANGE'] as const;
export type SignInStep = (typeof signInSteps)[number];

/**
 * `PERSON` is everybody with an open session, `SIGNED_IN` also every platform with a valid token; `ANYBODY` needs no sign-in.
 * A step is granted to sessions that stand at it, and to no others.
 */
export type Grantee = Role | ApiScope | SignInStep | 'PERSON' | 'SIGNED_IN' | 'ANYBODY';
