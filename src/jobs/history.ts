import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '../shared/errors.ts';
import { diskSentence } from './diskSentence.ts';
import { runRecord } from './runRecord.ts';
import type { RunRecord } from './runRecord.ts';
import { readRunDocument } from './runDocument.ts';
import { writeAtomic } from './writeAtomic.ts';

/** One run of the history; `unreadable` says why a record could not be read. */
export type HistoryEntry =
  | { readonly name: string; readonly record: RunRecord }
  | { readonly name: string; readonly unreadable: string };

const RECORD = 'record.json';
/** Holds the process id of the runner of a run here. */
const RUNNER = 'runner.pid';

/** The runs of one workspace: `.sluice/runs/<name>/`, one folder each. */
export class RunHistory {
  /** The `.sluice` folder. */
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** The history that `path` (a recipe, a document or a folder) belongs to. */
  static async near(path: string): Promise<RunHistory> {
    const start = (await isDirectory(path)) ? resolve(path) : dirname(resolve(path));
    for (let at = start; ; at = dirname(at)) {
      if ((await exists(join(at, '.git'))) || (await exists(join(at, '.sluice')))) {
        return new RunHistory(join(at, '.sluice'));
      }
      if (dirname(at) === at) return new RunHistory(join(start, '.sluice'));
    }
  }

  /** The run's own folder. */
  directoryOf(name: string): string {
    if (!/^[A-Za-z0-9](-*[A-Za-z0-9])*$/.test(name)) {
      throw new AppError('usage', `“${name}” is no name of a run.`, {
        hint: 'Run “sluice jobs list” to see the names.',
      });
    }
    return join(this.folder, 'runs', name);
  }

  /** Adds a run. Throws `name-taken` if there is one of that name. */
  async create(record: RunRecord): Promise<void> {
    const directory = this.directoryOf(record.name);
    try {
      await mkdir(dirname(directory), { recursive: true });
      await this.ignoreRuns();
      await mkdir(directory);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
        throw new AppError('name-taken', `There is a run named ${record.name} already.`, {
          hint: 'Start it again; each run gets a new name.',
        });
      }
      throw diskSentence(error, directory);
    }
    await this.write(record);
  }

  /** Changes what is known of a run, and gives the whole. */
  async update(name: string, change: Partial<RunRecord>): Promise<RunRecord> {
    return this.replace({ ...(await this.get(name)), ...change });
  }

  /** Keeps a run's whole record anew, and gives it back. */
  async replace(record: RunRecord): Promise<RunRecord> {
    await this.write(record);
    return record;
  }

  /** One run. Throws `not-found`, or `bad-data` for a record that cannot be read. */
  async get(name: string): Promise<RunRecord> {
    const entry = await this.read(name);
    if (entry === undefined) {
      throw new AppError('not-found', `There is no run named ${name}.`, {
        hint: 'Run “sluice jobs list” to see the names.',
      });
    }
    if ('record' in entry) return entry.record;
    throw new AppError('bad-data', `The record of ${name} cannot be read.`, {
      hint: `Look at ${join(this.directoryOf(name), RECORD)}, or remove that folder.`,
      detail: entry.unreadable,
    });
  }

  /** All runs, newest first, those that cannot be read last. */
  async list(): Promise<readonly HistoryEntry[]> {
    let names: string[];
    try {
      const found = await readdir(join(this.folder, 'runs'), { withFileTypes: true });
      names = found.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw diskSentence(error, this.folder);
    }
    const entries = await Promise.all(names.map((name) => this.read(name)));
    const started = (entry: HistoryEntry): string =>
      'record' in entry ? entry.record.started : '';
    return entries
      .filter((entry) => entry !== undefined)
      .sort((a, b) => compare(started(b), started(a)) || compare(a.name, b.name));
  }

  /**
   * Notes the process that executes a run here. At once, and not by way of the record: whoever starts
   * it may be killed the moment after.
   */
  noteRunner(name: string, pid: number): void {
    const path = join(this.directoryOf(name), RUNNER);
    try {
      writeFileSync(path, String(pid));
    } catch (error) {
      throw diskSentence(error, path);
    }
  }

  /** The runner has ended, and the record will say how. */
  async forgetRunner(name: string): Promise<void> {
    await rm(join(this.directoryOf(name), RUNNER), { force: true });
  }

  private async read(name: string): Promise<HistoryEntry | undefined> {
    let text: string;
    try {
      text = await readFile(join(this.directoryOf(name), RECORD), 'utf8');
    } catch (error) {
      if (error instanceof AppError) return { name, unreadable: error.message };
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== 'ENOENT') return { name, unreadable: diskSentence(error, name).message };
      return (await exists(this.directoryOf(name)))
        ? { name, unreadable: `${RECORD} is missing` }
        : undefined;
    }
    try {
      const record = runRecord.parse(JSON.parse(text));
      return { name, record: await settle(record, await this.runner(name)) };
    } catch (error) {
      return { name, unreadable: error instanceof Error ? error.message : String(error) };
    }
  }

  private async runner(name: string): Promise<number | undefined> {
    try {
      return Number(await readFile(join(this.directoryOf(name), RUNNER), 'utf8'));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }

  private async write(record: RunRecord): Promise<void> {
    const path = join(this.directoryOf(record.name), RECORD);
    await writeAtomic(path, `${JSON.stringify(record, null, 2)}\n`);
  }

  private async ignoreRuns(): Promise<void> {
    try {
      await writeFile(join(this.folder, '.gitignore'), 'runs/\n', { flag: 'wx' });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

/** A run here whose process is gone ended as its `run.json` says, or was interrupted. */
async function settle(record: RunRecord, runner: number | undefined): Promise<RunRecord> {
  if (record.target !== 'local' || record.state !== 'running' || !record.process) return record;
  if (record.process.host !== hostname() || isAlive(runner ?? record.process.pid)) return record;
  const run = await readRunDocument(record.directory);
  if (run) {
    return {
      ...record,
      state: run.state,
      seconds: run.seconds,
      outputs: run.outputs.map(({ name, uri, rows }) => ({ name, uri, rows })),
      ...(run.error ? { error: { code: run.error.code, message: run.error.message } } : {}),
    };
  }
  const error = { code: 'engine-crashed', message: 'Its process ended before the run did.' };
  return { ...record, state: 'failed', error };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
