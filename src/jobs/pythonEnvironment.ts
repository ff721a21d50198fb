import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../shared/errors.ts';
import type { CallOptions } from '../shared/rpc/contract.ts';
import { childEnvironment, pipEnvironment } from './childEnvironment.ts';
import { executePython } from './executePython.ts';

/** Which Python is wanted, and what it must be able to import. */
export interface PythonWish {
  /** `--python`, or the editor's setting. */
  readonly python?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cacheDirectory: string;
  /** The folder that holds `environment.py`. */
  readonly pythonFolder: string;
  /** Pinned requirements of a managed environment: `duckdb==1.5.6`. */
  readonly packages: readonly string[];
}

const OLDEST = [3, 10] as const;

/**
 * The Python that runs jobs: the one given, else `SLUICE_PYTHON`, else a managed environment in the
 * cache, which is made when it is first wanted. Throws `python` with the command that helps.
 */
export async function ensurePython(wish: PythonWish, call: CallOptions = {}): Promise<string> {
  const given = [wish.python, wish.env.SLUICE_PYTHON].find(
    (path) => path !== undefined && path !== '',
  );
  if (given !== undefined) {
    requireVersion(given, await versionOf(given, wish.env, call.signal));
    return given;
  }
  const { base, version } = await findBase(wish, call.signal);
  const key = createHash('sha256')
    .update(JSON.stringify([version, ...wish.packages]))
    .digest('hex')
    .slice(0, 12);
  const target = join(wish.cacheDirectory, 'python', `py${version.slice(0, 2).join('.')}-${key}`);
  const python =
    process.platform === 'win32'
      ? join(target, 'Scripts', 'python.exe')
      : join(target, 'bin', 'python');
  if (existsSync(join(target, 'ready.json')) && existsSync(python)) return python;
  const steps = ['Making', 'Installing'];
  const end = await executePython({
    python: base,
    arguments: [
      join(wish.pythonFolder, 'environment.py'),
      '--target',
      target,
      ...wish.packages.flatMap((name) => ['--package', name]),
    ],
    env: pipEnvironment(wish.env),
    signal: call.signal,
    onLine: (line) => {
      const done = Math.max(
        0,
        steps.findIndex((step) => line.startsWith(step)),
      );
      call.onProgress?.({ what: line, done, total: steps.length, unit: 'steps' });
    },
  });
  if (end.code === 0) return python;
  if (end.code === 2) {
    throw new AppError('python', `${base} could not make a virtual environment.`, {
      hint: `Install its venv module (Debian: sudo apt install python${version.slice(0, 2).join('.')}-venv), or set SLUICE_PYTHON.`,
      detail: end.stderr,
    });
  }
  throw new AppError('python', `${wish.packages.join(', ')} could not be installed.`, {
    hint: `Check the way to the package index, or set SLUICE_PYTHON to a Python where “pip install ${wish.packages.join(' ')}” has been run.`,
    detail: end.stderr,
  });
}

async function findBase(
  wish: PythonWish,
  signal: AbortSignal | undefined,
): Promise<{ readonly base: string; readonly version: readonly number[] }> {
  for (const base of ['python3', 'python', 'python3.12', 'python3.11', 'python3.10']) {
    const version = await versionOf(base, wish.env, signal);
    if (version !== undefined && isNewEnough(version)) return { base, version };
  }
  throw new AppError('python', `There is no Python ${OLDEST.join('.')} or newer here.`, {
    hint: 'Install one (Debian: sudo apt install python3 python3-venv), or name it by SLUICE_PYTHON.',
  });
}

/** Undefined for what is no Python. */
async function versionOf(
  python: string,
  env: PythonWish['env'],
  signal: AbortSignal | undefined,
): Promise<readonly number[] | undefined> {
  let answer = '';
  try {
    const { code } = await executePython({
      python,
      arguments: ['-c', 'import sys; print(*sys.version_info[:3])'],
      env: childEnvironment(env),
      signal,
      onLine: (line) => {
        answer = line;
      },
    });
    return code === 0 && /^\d+ \d+ \d+$/.test(answer) ? answer.split(' ').map(Number) : undefined;
  } catch (error) {
    if (error instanceof AppError && error.code === 'python') return undefined;
    throw error;
  }
}

function requireVersion(python: string, version: readonly number[] | undefined): void {
  if (version !== undefined && isNewEnough(version)) return;
  const what = version === undefined ? 'is no Python that works' : `is Python ${version.join('.')}`;
  throw new AppError('python', `${python} ${what}; Sluice needs ${OLDEST.join('.')} or newer.`, {
    hint: 'Name another by --python or SLUICE_PYTHON, or leave both out for a managed environment.',
  });
}

function isNewEnough([major = 0, minor = 0]: readonly number[]): boolean {
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
