// Why somebody may or may not do something: decided from the action's grant and the posts that the person holds, in words.
import type { Bilingual } from '../../kernel/refusals.js';
import { granteesOf, isAtLevel, type Reach } from '../../kernel/rights.js';
import type { ApiScope, Grantee, Role } from '../../kernel/roles.js';

export interface Post { role: Role; level: string }
export interface Right extends Reach { name: string; chinese: string; to: readonly Grantee[] }

/** Who asks or is asked about: a person with the posts that count, or a platform with its scopes. */
export type Subject = { kind: 'PERSON'; posts: readonly Post[]; isReadOnly: boolean } | { kind: 'API_CLIENT'; apiScopes: readonly ApiScope[]; level: string };

/** Nothing is missing where it is null. A post of another kind, the same post at another level, a scope, or the end of a read-only view. */
export type MissingRight = 'ROLE' | 'LEVEL' | 'SCOPE' | 'READ_ONLY_VIEW' | null;

export function missingRight(right: Right, isChange: boolean, subject: Subject): MissingRight {
  if (subject.kind === 'API_CLIENT') {
    const grantees = granteesOf({ role: null, level: subject.level, apiScopes: subject.apiScopes, standing: 'PLATFORM' });
    if (!right.to.some((one) => grantees.has(one))) return 'SCOPE';
    return isAtLevel(subject.level, right) ? null : 'LEVEL';
  }
  if (isChange && subject.isReadOnly) return 'READ_ONLY_VIEW';
  // Without a post there is still what everybody signed in may do.
  const standings = subject.posts.length === 0 ? [{ role: null, level: null }] : subject.posts;
  const holding = standings.filter(({ role, level }) => {
    const grantees = granteesOf({ role, level, apiScopes: [], standing: 'PERSON' });
    return right.to.some((one) => grantees.has(one));
  });
  if (holding.length === 0) return 'ROLE';
  return holding.some(({ level }) => isAtLevel(level, right)) ? null : 'LEVEL';
}

const reasons: Record<Exclude<MissingRight, null>, Bilingual> = {
  ROLE: { zh: '当前的角色没有这项权限', en: 'The present role does not hold this right' },
  LEVEL: { zh: '角色相符，但所在项目办的层级不符', en: 'The role would do, but not at an office of this level' },
  SCOPE: { zh: '令牌没有相应的权限范围', en: 'The token lacks the scope' },
  READ_ONLY_VIEW: { zh: '正在以其他项目办的视角查看，只能看，不能改', en: 'You are looking as another office, which is read-only' },
};

/** One sentence for people; `holders` are those who may, in words. */
export function explanation(right: Right, missing: MissingRight, holders: Bilingual): Bilingual {
  if (missing === null) return { zh: `可以：“${right.chinese}”。`, en: `Allowed: ${right.name}.` };
  const why = reasons[missing];
  if (missing === 'READ_ONLY_VIEW') return { zh: `${why.zh}；退出查看后再办理。`, en: `${why.en}; end it first.` };
  return { zh: `${why.zh}：“${right.chinese}”是${holders.zh}的权限。`, en: `${why.en}: ${right.name} is held by ${holders.en}.` };
}
