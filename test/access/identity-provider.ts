// A real OpenID Connect provider on loopback, as a city's teacher platform runs one: whoever comes is signed in as the account that the test names.
/// <reference path="./oidc-provider.d.ts" />
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export interface IdentityProvider {
  issuer: string;
  /** Who signs in there next, and how. */
  next: { trainingNumber: string; amr: readonly string[] };
  close(): Promise<void>;
}

export const ssoClient = { clientId: 'yanxiu', clientSecret: 'a-secret-of-the-test-only' };

/** Lets the application at `redirectUris` in, and nobody else. The list may grow until the first request. */
export async function openIdentityProvider(redirectUris: () => readonly string[]): Promise<IdentityProvider> {
  let provider: Provider | null = null;
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://provider');
    provider ??= providerOf(told);
    if (url.pathname.startsWith('/interaction/')) void finish(provider);
    else provider.callback()(request, response);

    // What a person does on the provider's pages: signs in, and agrees.
    async function finish(one: Provider): Promise<void> {
      const { prompt, params, session } = await one.interactionDetails(request, response);
      if (prompt.name === 'login') {
        await one.interactionFinished(request, response, { login: { accountId: told.next.trainingNumber, amr: told.next.amr } });
        return;
      }
      const grant = new one.Grant({ accountId: session?.accountId ?? '', clientId: String(params['client_id']) });
      grant.addOIDCScope('openid profile');
      await one.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
    }
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const told: IdentityProvider = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    next: { trainingNumber: '', amr: ['pwd'] },
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }),
  };
  return told;

  function providerOf({ issuer }: IdentityProvider): Provider {
    // It warns that its keys and its memory are for development, which is what a test is.
    const { warn } = console;
    console.warn = () => undefined;
    try { return make(issuer); } finally { console.warn = warn; }
  }

  function make(issuer: string): Provider {
    return new Provider(issuer, {
      clients: [{ client_id: ssoClient.clientId, client_secret: ssoClient.clientSecret, redirect_uris: [...redirectUris()], grant_types: ['authorization_code'], response_types: ['code'] }],
      claims: { openid: ['sub', 'amr'], profile: ['name', 'teacher_number'] },
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false } },
      cookies: { keys: ['a key of the test only'] },
      findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, name: '某教师', teacher_number: id }) }),
      interactions: { url: (_context: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
      clientBasedCORS: () => false,
      ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Grant: 60, Interaction: 60, Session: 60 },
    });
  }
}

/** A browser without pages: follows redirections by hand and keeps cookies per origin. */
export class BareBrowser {
  readonly #jars = new Map<string, Map<string, { value: string; path: string }>>();
  /** Every address that was visited. */
  readonly visited: string[] = [];

  async visit(address: string): Promise<Response> {
    const url = new URL(address);
    this.visited.push(url.href);
    const jar = this.#jar(url.origin);
    const cookie = [...jar].filter(([, { path }]) => url.pathname.startsWith(path)).map(([name, { value }]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { ...(cookie === '' ? {} : { cookie }), accept: 'text/html' } });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const [name = '', ...value] = pair.split('=');
      const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/';
      if (value.join('=') === '') jar.delete(name);
      else jar.set(name, { value: value.join('='), path });
    }
    return response;
  }

  /** Goes on until no redirection follows or `until` is about to be visited; answers where that is. */
  async follow(address: string, until: (url: URL) => boolean): Promise<URL> {
    let url = new URL(address);
    for (let step = 0; step < 15; step += 1) {
      if (until(url)) return url;
      const location = (await this.visit(url.href)).headers.get('location');
      if (location === null) return url;
      url = new URL(location, url);
    }
    throw new Error(`too many redirections: ${this.visited.join(' → ')}`);
  }

  cookieOf(origin: string, name: string): string | null { return this.#jar(origin).get(name)?.value ?? null; }

  #jar(origin: string): Map<string, { value: string; path: string }> {
    let jar = this.#jars.get(origin);
    if (!jar) this.#jars.set(origin, (jar = new Map()));
    return jar;
  }
}
