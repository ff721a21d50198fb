import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Plan } from '../core/codegen/plan.ts';
import { AppError, isCancelled, toAppError } from '../shared/errors.ts';
import type { ErrorCode } from '../shared/errors.ts';
import type { CallOptions } from '../shared/rpc/contract.ts';
import { childEnvironment } from './childEnvironment.ts';
import { executePython } from './executePython.ts';
import type { PythonEnd } from './executePython.ts';
import type { RunHistory } from './history.ts';
import { dropCopies, writeJobDirectory } from './jobDirectory.ts';
import type { JobFile } from './jobDirectory.ts';
import { readRunDocument } from './runDocument.ts';
import type { RunDocument } from './runDocument.ts';
import type { RunRecord } from './runRecord.ts';

/** A run here. */
export interface LocalRunInput {
  readonly history: RunHistory;
  /** Its name is the run's. */
  readonly plan: Plan;
  readonly recipeText: string;
  readonly recipePath: string;
  readonly files: Readonly<Record<string, readonly JobFile[]>>;
  readonly python: string;
  readonly pythonFolder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `--out`: instead of the run's folder of the history. */
  readonly directory?: string | undefined;
  /** Each line that the runner prints. */
  readonly onLine?: (line: string) => void;
}

/** How a run ended. `run` is absent when it was killed before it could say; then `error` is set. */
export interface RunEnd {
  readonly record: RunRecord;
  readonly run: RunDocument | undefined;
  /** What went wrong: `check-failed` is exit 3, all else exit 1. */
  readonly error: AppError | undefined;
}

const errorHints: Readonly<Record<string, string>> = {
  changed: 'Start the run again: it will take the data as they are now.',
  'check-failed':
    'Nothing was published. Look at the rows that break the rule, or change its severity.',
  'disk-full': 'Free some space, or run it on SageMaker with a larger volume.',
  'out-of-memory': 'Close other programs, set SLUICE_MEMORY_LIMIT, or run it on a larger instance.',
  python: 'Leave out --python and SLUICE_PYTHON, so that a fitting environment is made.',
  'bad-data': 'Look at the details for the value or file that was meant.',
};

const line = /^\[(\d+)\/(\d+)\] (.*)$/;

/** Writes the job directory of a plan, executes it here, and keeps the record. Throws `cancelled`. */
export async function runLocally(input: LocalRunInput, call: CallOptions = {}): Promise<RunEnd> {
  const { history, plan } = input;
  const directory = input.directory ?? history.directoryOf(plan.name);
  await history.create({
    sluiceRecord: 1,
    name: plan.name,
    kind: 'run',
    target: 'local',
    state: 'running',
    started: new Date().toISOString(),
    directory,
    document: input.recipePath,
    recipe: plan.recipe,
    snapshots: Object.fromEntries(
      Object.entries(plan.sources).map(([name, source]) => [name, source.snapshot]),
    ),
    versions: plan.versions,
    process: { host: hostname(), pid: process.pid },
  });
  try {
    const job = await writeJobDirectory({ ...input, directory, signal: call.signal });
    const end = await executePython({
      python: input.python,
      arguments: [join(directory, 'input', 'code', 'run.py'), '--base', directory],
      env: childEnvironment(input.env),
      signal: call.signal,
      // The runner outlives us if we are killed: its own process is what tells whether it still runs.
      onStart: (pid) => {
        history.noteRunner(plan.name, pid);
      },
      onLine: (text) => {
        input.onLine?.(text);
        const [, done, total, what] = line.exec(text) ?? [];
        if (what === undefined) return;
        call.onProgress?.({ what, done: Number(done), total: Number(total), unit: 'steps' });
      },
    }).finally(async () => {
      await history.forgetRunner(plan.name);
      await dropCopies(job);
    });
    const run = await readRunDocument(directory);
    const error = end.code === 0 && run ? undefined : errorOf(run, end);
    return { record: await keep(history, plan.name, run, error), run, error };
  } catch (error) {
    const known = toAppError(error);
    const run = await readRunDocument(directory);
    await keep(history, plan.name, run, known);
    throw known;
  }
}

/** Brings what `run.json` says into the history. */
async function keep(
  history: RunHistory,
  name: string,
  run: RunDocument | undefined,
  error: AppError | undefined,
): Promise<RunRecord> {
  const failed = error && isCancelled(error) ? 'stopped' : 'failed';
  return history.update(name, {
    state: error ? failed : 'completed',
    ...(run
      ? {
          seconds: run.seconds,
          outputs: run.outputs.map((output) => ({
            name: output.name,
            uri: output.uri,
            rows: output.rows,
          })),
        }
      : {}),
    ...(error ? { error: { code: error.code, message: error.message } } : {}),
  });
}

/** The failure that a run reported, with what to do about it. */
export function runError(run: Pick<RunDocument, 'name' | 'error'>): AppError {
  const code = run.error?.code ?? 'job-failed';
  return new AppError(asCode(code), run.error?.message ?? `The run ${run.name} failed.`, {
    hint: errorHints[code] ?? 'Look at the details, then run it again.',
    ...(run.error?.detail === undefined ? {} : { detail: run.error.detail }),
  });
}

function errorOf(run: RunDocument | undefined, end: PythonEnd): AppError {
  if (run?.error) return runError(run);
  if (end.signal === 'SIGKILL') {
    return new AppError('out-of-memory', 'The run was killed, most likely for want of memory.', {
      hint: errorHints['out-of-memory'] ?? '',
      detail: end.stderr,
    });
  }
  return new AppError('engine-crashed', 'The run ended without saying why.', {
    hint: 'Run it again; if it happens again, report it with the details.',
    detail: end.stderr === '' ? `exit code ${String(end.code)}` : end.stderr,
  });
}

const runnerCodes: readonly ErrorCode[] = [
  ...(['changed', 'check-failed', 'disk-full', 'out-of-memory', 'python', 'bad-data'] as const),
  ...(['bad-sql', 'forbidden', 'not-found', 'unsupported', 'cancelled', 'name-taken'] as const),
];

function asCode(code: string): ErrorCode {
  return runnerCodes.find((known) => known === code) ?? 'job-failed';
}
