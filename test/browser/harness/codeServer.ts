import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { editorPaths, editors } from '../../../scripts/setup/codeServer.mjs';
import { root } from '../../../scripts/setup/paths.mjs';
import { SupervisedProcess } from '../../aws/supervisedProcess.ts';
import { editorSettings } from './editorSettings.ts';
import { pause } from './pause.ts';

/** The newest VS Code, or the oldest that package.json allows. */
export type EditorVersion = keyof typeof editors;

export interface CodeServerOptions {
  readonly version: EditorVersion;
  /** An unpacked extension (its folder is linked), or a packed one (it is installed as users do). */
  readonly extension?: { readonly folder: string } | { readonly vsix: string };
  /** Folders of further unpacked extensions. */
  readonly alsoLink?: readonly string[];
  /** User settings beyond `editorSettings`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment of the extension host, beyond a minimum without any `AWS_*`. */
  readonly env?: Readonly<Record<string, string>>;
  /** The folder for everything that the editor writes; a temporary one by default. */
  readonly folder?: string;
  /** The port; a free one by default. */
  readonly port?: number;
  /** For tests inside the extension host: a built editor else ignores what they are started with. */
  readonly hostTests?: boolean;
}

export interface CodeServer {
  readonly origin: string;
  readonly port: number;
  /** Of the process above everything that this editor started. */
  readonly pid: number;
  /** Holds user data, extensions, caches and temporary files of this editor. */
  readonly folder: string;
  /** Address of a window on a folder or a `.code-workspace`; an empty window without. */
  url(window: {
    folder?: string;
    workspace?: string;
    payload?: readonly (readonly [string, string])[];
  }): string;
  /** What the server has printed lately. */
  log(): string;
  /** Ends all its processes and removes its folder. */
  stop(): Promise<void>;
}

const LOG_KEPT = 20_000;
const START_MS = 60_000;

/** Starts a code-server on loopback; it dies with this process, even when that is killed. */
export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  const { node, entry } = editorPaths(editors[options.version].folder);
  if (!existsSync(entry)) throw new Error(`${entry} is not there. Run: npm run setup -- --editors`);
  // Sockets of the editor lie below it, and the path of a socket is short on every system.
  const base = existsSync('/tmp') ? '/tmp' : tmpdir();
  const folder = options.folder ?? (await mkdtemp(join(base, 'sluice-editor-')));
  const extensions = join(folder, 'extensions');
  await mkdir(join(folder, 'user-data', 'User'), { recursive: true });
  await mkdir(extensions, { recursive: true });
  await writeFile(join(folder, 'config.yaml'), 'auth: none\n');
  await writeFile(
    join(folder, 'user-data', 'User', 'settings.json'),
    JSON.stringify({ ...editorSettings, ...options.settings }),
  );
  const env = { ...(await environment(folder)), ...options.env };
  const program = [
    ...[node, entry, '--config', join(folder, 'config.yaml')],
    ...['--user-data-dir', join(folder, 'user-data'), '--extensions-dir', extensions],
  ];
  const { extension } = options;
  if (extension !== undefined && 'folder' in extension)
    await linkExtension(extension.folder, extensions);
  for (const also of options.alsoLink ?? []) await linkExtension(also, extensions);
  if (extension !== undefined && 'vsix' in extension) await install(program, extension.vsix, env);

  const port = options.port ?? (await freePort());
  const origin = `http://127.0.0.1:${port}`;
  const server = new SupervisedProcess({
    python: join(root, '.venv', 'bin', 'python'),
    command: [
      ...[...program, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`],
      ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
      '--ignore-last-opened',
      // Older versions neither need the option nor know it.
      ...(options.hostTests === true && options.version === 'newest'
        ? ['--vscode-option', 'enable-smoke-test-driver']
        : []),
    ],
    env,
  });
  let log = '';
  for (const stream of [server.stdout, server.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-LOG_KEPT)));
  const stop = async (): Promise<void> => {
    server.terminate();
    await Promise.race([server.ended, pause(3000)]);
    server.kill();
    await Promise.race([server.ended, pause(5000)]);
    if (options.folder === undefined)
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    await answers(`${origin}/healthz`, server.ended);
  } catch (error) {
    await stop();
    throw new Error(`code-server did not start:\n${log}`, { cause: error });
  }
  return {
    origin,
    port,
    pid: server.pid ?? 0,
    folder,
    url({ folder: opened, workspace, payload }) {
      const url = new URL(origin);
      if (opened !== undefined) url.searchParams.set('folder', opened);
      else if (workspace !== undefined) url.searchParams.set('workspace', workspace);
      else url.searchParams.set('ew', 'true');
      if (payload !== undefined) url.searchParams.set('payload', JSON.stringify(payload));
      return url.toString();
    },
    log: () => log,
    stop,
  };
}

/** Nothing of the caller's editor, npm or AWS; nothing is written outside the editor's folder. */
async function environment(folder: string): Promise<Record<string, string>> {
  const kept = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'USER', 'SHELL', 'JAVA_HOME', 'NODE_V8_COVERAGE'];
  const env: Record<string, string> = {};
  for (const name of kept) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  const places = {
    XDG_CONFIG_HOME: 'config',
    XDG_DATA_HOME: 'data',
    XDG_CACHE_HOME: 'cache',
    XDG_RUNTIME_DIR: 'run',
    TMPDIR: 'tmp',
  };
  for (const [name, place] of Object.entries(places)) {
    env[name] = join(folder, place);
    await mkdir(join(folder, place), { recursive: true, mode: 0o700 });
  }
  return {
    ...env,
    // Without a gallery no request leaves the machine.
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    SLUICE_CACHE_DIR: join(folder, 'sluice'),
    AWS_CONFIG_FILE: join(folder, 'no-aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'no-aws-credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

async function linkExtension(folder: string, extensions: string): Promise<void> {
  // SAFETY: these three are in the package.json of every extension.
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    publisher: string;
    name: string;
    version: string;
  };
  const name = `${manifest.publisher}.${manifest.name}-${manifest.version}`;
  await symlink(folder, join(extensions, name));
}

async function install(
  program: readonly string[],
  vsix: string,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const [node = '', ...args] = program;
  await promisify(execFile)(node, [...args, '--install-extension', vsix, '--force'], { env });
}

/** A port that is free now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('the system gave no port'));
      });
    });
  });
}

async function answers(url: string, ended: Promise<number>): Promise<void> {
  let end: number | undefined;
  const noted = ended.then((code) => (end = code));
  noted.catch(() => undefined);
  const limit = Date.now() + START_MS;
  while (Date.now() < limit) {
    if (end !== undefined) throw new Error(`it ended with exit code ${end}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok === true) return;
    await pause(50);
  }
  throw new Error(`${url} does not answer`);
}
