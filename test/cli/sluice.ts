import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { machineNode } from '../machineNode.ts';
import { root } from './build.ts';

export const python = join(root, '.venv', 'bin', 'python');

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The one document on standard output. Throws for anything else than exactly one. */
  readonly json: unknown;
}

/** A command that is running: end it by `process.kill`, or await `ended`. */
export interface Running {
  readonly process: ChildProcessByStdio<null, Readable, Readable>;
  readonly ended: Promise<Ended>;
  /** Resolves when standard output or error holds the text; rejects when the command ends first. */
  readonly says: (text: string | RegExp) => Promise<void>;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Below the workspace. */
  readonly cwd?: string;
  readonly seconds?: number;
}

const SECONDS = 120;

/** A folder of a user's own, with a cache of its own, and `sluice` to run in it. */
export class Workspace {
  readonly folder: string;
  readonly cache: string;
  private readonly base: string;
  private readonly env: Readonly<Record<string, string>>;

  constructor(env: Readonly<Record<string, string>> = {}) {
    this.base = mkdtempSync(join(tmpdir(), 'sluice-cli-'));
    this.folder = join(this.base, 'work');
    this.cache = join(this.base, 'cache');
    // With a `.git` the history lies here, whatever lies above.
    mkdirSync(join(this.folder, '.git'), { recursive: true });
    mkdirSync(this.cache);
    mkdirSync(join(this.base, 'home'));
    // The wheel that travels with jobs is fetched once for all workspaces; its hash is checked each time.
    const wheels = join(root, 'node_modules', '.cache', 'sluice-test', 'wheels');
    mkdirSync(wheels, { recursive: true });
    symlinkSync(wheels, join(this.cache, 'wheels'));
    this.env = {
      PATH: process.env['PATH'] ?? '',
      HOME: join(this.base, 'home'),
      LANG: 'C.UTF-8',
      SLUICE_CACHE_DIR: this.cache,
      SLUICE_PYTHON: python,
      AWS_EC2_METADATA_DISABLED: 'true',
      ...env,
    };
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  write(name: string, content: string | Uint8Array): string {
    const path = this.path(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  writeJson(name: string, value: unknown): string {
    return this.write(name, `${JSON.stringify(value, null, 2)}\n`);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  readJson(name: string): unknown {
    return JSON.parse(this.read(name));
  }

  /** Runs `sluice` to its end. */
  run(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
    return this.start(args, options).ended;
  }

  /** Runs `sluice … --json` and gives its document; a failure shows what the command said. */
  async json(args: readonly string[], options: RunOptions = {}): Promise<unknown> {
    const end = await this.run([...args, '--json'], options);
    if (end.code !== 0) throw new Error(`exit ${String(end.code)}: ${end.stdout}${end.stderr}`);
    return end.json;
  }

  start(args: readonly string[], options: RunOptions = {}): Running {
    const child = spawn(machineNode().path, [join(root, 'dist', 'cli.js'), ...args], {
      cwd: join(this.folder, options.cwd ?? '.'),
      env: { ...this.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: (options.seconds ?? SECONDS) * 1000,
      killSignal: 'SIGKILL',
    });
    let stdout = '';
    let stderr = '';
    const listeners = new Set<() => void>();
    const heard = (): void => {
      for (const listener of listeners) listener();
    };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      heard();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      heard();
    });
    const ended = new Promise<Ended>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => {
        resolve({
          code,
          signal,
          stdout,
          stderr,
          get json(): unknown {
            try {
              const document: unknown = JSON.parse(stdout);
              return document;
            } catch (error) {
              throw new Error(`not one JSON document: ${stdout}\nstderr: ${stderr}`, {
                cause: error,
              });
            }
          },
        });
      });
    });
    const says = async (text: string | RegExp): Promise<void> => {
      const said = (): boolean => {
        const all = stdout + stderr;
        return typeof text === 'string' ? all.includes(text) : text.test(all);
      };
      await new Promise<void>((resolve, reject) => {
        const listen = (): void => {
          if (!said()) return;
          listeners.delete(listen);
          resolve();
        };
        listeners.add(listen);
        listen();
        ended.then(() => {
          if (said()) resolve();
          else reject(new Error(`it ended without saying ${String(text)}: ${stdout}${stderr}`));
        }, reject);
      });
    };
    return { process: child, ended, says };
  }

  remove(): void {
    rmSync(this.base, { recursive: true, force: true });
  }
}
