import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What the driver is given: a step's lines or a whole script, and where its table goes. */
export interface PythonCase {
  readonly id: string;
  readonly target: 'pandas' | 'polars';
  readonly output: string;
  readonly [more: string]: unknown;
}

/** A case that takes longer hangs. */
const mostSeconds = 30;

/**
 * One Python that runs many cases. A case that hangs or takes the process with it becomes that
 * case's error, and the next one gets a new process.
 */
export class PythonProcess {
  private child: ChildProcessWithoutNullStreams | undefined;
  private readonly waiting = new Map<string, (error: string | null) => void>();
  private words = '';

  /** Runs a case; the answer is the error's text, or null where the table was written. */
  async run(one: PythonCase): Promise<string | null> {
    const child = this.child ?? this.start();
    return new Promise((settle) => {
      const timer = setTimeout(() => {
        this.words = `Timeout: it took more than ${String(mostSeconds)} s`;
        child.kill('SIGKILL');
      }, mostSeconds * 1000);
      this.waiting.set(one.id, (error) => {
        clearTimeout(timer);
        settle(error);
      });
      child.stdin.write(`${JSON.stringify(one)}\n`);
    });
  }

  /** Ends the process. */
  close(): void {
    this.child?.stdin.end();
    this.child = undefined;
  }

  private start(): ChildProcessWithoutNullStreams {
    const child = spawn('.venv/bin/python', ['test/fuzz/driver_fuzz.py'], {
      env: { ...process.env, PYTHONWARNINGS: 'default', POLARS_MAX_THREADS: '1', TZ: 'UTC' },
    });
    this.child = child;
    this.words = '';
    child.stderr.on('data', (data: Buffer) => {
      this.words = (this.words + data.toString()).slice(-2000);
    });
    child.on('exit', (code, signal) => {
      if (this.child === child) this.child = undefined;
      const error = `The process ended (${String(signal ?? code)}): ${this.words}`;
      for (const [id, settle] of this.waiting) {
        this.waiting.delete(id);
        settle(error);
      }
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      // SAFETY: the driver beside this folder writes exactly this.
      const { id, error } = JSON.parse(line) as { id: string; error: string | null };
      const settle = this.waiting.get(id);
      this.waiting.delete(id);
      settle?.(error);
    });
    return child;
  }
}
