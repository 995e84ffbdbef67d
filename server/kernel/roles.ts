// Who may be granted an action: the roles of people, the scopes of third-party platforms, and everybody.

export const roles = ['CHIEF_ADMIN', 'ADMIN', 'CHIEF_TUTOR', 'TUTOR', 'EXPERT', 'LEARNER', 'SCHOOL_LEADER', 'SUBJECT_LEAD'] as const;
export type Role = (typeof roles)[number];

/** What a third-party platform may be allowed to read. */
export const apiScopes = ['OFFICES_READ', 'CLASSES_READ', 'ENROLMENTS_READ', 'RESULTS_READ'] as const;
export type ApiScope = (typeof apiScopes)[number];

/** `SIGNED_IN` is every person and every platform with a valid token; `ANYBODY` needs no sign-in. */
export type Grantee = Role | ApiScope | 'SIGNED_IN' | 'ANYBODY';
