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
  let stopping = false;
  moto.ended.then(
    (code) => {
      // Its callers would only see connections refused.
      if (!stopping) process.stderr.write(`moto ended by itself, exit code ${String(code)}\n`);
    },
    () => undefined,
  );
  return {
    endpoint,
    pid: moto.pid,
    async reset() {
      const answer = await fetch(`${endpoint}/moto-api/reset`, { method: 'POST' });
      if (!answer.ok) throw new Error(`moto did not reset: HTTP ${String(answer.status)}`);
    },
    async stop() {
      stopping = true;
      moto.kill();
      await moto.ended;
    },
  };
}

async function readEndpoint(moto: SupervisedProcess): Promise<string> {
  const seen: string[] = [];
  moto.stdout.resume();
  return new Promise((resolve, reject) => {
    const fail = (): void => {
      moto.kill();
      reject(new Error(`moto_server did not start:\n${seen.join('\n')}`));
    };
    const timeout = setTimeout(fail, START_MS);
    // Later lines are read on, so that the pipe never fills.
    createInterface({ input: moto.stderr }).on('line', (line) => {
      const match = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(line);
      if (seen.length < 50) seen.push(line);
      if (match?.[1] === undefined) return;
      clearTimeout(timeout);
      resolve(match[1]);
    });
    moto.ended.then(fail, fail).finally(() => {
      clearTimeout(timeout);
    });
  });
}
