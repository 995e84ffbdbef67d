// Who may give somebody a new way in: the administrator above, so that nobody becomes another administrator by a reset.
import type { Role } from '../../kernel/roles.js';

export interface Post { role: Role; path: string; isTopOffice: boolean }

/** The post that forbids it, or null. `callerPath` is the path of the office at which the caller administers. */
export function forbiddingPost(callerPath: string, posts: readonly Post[]): Post | null {
  return posts.find((post) => !isAllowed(callerPath, post)) ?? null;
}

function isAllowed(callerPath: string, { role, path, isTopOffice }: Post): boolean {
  if (role === 'LEARNER') return true;
  if (!path.startsWith(callerPath)) return false;
  // Above the topmost office is nobody: there a colleague helps.
  return (role !== 'ADMIN' && role !== 'CHIEF_ADMIN') || path !== callerPath || isTopOffice;
}
