// The built console, served by a server of its own, and people who sit before it in real browsers.
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import type { Browser, BrowserContext, ConsoleMessage, Locator, Page, Request } from 'playwright-core';
import { projectFolder } from '../../server/config.js';
import { consoleFolder, ensureConsoleBuilt } from '../../server/console-build.js';
import type { TestCluster } from '../support/test-profile.js';
import { openTestServer, type CastName, type TestServer, type TestServerOptions } from '../support/test-server.js';
import { keptBrowser, launchMortalBrowser } from './browser.js';

export const desk = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

export interface PersonOptions {
  viewport?: { width: number; height: number };
  language?: 'zh' | 'en';
  theme?: 'light' | 'dark';
}

/** Somebody with a browser window; what the browser complains about is kept. */
export class Person {
  readonly complaints: string[] = [];
  readonly #underWay = new Set<Request>();
  constructor(readonly context: BrowserContext, readonly page: Page, readonly origin: string, /** Goes away from the window; nothing of theirs stays in it. */ readonly leaves: () => Promise<void>) {
    page.on('console', (message: ConsoleMessage) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(`${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    // The stream of news never ends.
    page.on('request', (request) => { if (request.resourceType() !== 'eventsource') this.#underWay.add(request); });
    page.on('requestfinished', (request) => { this.#underWay.delete(request); });
    page.on('requestfailed', (request) => { this.#underWay.delete(request); });
  }

  async goes(to: string): Promise<void> {
    await this.page.goto(`${this.origin}${to}`);
  }

  /** Until what is read has arrived and stands: nothing is under way and nothing moves, three times in a row, for one answer may lead to the next question. */
  async isAtRest(): Promise<void> {
    for (let waited = 0, rests = 0; waited < 5_000 && rests < 3; waited += 50) {
      rests = this.#underWay.size === 0 && (await standsStill(this.page)) ? rests + 1 : 0;
      if (rests < 3) await this.page.waitForTimeout(50);
    }
  }

  button(name: string | RegExp): Locator { return this.page.getByRole('button', { name, ...exactly(name) }); }
  link(name: string | RegExp): Locator { return this.page.getByRole('link', { name, ...exactly(name) }); }
  box(name: string | RegExp): Locator { return this.page.getByRole('textbox', { name, ...exactly(name) }); }
  heading(name: string | RegExp): Locator { return this.page.getByRole('heading', { name, ...exactly(name) }); }
  region(name: string | RegExp): Locator { return this.page.getByRole('region', { name, ...exactly(name) }); }
  dialog(name: string | RegExp): Locator { return this.page.getByRole('dialog', { name, ...exactly(name) }); }
  text(text: string | RegExp): Locator { return this.page.getByText(text); }
  press(keys: string): Promise<void> { return this.page.keyboard.press(keys); }

  async screenshot(name: string): Promise<void> {
    await mkdir(screenshotFolder, { recursive: true });
    await this.page.screenshot({ path: path.join(screenshotFolder, `${name}.png`) });
  }
}

function exactly(name: string | RegExp): { exact: boolean } {
  return { exact: typeof name === 'string' };
}

const screenshotFolder = path.join(projectFolder, 'test/admin/screenshots');

export interface Console {
  server: TestServer;
  /** A browser window at which nobody has signed in. */
  somebody(options?: PersonOptions): Promise<Person>;
  /** A member of the cast, already signed in. */
  seat(name: CastName, options?: PersonOptions): Promise<Person>;
  /** The same, in a browser of their own that can be killed. */
  mortalSeat(name: CastName): Promise<Person & { killBrowser(): Promise<void> }>;
  close(): Promise<void>;
}

export async function openConsole(options: Pick<TestServerOptions, 'singleSignOn' | 'exportRowsWithoutApproval'> = {}): Promise<Console> {
  await buildOnce();
  const browser = await keptBrowser();
  const server = await openTestServer({ ...options, consoleFolder, isAtKeptPort: true });
  const windows = new Windows(browser, server.origin, leftWindows(server.origin));
  const somebody = (options: PersonOptions = {}): Promise<Person> => windows.take(options);
  const signIn = async (person: Person, name: CastName): Promise<void> => {
    const [cookie = '', value = ''] = ((await server.as(name)).credentials['cookie'] ?? '').split('=');
    await person.context.addCookies([{ name: cookie, value, url: server.origin, httpOnly: true, sameSite: 'Lax' }]);
  };
  return {
    server, somebody,
    seat: async (name, options) => {
      const person = await somebody(options);
      await signIn(person, name);
      return person;
    },
    mortalSeat: async (name) => {
      const mortal = await launchMortalBrowser();
      const person = await new Windows(mortal.browser, server.origin, []).take({});
      await signIn(person, name);
      return Object.assign(person, { killBrowser: mortal.kill });
    },
    close: async () => {
      await windows.close();
      await server.close();
    },
  };
}

interface Window { context: BrowserContext; page: Page; /** Stays open: the window's process lives as long as it has a page of the console's address, and what it has compiled lives with it. */ keeper: Page }

let left: { origin: string; windows: Window[] } | undefined;

/** The windows that earlier files of this worker have left: they have read the console's scripts and fonts already, from the same address. */
function leftWindows(origin: string): Window[] {
  if (left?.origin !== origin) left = { origin, windows: [] };
  return left.windows;
}

/** Windows in which nobody is signed in and nothing is kept. One that somebody has left is given to the next. */
class Windows {
  readonly #taken = new Set<BrowserContext>();
  constructor(private readonly browser: Browser, private readonly origin: string, private readonly left: Window[]) {}

  async take({ viewport = desk, language = 'zh', theme = 'light' }: PersonOptions): Promise<Person> {
    const { context, page, keeper } = this.left.pop() ?? await this.#open();
    this.#taken.add(context);
    await page.setViewportSize(viewport);
    if (language !== 'zh' || theme !== 'light') await keeper.evaluate(`localStorage.setItem('RaStore.locale', '"${language}"'); localStorage.setItem('RaStore.theme', '"${theme}"');`);
    return new Person(context, page, this.origin, async () => {
      // A fresh page has no listener, no route, no history and no session storage; what the context keeps is cleared once the old pages can write no more.
      const fresh = await context.newPage();
      await Promise.all(context.pages().filter((one) => one !== fresh && one !== keeper).map((one) => one.close()));
      await context.clearCookies();
      await context.setOffline(false);
      const devtools = await context.newCDPSession(fresh);
      await devtools.send('Storage.clearDataForOrigin', { origin: this.origin, storageTypes: 'local_storage,indexeddb,cache_storage,service_workers,file_systems' });
      await devtools.detach();
      this.#taken.delete(context);
      this.left.push({ context, page: fresh, keeper });
    });
  }

  /** Closes those in which somebody still sits. */
  async close(): Promise<void> {
    await Promise.all([...this.#taken].map((context) => context.close()));
  }

  async #open(): Promise<Window> {
    const context = await this.browser.newContext({ viewport: desk, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', baseURL: this.origin, permissions: ['clipboard-read', 'clipboard-write'] });
    // Half of a test's time, so that what did not come is named.
    context.setDefaultTimeout(30_000);
    const keeper = await context.newPage();
    await keeper.goto(`${this.origin}/healthz`);
    return { context, page: await context.newPage(), keeper };
  }
}

/** Test files run side by side; only one of them builds. */
async function buildOnce(): Promise<void> {
  const { host, port, user, password } = JSON.parse(process.env['YANXIU_TEST_CLUSTER'] ?? '{}') as TestCluster;
  const lock = new pg.Client({ host, port, user, password, database: 'postgres' });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock(4712)');
    await ensureConsoleBuilt(() => undefined);
  } finally {
    await lock.end();
  }
}

interface Violation { id: string; help: string; nodes: { target: string[]; html: string; failureSummary?: string }[] }

/** What axe finds on the page as it stands, one line each. */
export async function axeViolations(page: Page): Promise<string[]> {
  axeSource ??= readFile(path.join(projectFolder, 'node_modules/axe-core/axe.min.js'), 'utf8');
  if (!(await page.evaluate<boolean>(`typeof axe === 'object'`))) await page.evaluate(`${await axeSource}; undefined`);
  // What explains a control under the pointer stands outside all landmarks while it is shown.
  await page.mouse.move(0, 0);
  await isStill(page);
  const { violations } = await page.evaluate<{ violations: Violation[] }>(`axe.run(document, { resultTypes: ['violations'], preload: false })`);
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, html, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${html.slice(0, 300)}: ${failureSummary ?? ''}`));
}

/** Until nothing moves: what is being read anew stands dimmed for a moment, and an explanation is there until it has faded. Asked from here: the page's own policy forbids what waits inside it. */
export async function isStill(page: Page): Promise<void> {
  for (let waited = 0; waited < 5_000 && !(await standsStill(page)); waited += 50) await page.waitForTimeout(50);
}

function standsStill(page: Page): Promise<boolean> {
  return page.evaluate<boolean>(`document.fonts.status === 'loaded' && !document.querySelector('[aria-busy="true"], .MuiTooltip-popperClose') && document.getAnimations().every((one) => one.playState !== 'running' || one.effect?.getComputedTiming().iterations === Infinity)`);
}

let axeSource: Promise<string> | undefined;
