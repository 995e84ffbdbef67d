// What a session still has to do before it is open, from the person's duties and what was shown.
import type { Role, SignInStep } from '../../kernel/roles.js';

export interface SignInFacts {
  /** The posts that the person holds today, as role and the level of the office. */
  posts: readonly { role: Role; level: string }[];
  hasSecondFactor: boolean;
  /** In this session: by a code, or by a provider that says it asked for one. */
  isSecondFactorShown: boolean;
  /** The password is a one-time password from an administrator, and it was what opened this session. */
  isPasswordOneTime: boolean;
}

const levelsWithSecondFactor: readonly string[] = ['PROVINCE', 'CITY', 'COUNTY'];

/** Administrators from county level up must have a second factor, whichever of their roles they act in. */
export function isSecondFactorRequired(posts: SignInFacts['posts']): boolean {
  return posts.some(({ role, level }) => (role === 'ADMIN' || role === 'CHIEF_ADMIN') && levelsWithSecondFactor.includes(level));
}

/** The first thing to do; null when the session is open. */
export function nextStep({ posts, hasSecondFactor, isSecondFactorShown, isPasswordOneTime }: SignInFacts): SignInStep | null {
  if (!isSecondFactorShown && hasSecondFactor) return 'SECOND_FACTOR';
  if (!isSecondFactorShown && isSecondFactorRequired(posts)) return 'SECOND_FACTOR_ENROLMENT';
  return isPasswordOneTime ? 'PASSWORD_CHANGE' : null;
}
