import type { AuthProvider } from 'react-admin';
import { request } from '../data/request.js';
import {
  ActivateRoleDocument,
  SignInDocument,
  SignOutDocument,
  type RefusalPartsFragment,
  type SignInInput,
} from '../gql/graphql.js';
import { newViewer, readViewer, replaceViewer, type Viewer } from './viewer.js';

export class SignInRefused extends Error {
  readonly refusals: readonly RefusalPartsFragment[];

  constructor(refusals: readonly RefusalPartsFragment[]) {
    super(refusals[0]?.message ?? 'refused');
    this.refusals = refusals;
  }
}

async function openSession(input: SignInInput): Promise<Viewer> {
  const { viewer, refusals } = (await request(SignInDocument, { input })).signIn;
  if (viewer === null || viewer === undefined) throw new SignInRefused(refusals);
  return newViewer();
}

/** False: somebody else has signed in; that session is closed again, the page still shows the first person's work. */
export async function signInAgain(input: SignInInput, former: Viewer): Promise<boolean> {
  const viewer = await openSession(input);
  if (viewer.person?.id !== former.person?.id) {
    await request(SignOutDocument, {});
    return false;
  }
  const role = former.activeRole;
  if (role !== null && role !== undefined && viewer.activeRole?.id !== role.id) {
    await request(ActivateRoleDocument, { input: { roleId: role.id } });
  }
  return true;
}

/** Sessions live in a cookie that scripts cannot read: react-admin learns about them from the viewer. */
export const authProvider: AuthProvider = {
  login: async (input: SignInInput) => {
    replaceViewer(await openSession(input));
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
