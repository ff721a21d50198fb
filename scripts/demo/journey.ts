import { spawn } from 'node:child_process';

/** What the commands of a journey are started with. */
export interface JourneySettings {
  readonly node: string;
  readonly cli: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What `train --json` prints, as far as the journey uses it. */
export interface TrainAnswer {
  readonly metric: { readonly name: string; readonly value: number };
  readonly model: string;
  readonly run: string;
}

/** Commands run one after another, a line each with what it did and how long it took. */
export class Journey {
  private readonly settings: JourneySettings;
  private steps = 0;

  constructor(settings: JourneySettings) {
    this.settings = settings;
  }

  /** Does one thing, and names it if it fails. */
  async step<T>(title: string, action: () => Promise<T>): Promise<T> {
    this.steps += 1;
    const started = Date.now();
    try {
      const result = await action();
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      process.stdout.write(`${String(this.steps).padStart(2)}. ${title} · ${seconds} s\n`);
      return result;
    } catch (error) {
      throw new Error(
        `Step ${String(this.steps)} (${title}) failed: ${error instanceof Error ? error.message : String(error)}`,
        { cause: error },
      );
    }
  }

  /** Runs one command; `show` prints its result below the line. */
  async run(
    title: string,
    args: readonly string[],
    result: 'show' | 'quiet' = 'quiet',
  ): Promise<void> {
    const out = await this.step(`${title} · sluice ${args.join(' ')}`, () => this.spawn(args));
    if (result === 'show') process.stdout.write(`${out}\n`);
  }

  /** Runs one `train` command with `--json` and reads its answer. */
  async json(title: string, args: readonly string[]): Promise<TrainAnswer> {
    const out = await this.step(`${title} · sluice ${args.join(' ')}`, () =>
      this.spawn([...args, '--json']),
    );
    // SAFETY: the command's documented answer; a wrong one fails where it is used.
    return JSON.parse(out) as TrainAnswer;
  }

  private spawn(args: readonly string[]): Promise<string> {
    const { node, cli, folder, env } = this.settings;
    return new Promise((resolve, reject) => {
      const child = spawn(node, [cli, ...args], {
        cwd: folder,
        env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let out = '';
      let log = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
      child.on('error', reject);
      child.on('close', (code) => {
        if (code === 0) resolve(out);
        else reject(new Error(`exit ${String(code)}\n${out}${log}`));
      });
    });
  }
}
