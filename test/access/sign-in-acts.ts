// What people do at the door: sign in from an address, show a code, change a password.
import { request } from 'node:http';
import { totpCode } from '../../server/access/totp.js';
import { stepAt } from '../../server/access/rules/time-steps.js';
import { demoSecondFactorSecret } from '../../server/demo/cast.js';
import { signedIn, type Actor, type TestServer } from '../support/test-server.js';

export const signInDocument = 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { name } challenge { step name demoCode } refusals { code field requirement facts { name value } } } }';

export interface Came { name: string | null; step: string | null; code: string | null; minutes: string | null }

function cameOf({ viewer, challenge, refusals }: { viewer: { name: string } | null; challenge: { step: string } | null; refusals: { code: string; facts: { name: string; value: string }[] }[] }): Came {
  return { name: viewer?.name ?? null, step: challenge?.step ?? null, code: refusals[0]?.code ?? null, minutes: refusals[0]?.facts.find(({ name }) => name === 'minutes')?.value ?? null };
}

/** Signs in over a connection of that local address, 127.x.y.z. */
export async function signInFrom(server: TestServer, address: string, login: string, password: string): Promise<Came> {
  const url = new URL(server.origin);
  const text = await new Promise<string>((resolve, reject) => {
    request({ host: url.hostname, port: url.port, path: '/graphql', method: 'POST', localAddress: address, headers: { 'content-type': 'application/json' } }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => { body += chunk.toString(); });
      response.on('end', () => resolve(body));
    }).on('error', reject).end(JSON.stringify({ query: signInDocument, variables: { input: { login, password } } }));
  });
  return cameOf((JSON.parse(text) as { data: { signIn: Parameters<typeof cameOf>[0] } }).data.signIn);
}

/** Signs in and keeps the cookie, whatever is still to be done. */
export async function comesIn(server: TestServer, login: string, password: string): Promise<Came & { actor: Actor; demoCode: string | null }> {
  const answer = await server.nobody().ask(signInDocument, { input: { login, password } });
  const came = cameOf(answer.data['signIn']);
  return { ...came, demoCode: answer.data['signIn'].challenge?.demoCode ?? null, actor: came.code === null ? signedIn(server.origin, answer) : server.nobody() };
}

/** A second step, with the session that follows it. */
export async function shows(server: TestServer, actor: Actor, code: string): Promise<Came & { actor: Actor }> {
  const answer = await actor.ask('mutation ($input: ProveSecondFactorInput!) { proveSecondFactor(input: $input) { viewer { name } challenge { step } refusals { code field facts { name value } } } }', { input: { code } });
  if (!answer.data) throw new Error(answer.text);
  const came = cameOf(answer.data['proveSecondFactor']);
  return { ...came, actor: answer.headers.getSetCookie().length > 0 ? signedIn(server.origin, answer) : actor };
}

/** The code of the demonstration's secret, so many steps from now. */
export function demoCode(server: TestServer, steps = 0): string {
  return totpCode(demoSecondFactorSecret, stepAt(server.clock.system()) + steps);
}
