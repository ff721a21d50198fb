import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { AppError } from '../shared/errors.ts';

const KEPT_STDERR = 16_384;
/** The runner itself gives up after 4 seconds and says so in run.json. */
const GRACE_MS = 10_000;

/** A Python program to run. */
export interface PythonCommand {
  readonly python: string;
  readonly arguments: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly directory?: string;
  readonly signal?: AbortSignal | undefined;
  /** Told once, when it runs. If it throws, the program is killed and the error passes. */
  readonly onStart?: (pid: number) => void;
  /** Each line of its standard output. */
  readonly onLine?: (line: string) => void;
}

/** How it ended: `signal` is set when something killed it. */
export interface PythonEnd {
  readonly code: number;
  readonly signal: NodeJS.Signals | undefined;
  /** The end of its standard error. */
  readonly stderr: string;
}

/**
 * Runs Python in its own process group and waits for it. A cancel sends SIGTERM to the group, and
 * SIGKILL when that does not end it; the promise then rejects with `cancelled` after it has ended.
 */
export async function executePython(command: PythonCommand): Promise<PythonEnd> {
  const child = spawn(command.python, command.arguments, {
    env: command.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    ...(command.directory === undefined ? {} : { cwd: command.directory }),
  });
  let stderr = '';
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => {
    stderr = (stderr + text).slice(-KEPT_STDERR);
  });
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => command.onLine?.(line));

  const kill = (name: NodeJS.Signals): void => {
    if (child.pid === undefined) return;
    try {
      if (process.platform === 'win32') child.kill(name);
      else process.kill(-child.pid, name);
    } catch (error) {
      // It has ended in the meantime.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  };
  try {
    if (child.pid !== undefined) command.onStart?.(child.pid);
  } catch (error) {
    // Nobody would know of it, and it would go on.
    kill('SIGKILL');
    throw error;
  }
  let killing: NodeJS.Timeout | undefined;
  const stop = (): void => {
    kill('SIGTERM');
    killing = setTimeout(() => {
      kill('SIGKILL');
    }, GRACE_MS);
  };
  if (command.signal?.aborted) stop();
  command.signal?.addEventListener('abort', stop, { once: true });
  // A child of ours must not outlive us and go on writing where nobody looks.
  const leave = (): void => {
    kill('SIGTERM');
  };
  process.once('exit', leave);
  try {
    const end = await new Promise<PythonEnd>((resolve, reject) => {
      child.once('error', (error) => {
        reject(
          new AppError('python', `${command.python} could not be started.`, {
            hint: 'Check the path given by --python or SLUICE_PYTHON.',
            detail: error.message,
          }),
        );
      });
      child.once('close', (code, signal) => {
        resolve({ code: code ?? -1, signal: signal ?? undefined, stderr: stderr.trim() });
      });
    });
    if (command.signal?.aborted) throw new AppError('cancelled', 'Cancelled.');
    return end;
  } finally {
    clearTimeout(killing);
    lines.close();
    command.signal?.removeEventListener('abort', stop);
    process.removeListener('exit', leave);
  }
}
