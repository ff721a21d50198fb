import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { z } from 'zod';
import { buildPythonWheel } from '../../scripts/build/pythonWheel.mjs';
import { root } from '../cli/build.ts';
import { machineNode } from '../machineNode.ts';

export const python = join(root, '.venv', 'bin', 'python');
export const floorPython = join(root, '.venv-floor', 'bin', 'python');

/** What a cell printed, showed and ended with. */
const answer = z.object({
  stdout: z.string(),
  stderr: z.string(),
  html: z.array(z.string().nullable()),
  text: z.array(z.string().nullable()),
  traceback: z.array(z.string()),
  status: z.string(),
  ename: z.string(),
  evalue: z.string(),
});
export type Answer = z.infer<typeof answer>;

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder to work in, with a cache of its own, where the package is there as its wheel. */
export class Notebook {
  readonly folder = mkdtempSync(join(tmpdir(), 'sluice-python-'));
  /** Where programs put what they need for a while. */
  readonly temporary = join(this.folder, 'tmp');
  private readonly env: Readonly<Record<string, string>>;

  constructor(env: Readonly<Record<string, string>> = {}) {
    mkdirSync(this.temporary);
    const wheel = buildPythonWheel();
    if (wheel === undefined) throw new Error('the wheel was not built');
    this.env = {
      PATH: process.env['PATH'] ?? '',
      HOME: this.folder,
      TMPDIR: this.temporary,
      LANG: 'C.UTF-8',
      TZ: 'America/New_York',
      PYTHONPATH: wheel,
      PYTHONDONTWRITEBYTECODE: '1',
      IPYTHONDIR: join(this.folder, '.ipython'),
      SLUICE_CACHE_DIR: join(this.folder, '.cache'),
      SLUICE_CLI: join(root, 'dist', 'cli.js'),
      SLUICE_NODE: machineNode().path,
      ...env,
    };
  }

  /** Runs cells in one kernel, one after another. */
  async cells(
    cells: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<Answer[]> {
    const driver = join(root, 'test', 'python', 'kernelDriver.py');
    const input = JSON.stringify({ cells, folder: this.folder });
    const end = await this.run(python, [driver], { input, env });
    if (end.code !== 0) throw new Error(`the kernel's driver failed: ${end.stderr}`);
    return z.array(answer).parse(JSON.parse(end.stdout));
  }

  /** Runs a program in the folder. */
  run(
    program: string,
    args: readonly string[],
    { input = '', env = {} }: { input?: string; env?: Readonly<Record<string, string>> } = {},
  ): Promise<Ended> {
    const child = spawn(program, args, {
      cwd: this.folder,
      env: { ...this.env, ...env },
      timeout: 170_000,
      killSignal: 'SIGKILL',
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdin.end(input);
    return new Promise((settle, fail) => {
      child.once('error', fail);
      child.once('close', (code) => {
        settle({ code, stdout, stderr });
      });
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A notebook for a file of tests. */
export function useNotebook(): () => Notebook {
  let notebook: Notebook | undefined;
  beforeAll(() => {
    notebook = new Notebook();
  });
  afterAll(() => {
    notebook?.remove();
  });
  return () => {
    if (notebook === undefined) throw new Error('only inside a test');
    return notebook;
  };
}

/** Runs cells that stand under names, and gives each answer by its cell's name. */
export async function named<Name extends string>(
  notebook: Notebook,
  cells: Readonly<Record<Name, string>>,
): Promise<Readonly<Record<Name, Answer>>> {
  const names = Object.keys(cells);
  const answers = await notebook.cells(Object.values(cells));
  // SAFETY: the driver gives one answer a cell, in their order; a missing one has thrown.
  return Object.fromEntries(names.map((name, i) => [name, answers[i]])) as Record<Name, Answer>;
}

/** A cell that did what it should: the JSON that it printed last. */
export function printed(cell: Answer): unknown {
  if (cell.status !== 'ok') throw new Error(`${cell.ename}: ${cell.evalue}\n${cell.stderr}`);
  return JSON.parse(cell.stdout.trim().split('\n').at(-1) ?? '');
}
