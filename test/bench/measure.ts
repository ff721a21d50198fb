import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { descendants } from '../browser/harness/processTree.ts';

/** What one whole process took. */
export interface Measured {
  readonly seconds: number;
  /** The largest resident memory of the process and its children together, in MB. */
  readonly peakMb: number;
  readonly stdout: string;
}

const LOOK_EVERY_MS = 100;
const LIMIT_MS = 20 * 60_000;

/** Resident memory of a process and all below it, in MB; of some of them only if `only` says which. */
function residentMb(pid: number, only: RegExp | undefined): number {
  const below = descendants(pid).filter(({ command }) => only?.test(command) ?? true);
  return [...(only ? [] : [pid]), ...below.map((entry) => entry.pid)]
    .map(residentOf)
    .reduce((sum, one) => sum + one, 0);
}

/** Resident memory of one process, in MB; 0 once it is gone. */
export function residentOf(pid: number): number {
  let status: string;
  try {
    status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw error;
  }
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
}

/**
 * Runs a program to its end. Throws what it wrote to its errors if it fails. `only` chooses the
 * child processes, by their command lines, whose memory counts; all of them if absent.
 */
export async function measure(
  program: string,
  given: readonly string[],
  env: Readonly<Record<string, string>> = {},
  only?: RegExp,
): Promise<Measured> {
  const started = performance.now();
  const child = spawn(program, given, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LIMIT_MS,
    killSignal: 'SIGKILL',
  });
  let [stdout, stderr, peakMb] = ['', '', 0];
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (stderr = (stderr + data.toString()).slice(-4000)));
  const look = setInterval(() => {
    if (child.pid !== undefined) peakMb = Math.max(peakMb, residentMb(child.pid, only));
  }, LOOK_EVERY_MS);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const seconds = (performance.now() - started) / 1000;
    if (code === 0) return { seconds, peakMb, stdout };
    throw new Error(`${program} ${given.join(' ')} ended with ${String(code)}: ${stderr}`);
  } finally {
    clearInterval(look);
  }
}

/** The middle of some figures; the mean of the two in the middle of an even number. */
export function median(figures: readonly number[]): number {
  return quantile(figures, 0.5);
}

/** A quantile of some figures, by linear interpolation. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? NaN;
  const high = sorted[Math.ceil(place)] ?? NaN;
  return low + (high - low) * (place - Math.floor(place));
}
