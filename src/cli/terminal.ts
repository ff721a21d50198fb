import { createInterface } from 'node:readline/promises';
import { AppError } from '../shared/errors.ts';
import type { Progress } from '../shared/rpc/contract.ts';

/** Where a command speaks: its result goes to stdout, all else to stderr. */
export class Terminal {
  readonly json: boolean;
  private progressShown = false;
  private lastProgress = 0;

  constructor(json: boolean) {
    this.json = json;
  }

  /** The one JSON document of `--json`. */
  document(value: unknown): void {
    process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  }

  /** A line of the result, for people. */
  line(text = ''): void {
    this.clearProgress();
    (this.json ? process.stderr : process.stdout).write(`${text}\n`);
  }

  /** Something worth knowing that is no result. */
  note(text: string): void {
    this.clearProgress();
    process.stderr.write(`${text}\n`);
  }

  /** One line that is overwritten, on a terminal only, at most ten times a second. */
  readonly progress = (value: Progress): void => {
    if (!process.stderr.isTTY || Date.now() - this.lastProgress < 100) return;
    this.lastProgress = Date.now();
    const share = value.total ? ` ${String(Math.floor((100 * value.done) / value.total))} %` : '';
    const amount =
      value.unit === 'bytes' ? megabytes(value.done) : `${grouped(value.done)} ${value.unit}`;
    process.stderr.write(`\r\u001b[K${value.what}: ${amount}${share}`);
    this.progressShown = true;
  };

  /** Asks a yes-or-no question. Without a terminal it throws `usage`, naming `--yes`. */
  async confirm(question: string, signal: AbortSignal): Promise<boolean> {
    if (!process.stdin.isTTY) {
      throw new AppError('usage', 'This costs money and nobody is there to confirm it.', {
        hint: 'Run it in a terminal, or add --yes.',
      });
    }
    this.clearProgress();
    const reader = createInterface({ input: process.stdin, output: process.stderr });
    try {
      const answer = await reader.question(`${question} [y/N] `, { signal });
      return /^y(es)?$/i.test(answer.trim());
    } finally {
      reader.close();
    }
  }

  clearProgress(): void {
    if (!this.progressShown) return;
    process.stderr.write('\r\u001b[K');
    this.progressShown = false;
  }
}

/** `12.3 MB`, `4.0 kB`, `28 B`. */
export function megabytes(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)} B`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** `1,234,567`. */
export function grouped(value: number | string): string {
  return String(value).replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',');
}

/** Text of at most so many characters; what is cut ends with an ellipsis. */
export function short(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}
