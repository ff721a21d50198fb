import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchRange } from '../../src/aws/s3/mirror/fetchRange.ts';
import { rejection } from './rejection.ts';

let directory: string;
let server: Server;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sluice-range-'));
});
afterEach(() => {
  server.close();
  rmSync(directory, { recursive: true, force: true });
});

/** A server that sends ten bytes and says of them what it is told to. */
async function serverTelling(range: string): Promise<S3Client> {
  server = createServer((_request, response) => {
    response.writeHead(206, { 'content-length': '10', 'content-range': range, etag: '"x"' });
    response.end('0123456789');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return new S3Client({
    endpoint: `http://127.0.0.1:${String(port)}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
    forcePathStyle: true,
  });
}

async function fetchTen(client: S3Client): Promise<string> {
  const file = await open(join(directory, 'data'), 'w+');
  const lastModified = '2026-01-01T00:00:00.000Z';
  const object = { uri: 's3://lake/x', key: 'x', size: 100, etag: 'x', lastModified };
  try {
    await fetchRange(client, object, [20, 30], file, {
      ...{ signal: new AbortController().signal, directory },
      ...{ moved: () => undefined, asked: () => undefined },
    });
    return (await file.readFile('latin1')).slice(20);
  } finally {
    await file.close();
  }
}

describe('fetchRange', () => {
  it('puts bytes where they belong', async () => {
    expect(await fetchTen(await serverTelling('bytes 20-29/100'))).toBe('0123456789');
  });

  it.each([
    [
      'of an object of another size',
      'bytes 20-29/90',
      'changed',
      'has changed since it was listed.',
    ],
    ['of another place', 'bytes 0-9/100', 'bad-data', 'The server sent other bytes of'],
    ['of an unknown size', 'bytes 20-29/*', 'bad-data', 'The server sent other bytes of'],
  ])('takes no bytes %s', async (_what, range, code, message) => {
    const error = await rejection(fetchTen(await serverTelling(range)));
    expect([error.code, error.detail]).toEqual([code, range]);
    expect(error.message).toContain(message);
  });
});
