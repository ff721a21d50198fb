import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Readable, Writable } from 'node:stream';

const SUPERVISOR = fileURLToPath(new URL('./supervise.py', import.meta.url));

interface SupervisedOptions {
  /** The interpreter that runs the supervisor. */
  python: string;
  command: readonly string[];
  env: Readonly<Record<string, string>>;
  cwd?: string;
}

/** A process (with all that it starts) that dies with us, even when we are killed outright. */
export class SupervisedProcess {
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly pid: number | undefined;
  /** Settles with the exit code when the process and its output are gone. */
  readonly ended: Promise<number>;
  private readonly child: ChildProcessByStdio<Writable, Readable, Readable>;

  constructor({ python, command, env, cwd }: SupervisedOptions) {
    this.child = spawn(python, ['-u', SUPERVISOR, ...command], {
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(cwd === undefined ? {} : { cwd }),
    });
    this.stdout = this.child.stdout;
    this.stderr = this.child.stderr;
    this.pid = this.child.pid;
    // The pipe breaks when the process ends first; that is its end, not an error of ours.
    this.child.stdin.on('error', () => undefined);
    this.ended = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', (code, signal) => {
        resolve(code ?? (signal === 'SIGKILL' ? 137 : 143));
      });
    });
    // Whoever awaits `ended` sees the failure; nobody awaiting must not end the whole program.
    this.ended.catch(() => undefined);
  }

  /** Asks the process to end, as `docker stop` does first. */
  terminate(): void {
    this.child.kill('SIGTERM');
  }

  /** Ends the process and everything that it started. */
  kill(): void {
    this.child.stdin.end();
  }
}
