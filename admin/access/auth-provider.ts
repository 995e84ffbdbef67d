import type { AuthProvider } from 'react-admin';
import { request, requestWithoutGate } from '../data/request.js';
import { ActivateRoleDocument, SignOutDocument } from '../gql/graphql.js';
import { readViewer, replaceViewer, type Viewer } from './viewer.js';

/** False: somebody else has signed in; that session is closed again, the page still shows the first person's work. */
export async function resumeAs(viewer: Viewer, former: Viewer): Promise<boolean> {
  if (viewer.person?.id !== former.person?.id) {
    await requestWithoutGate(SignOutDocument, {});
    return false;
  }
  const role = former.activeRole;
  if (role !== null && role !== undefined && viewer.activeRole?.id !== role.id) {
    await requestWithoutGate(ActivateRoleDocument, { input: { roleId: role.id } });
  }
  return true;
}

/** Sessions live in a cookie that scripts cannot read: react-admin learns about them from the viewer. */
export const authProvider: AuthProvider = {
  /** Called when the last step of signing in has told who this is. */
  login: ({ viewer }: { viewer: Viewer }) => {
    replaceViewer(viewer);
    return Promise.resolve();
  },
  logout: async () => {
    if ((await readViewer()) !== null) await request(SignOutDocument, {}).catch(() => undefined);
    replaceViewer(null);
  },
  checkAuth: async () => {
    if ((await readViewer()) === null) throw new Error('nobody is signed in');
  },
  checkError: () => Promise.resolve(),
  getIdentity: async () => {
    const viewer = await readViewer();
    return { id: viewer?.person?.id ?? '', fullName: viewer?.name ?? '' };
  },
  getPermissions: () => readViewer(),
};
