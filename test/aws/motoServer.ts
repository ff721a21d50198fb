import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { SupervisedProcess } from './supervisedProcess.ts';

export interface MotoServer {
  /** `http://127.0.0.1:<port>` */
  endpoint: string;
  pid: number | undefined;
  /** Forgets every bucket, role, group and job of moto. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

const START_MS = 60_000;

/** Starts moto (S3, STS, IAM, Logs) from the repository's `.venv`; it dies with this process. */
export async function startMotoServer({ root }: { root: string }): Promise<MotoServer> {
  const python = join(root, '.venv', 'bin', 'python');
  const moto = new SupervisedProcess({
    python,
    command: [python, '-u', '-m', 'moto.server', '-H', '127.0.0.1', '-p', '0'],
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', PYTHONUNBUFFERED: '1', LANG: 'C.UTF-8' },
  });
  const endpoint = await readEndpoint(moto);
  return {
    endpoint,
    pid: moto.pid,
    async reset() {
      const answer = await fetch(`${endpoint}/moto-api/reset`, { method: 'POST' });
      if (!answer.ok) throw new Error(`moto did not reset: HTTP ${String(answer.status)}`);
    },
    async stop() {
      moto.kill();
      await moto.ended;
    },
  };
}

async function readEndpoint(moto: SupervisedProcess): Promise<string> {
  const seen: string[] = [];
  const timeout = AbortSignal.timeout(START_MS);
  const lines = createInterface({ input: moto.stderr });
  moto.stdout.resume();
  const found = new Promise<string>((resolve) => {
    lines.on('line', (line) => {
      const match = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(line);
      if (match?.[1] !== undefined) resolve(match[1]);
      else if (seen.length < 50) seen.push(line);
    });
  });
  const failed = Promise.race([moto.ended, once(timeout, 'abort')]).then((): never => {
    moto.kill();
    throw new Error(`moto_server did not start:\n${seen.join('\n')}`);
  });
  // After the start the other promise has won; its end is then no news.
  failed.catch(() => undefined);
  return Promise.race([found, failed]);
}
