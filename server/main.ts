// `npm start`: the database, the demonstration on the first start, the console and the server, in one process.
import 'reflect-metadata';
import { createApp, type App } from './app.js';
import { ConfigFailure, readConfig, type Config } from './config.js';
import { consoleFolder, ensureConsoleBuilt } from './console-build.js';
import { holdFolder } from './data-folder.js';
import { cast, demoInstallation, demoPassword, demoSecondFactorSecret } from './demo/cast.js';
import { insertLaterCast } from './demo/organisation.js';
import { profiles } from './demo/profile.js';
import { progressOn } from './demo/progress.js';
import { insertDemoSecondFactors, seed } from './demo/seed.js';
import { openInstallation, withClient, type OpenInstallation } from './installation.js';
import { headsFile } from './platform/audit/heads-file.js';
import { RunningClock } from './platform/clock/clock.js';
import { ClusterFailure } from './platform/database/embedded-postgres.js';
import { createLogger } from './platform/log/log.js';
import { version } from './version.js';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 7)) fail(`Node ${process.versions.node} is too old for the server: 24.7 or newer is needed. \`npm start\` brings its own; start it that way.`);

try {
  await start(readConfig(process.env));
} catch (error) {
  if (error instanceof ConfigFailure || error instanceof ClusterFailure) fail(error.message);
  throw error;
}

async function start(config: Config): Promise<void> {
  const began = performance.now();
  const release = config.databaseUrl === null ? holdFolder(config.dataFolder) : () => undefined;
  const stops: (() => Promise<void> | void)[] = [release];
  const stopAll = async () => { for (const stop of stops.splice(0).reverse()) await stop(); };
  stopOnSignals(stopAll);
  try {
    // The console is built while the database starts.
    const [installation] = await Promise.all([openInstallation(config, profiles.demo.databaseName), ensureConsoleBuilt((step) => console.log(step))]);
    if (installation.cluster) {
      const { cluster } = installation;
      stops.push(() => cluster.stop());
      process.once('exit', () => cluster.stopNow());
    }
    const { isDemo, offsetMs } = await prepareData(config, installation);
    if (isDemo && !isLoopback(config.host)) throw new ConfigFailure('The demonstration has published passwords and listens on loopback only: leave HOST unset, or use a DATABASE_URL of your own.');
    const app = await createApp({
      connection: installation.application, clock: new RunningClock(offsetMs), vault: installation.vault, consoleFolder, isBehindProxy: config.isBehindProxy, isApplicationScopeOn: true, exportRowsWithoutApproval: config.exportRowsWithoutApproval,
      installation: { ...(isDemo ? demoInstallation : { isDemo, demoAccounts: [], demoSecret: null }), singleSignOnLabel: config.singleSignOn?.label ?? null, version },
      singleSignOn: config.singleSignOn,
      auditHeads: headsFile(config.dataFolder, installation.owner.database ?? profiles.demo.databaseName),
      logger: createLogger(config.logTo === 'stdout' ? { kind: 'stdout' } : { kind: 'file', folder: config.dataFolder }),
    });
    stops.push(() => app.close());
    app.auditSealer.start();
    await listen(app, config);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    if (config.logTo === 'file') announce(config, isDemo, seconds);
  } catch (error) {
    await stopAll();
    throw error;
  }
}

/** The embedded database is filled with the demonstration the first time; an own one is left as it is. */
async function prepareData(config: Config, installation: OpenInstallation): Promise<{ isDemo: boolean; offsetMs: number }> {
  const readClock = () => withClient(installation.owner, async (client) => (await client.query<{ offsetMs: string; isDemo: boolean }>('select offset_ms as "offsetMs", is_demo as "isDemo" from business_clock')).rows[0]);
  let clock = await readClock();
  if (!clock && config.databaseUrl === null) {
    console.log('首次启动：正在装入演示省份（约一分钟）…');
    await seed(installation.owner, installation.vault, profiles.demo, progressOn(process.stdout));
    if (process.stdout.isTTY) console.log();
    clock = await readClock();
  }
  if (clock?.isDemo && installation.migrated > 0) {
    await withClient(installation.owner, async (client) => {
      await insertLaterCast(client, installation.vault);
      await insertDemoSecondFactors(client, installation.vault);
    });
  }
  return { isDemo: clock?.isDemo ?? false, offsetMs: Number(clock?.offsetMs ?? 0) };
}

async function listen(app: App, config: Config): Promise<void> {
  try {
    await app.http.listen({ host: config.host, port: config.port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new ConfigFailure(`Port ${config.port} is taken by another program: set PORT to a free one, for example PORT=4100 npm start.`);
    if (code === 'EACCES') throw new ConfigFailure(`Port ${config.port} may not be used by this user: set PORT to one above 1023.`);
    throw error;
  }
}

function announce(config: Config, isDemo: boolean, seconds: string): void {
  console.log(`\n研修 Yanxiu 已就绪（${seconds} 秒）：http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${config.port}/`);
  if (isDemo) {
    console.log(`\n演示账号（密码均为 ${demoPassword}；标 * 的登录时另需动态码，登录页会显示，密钥 ${demoSecondFactorSecret}）：`);
    for (const { login, name, title, hasSecondFactor } of cast) console.log(`${hasSecondFactor === true ? '*' : ' '} ${login.padEnd(16)} ${name}　${title.zh}`);
  }
  console.log('\n按 Ctrl-C 停止。');
}

function stopOnSignals(stopAll: () => Promise<void>): void {
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      // Whatever hangs, the process ends.
      setTimeout(() => process.exit(1), 10_000).unref();
      stopAll().then(() => process.exit(0), (error: unknown) => { console.error(error); process.exit(1); });
    });
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
