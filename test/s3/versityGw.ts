import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, link, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { versitygw } from '../../scripts/setup/versitygw.mjs';
import { SupervisedProcess } from '../aws/supervisedProcess.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface VersityGw {
  /** `http://127.0.0.1:<port>`; its region is us-east-1, its buckets are path-style. */
  readonly endpoint: string;
  readonly pid: number | undefined;
  /** Of the root user, who may do everything. */
  readonly credentials: Credentials;
  /**
   * Places an object without a request: `content` is bytes, or the path of a file, which is linked
   * where that is possible (512 MB take no time and no room) and must then not be written to. The
   * ETag is the content's MD5 unless one is given, without quotes. Creates the bucket, too.
   */
  seedObject(
    bucket: string,
    key: string,
    content: Uint8Array | string,
    options?: { readonly etag?: string },
  ): Promise<{ readonly etag: string }>;
  /** Takes an object away without a request; what is not there is no fault. */
  deleteObject(bucket: string, key: string): Promise<void>;
  /** A user who may do nothing before a bucket's policy allows it; stays through resets. */
  createUser(user: Credentials): Promise<void>;
  /** Forgets every bucket, object and version. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

const START_MS = 20_000;
const root = fileURLToPath(new URL('../../', import.meta.url));
const execute = promisify(execFile);

/**
 * Starts versitygw, a real S3 server over a folder: signatures, digests, conditions, ranges,
 * versions and policies hold. It dies with this process, and its folder goes with `stop`.
 */
export async function startVersityGw(): Promise<VersityGw> {
  if (!existsSync(versitygw))
    throw new Error(`${versitygw} is missing; run \`npm run setup -- --editors\`.`);
  const folder = await mkdtemp(join(tmpdir(), 'sluice-versitygw-'));
  // Facts about objects lie in files beside them: no disk and no Node needs extended attributes.
  const [data, facts, versions, users] = ['data', 'facts', 'versions', 'users'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string]; // SAFETY: four names give four paths.
  for (const each of [data, facts, versions, users]) await mkdir(each);
  const credentials = { accessKeyId: 'AKIAVERSITYGW0000001', secretAccessKey: 'versity-root' };
  const { server, endpoint } = await listening((port) => ({
    command: [
      ...[versitygw, '--port', `127.0.0.1:${String(port)}`, '--keep-alive', '--quiet'],
      ...['--iam-dir', users, 'posix', '--versioning-dir', versions, '--sidecar', facts, data],
    ],
    env: {
      ROOT_ACCESS_KEY: credentials.accessKeyId,
      ROOT_SECRET_KEY: credentials.secretAccessKey,
    },
  }));
  let stopping = false;
  server.ended.then(
    (code) => {
      if (!stopping) process.stderr.write(`versitygw ended by itself, exit code ${String(code)}\n`);
    },
    () => undefined,
  );
  return {
    endpoint,
    pid: server.pid,
    credentials,
    async seedObject(bucket, key, content, { etag } = {}) {
      const known = etag ?? (await md5(content));
      const path = join(data, bucket, key);
      await mkdir(dirname(path), { recursive: true });
      await rm(path, { force: true });
      if (typeof content !== 'string') await writeFile(path, content);
      else await link(content, path).catch(() => copyFile(content, path));
      const about = join(facts, bucket, key, 'meta');
      await rm(about, { recursive: true, force: true });
      await mkdir(about, { recursive: true });
      await writeFile(join(about, 'etag'), `"${known}"`);
      return { etag: known };
    },
    async deleteObject(bucket, key) {
      await rm(join(data, bucket, key), { force: true });
      await rm(join(facts, bucket, key, 'meta'), { recursive: true, force: true });
    },
    async createUser(user) {
      await execute(versitygw, [
        ...['admin', '-a', credentials.accessKeyId, '-s', credentials.secretAccessKey],
        ...['-er', endpoint, 'create-user', '-r', 'user'],
        ...['-a', user.accessKeyId, '-s', user.secretAccessKey],
      ]);
    },
    async reset() {
      for (const each of [data, facts, versions]) {
        for (const name of await readdir(each))
          await rm(join(each, name), { recursive: true, force: true });
      }
    },
    async stop() {
      stopping = true;
      server.kill();
      await server.ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts the server on a free port; another program may take that port in between. */
async function listening(
  how: (port: number) => { command: string[]; env: Record<string, string> },
): Promise<{ server: SupervisedProcess; endpoint: string }> {
  const said: string[] = [];
  for (let attempt = 0; attempt < 3; attempt++) {
    const port = await freePort();
    const { command, env } = how(port);
    const python = join(root, '.venv', 'bin', 'python');
    const server = new SupervisedProcess({
      python,
      command,
      env: { PATH: '/usr/bin:/bin', ...env },
    });
    for (const stream of [server.stdout, server.stderr])
      stream.on('data', (bytes: Buffer) => {
        if (said.length < 50) said.push(bytes.toString());
      });
    const endpoint = `http://127.0.0.1:${String(port)}`;
    if (await answers(endpoint, server)) return { server, endpoint };
    server.kill();
    await server.ended;
  }
  throw new Error(`versitygw did not start:\n${said.join('')}`);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

/** Whether it is up: without a signature it refuses. */
async function answers(endpoint: string, server: SupervisedProcess): Promise<boolean> {
  const gone = server.ended.then(
    () => true,
    () => true,
  );
  const until = Date.now() + START_MS;
  while (Date.now() < until) {
    if (await Promise.race([gone, pause(25, false)])) return false;
    try {
      const answer = await fetch(endpoint, { signal: AbortSignal.timeout(2000) });
      await answer.arrayBuffer();
      if (answer.status === 403) return true;
    } catch {
      // Nobody listens yet.
    }
  }
  return false;
}

async function md5(content: Uint8Array | string): Promise<string> {
  const hash = createHash('md5');
  if (typeof content !== 'string') return hash.update(content).digest('hex');
  // SAFETY: without an encoding, a file's stream gives Buffers.
  for await (const part of createReadStream(content)) hash.update(part as Buffer);
  return hash.digest('hex');
}
