// A headless Chromium that comes from npm and needs nothing installed: the packed browser, its libraries and a font are inflated once per version.
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress } from 'node:zlib';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { projectFolder } from '../../server/config.js';

const packageFolder = path.join(projectFolder, 'node_modules/@sparticuz/chromium');
const cacheFolder = path.join(projectFolder, 'node_modules/.cache');

// Security features stay as people have them; only what calls home or needs hardware is off.
const launchArguments = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--disable-dev-shm-usage', '--font-render-hinting=none',
  // Pages of one window share a process, which has compiled the console's scripts already.
  '--process-per-site',
];

let kept: Promise<Browser> | undefined;

/** The browser of this process: it ends with it, and does not keep it from ending. */
export function keptBrowser(): Promise<Browser> {
  kept ??= launchUnheld();
  return kept;
}

async function launchUnheld(): Promise<Browser> {
  const options = await launchOptions();
  const before = new Set(activeHandles());
  const browser = await chromium.launch(options);
  for (const handle of activeHandles()) if (!before.has(handle)) handle.unref?.();
  return browser;
}

/** What keeps this process from ending. Node has no public way to it, and playwright none to the browser's process and pipes. */
function activeHandles(): { unref?: () => void }[] {
  return (process as unknown as { _getActiveHandles: () => { unref?: () => void }[] })._getActiveHandles();
}

export interface MortalBrowser { browser: Browser; kill(): Promise<void> }

/** One that can be ended from outside, as a crash or an empty battery ends it: it is not asked and tells nobody. */
export async function launchMortalBrowser(): Promise<MortalBrowser> {
  const server = await chromium.launchServer(await launchOptions());
  return { browser: await chromium.connect(server.wsEndpoint()), kill: () => server.kill() };
}

async function launchOptions(): Promise<LaunchOptions> {
  const folder = await inflated();
  const libraries = [path.join(folder, 'lib'), process.env['LD_LIBRARY_PATH'] ?? ''].filter((part) => part !== '').join(':');
  return {
    executablePath: path.join(folder, 'chromium'),
    args: launchArguments,
    // Without a UTF-8 locale the browser cannot write a Chinese file name and calls every download "download".
    env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: path.join(folder, 'fonts.conf'), XDG_CACHE_HOME: folder } as Record<string, string>,
  };
}

/** The folder with the browser of the installed version. Whoever comes first inflates it; it appears whole or not at all. */
async function inflated(): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const folder = path.join(cacheFolder, `chromium-${version}`);
  if (await exists(folder)) return folder;
  await mkdir(cacheFolder, { recursive: true });
  const draft = await mkdtemp(path.join(cacheFolder, `chromium-${version}-`));
  const executable = path.join(draft, 'chromium');
  const target = await open(executable, 'w');
  await pipeline(createReadStream(path.join(packageFolder, 'bin/chromium.br')), createBrotliDecompress(), target.createWriteStream());
  await chmod(executable, 0o755);
  for (const archive of ['al2023.tar.br', 'fonts.tar.br']) await unpack(path.join(packageFolder, 'bin', archive), draft);
  // Relative to itself: without fonts the browser ends, and the packages may be copied or moved.
  await writeFile(path.join(draft, 'fonts.conf'), '<?xml version="1.0"?><fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">font-cache</cachedir></fontconfig>\n');
  try {
    await rename(draft, folder);
  } catch (error) {
    // Another worker was faster.
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(folder))) throw error;
  }
  return folder;
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(() => true, () => false);
}

const BLOCK = 512;
const DIRECTORY = '5';

/** Reads a plain tar archive: folders and files, as the package's own are. */
async function unpack(archive: string, folder: string): Promise<void> {
  const tar = await promisify(brotliDecompress)(await readFile(archive));
  const field = (start: number, length: number): string => tar.toString('latin1', start, start + length).replace(/\0.*$/s, '').trim();
  for (let offset = 0; offset + BLOCK <= tar.length;) {
    const name = field(offset, 100);
    if (name === '') break;
    const size = Number.parseInt(field(offset + 124, 12), 8);
    const place = path.join(folder, name);
    if (field(offset + 156, 1) === DIRECTORY) {
      await mkdir(place, { recursive: true });
    } else {
      await mkdir(path.dirname(place), { recursive: true });
      await writeFile(place, tar.subarray(offset + BLOCK, offset + BLOCK + size));
    }
    offset += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}
