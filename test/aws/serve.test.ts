import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import { Fields } from './fields.ts';
import { startMotoServer } from './motoServer.ts';

vi.setConfig({ testTimeout: 60_000 });

const SERVE = fileURLToPath(new URL('./serve.ts', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));

async function answers(endpoint: string): Promise<boolean> {
  return fetch(`${endpoint}/__control`).then(
    (response) => response.ok,
    () => false,
  );
}

async function start(): Promise<{ child: ReturnType<typeof spawn>; line: Fields }> {
  const child = spawn(process.execPath, [SERVE], { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout });
  const heard: unknown[] = await once(lines, 'line');
  const [line] = heard;
  return { child, line: Fields.parse(String(line)) };
}

it('serves other programs: one line says where, and it ends with its standard input', async () => {
  const { child, line } = await start();
  const endpoint = line.text('endpoint') ?? '';
  const env = line.textMap('env');
  expect(env).toMatchObject({
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  const s3 = new S3Client({
    endpoint,
    region: 'us-east-1',
    credentials: {
      accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
    },
  });
  await s3.send(new CreateBucketCommand({ Bucket: 'demo' }));
  expect((await s3.send(new ListBucketsCommand())).Buckets).toHaveLength(1);
  child.stdin?.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(await answers(endpoint)).toBe(false);
});

it('leaves no moto behind, even when it is killed outright', async () => {
  const { child, line } = await start();
  const endpoint = line.text('endpoint') ?? '';
  expect(await answers(endpoint)).toBe(true);
  const mine = childrenOf(child.pid ?? 0);
  expect(await mine).toHaveLength(1);
  const [supervisor = 0] = await mine;
  const [moto = 0] = await childrenOf(supervisor);
  expect(moto).toBeGreaterThan(0);
  child.kill('SIGKILL');
  await once(child, 'exit');
  for (let wait = 0; wait < 100 && (isAlive(moto) || isAlive(supervisor)); wait += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(isAlive(moto)).toBe(false);
  expect(isAlive(supervisor)).toBe(false);
});

it('starts, resets and stops moto alone', async () => {
  const moto = await startMotoServer({ root });
  expect((await fetch(`${moto.endpoint}/moto-api/data.json`)).status).toBe(200);
  await moto.reset();
  await moto.stop();
  await expect(fetch(`${moto.endpoint}/moto-api/data.json`)).rejects.toThrow('fetch failed');
});

async function childrenOf(pid: number): Promise<number[]> {
  const ps = spawn('ps', ['-o', 'pid=', '--ppid', String(pid)]);
  let text = '';
  ps.stdout.on('data', (part: Buffer) => (text += part.toString()));
  await once(ps, 'close');
  return text
    .split('\n')
    .map(Number)
    .filter((found) => found > 0);
}

function isAlive(pid: number): boolean {
  try {
    // A zombie has ended; only nobody has asked for its exit code, as in a container without init.
    return !/^\d+ \(.*\) Z /.test(readFileSync(`/proc/${String(pid)}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
