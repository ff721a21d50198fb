import { createHash, randomBytes } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import type { S3Object } from '../../shared/contracts/aws.ts';
import { AppError, throwIfCancelled } from '../../shared/errors.ts';
import { awsError } from '../awsError.ts';
import { pause } from '../pause.ts';
import { CutBody, isCut } from './cutBody.ts';
import { diskError } from './diskError.ts';
import { getListed } from './getListed.ts';
import { md5Expected } from './md5Expected.ts';
import { sendCounted } from './sendCounted.ts';

const ATTEMPTS = 5;

export interface FetchOptions {
  readonly signal: AbortSignal;
  /** Bytes that came in; negative when an attempt starts over. */
  readonly moved: (bytes: number) => void;
  /** Requests that were sent, those that the SDK repeated too. */
  readonly asked: (requests: number) => void;
}

/**
 * Brings one object to `path`, whole and as it was listed, or not at all: into a temporary file
 * beside it, checked, synced, renamed. The SDK retries requests but not bodies that break off, so
 * those are retried here.
 */
export async function fetchObject(
  client: S3Client,
  object: S3Object,
  path: string,
  options: FetchOptions,
): Promise<void> {
  const attempt = { action: 's3:GetObject', on: object.uri, listed: true };
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    for (let tries = 1; ; tries++) {
      let bytes = 0;
      const moved = (count: number): void => {
        bytes += count;
        options.moved(count);
      };
      try {
        await fetchOnce(client, object, temporary, { ...options, moved });
        break;
      } catch (error) {
        options.moved(-bytes);
        throwIfCancelled(options.signal);
        if (!isCut(error)) throw error;
        if (tries === ATTEMPTS) throw givenUp(error, object);
        await pause(Math.min(200 * 2 ** tries, 5000), options.signal);
      }
    }
    await rename(temporary, path);
  } catch (error) {
    throw awsError(diskError(error, dirname(path)), attempt);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function fetchOnce(
  client: S3Client,
  object: S3Object,
  temporary: string,
  { signal, moved, asked }: FetchOptions,
): Promise<void> {
  const answer = await sendCounted(client, getListed(object), signal, asked);
  const body = answer.Body;
  if (body === undefined) throw new CutBody('S3 gave no body.');
  const md5 = md5Expected(object.etag, answer);
  const hash = md5 === undefined ? undefined : createHash('md5');
  const file = await open(temporary, 'w', 0o444);
  try {
    const length = await writeBody(body, file, hash, { signal, moved });
    if (length !== object.size) {
      throw new CutBody(`${String(length)} of ${String(object.size)} bytes came.`);
    }
    if (hash !== undefined && hash.digest('hex') !== md5) {
      throw new CutBody('The bytes do not have the MD5 that S3 gives.');
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

async function writeBody(
  body: object,
  file: { write(chunk: Uint8Array): Promise<unknown> },
  hash: Hash | undefined,
  { signal, moved }: Pick<FetchOptions, 'signal' | 'moved'>,
): Promise<number> {
  // SAFETY: in Node the SDK's body is a Readable, whose chunks are bytes.
  const stream = body as AsyncIterable<Uint8Array> & { destroy(): void };
  const stop = (): void => {
    stream.destroy();
  };
  signal.addEventListener('abort', stop, { once: true });
  let length = 0;
  try {
    for await (const chunk of stream) {
      throwIfCancelled(signal);
      await writeAll(file, chunk);
      hash?.update(chunk);
      length += chunk.length;
      moved(chunk.length);
    }
  } finally {
    signal.removeEventListener('abort', stop);
    stream.destroy();
  }
  throwIfCancelled(signal);
  return length;
}

async function writeAll(
  file: { write(chunk: Uint8Array): Promise<unknown> },
  chunk: Uint8Array,
): Promise<void> {
  let rest = chunk;
  while (rest.length > 0) {
    const result = await file.write(rest);
    // SAFETY: FileHandle.write of bytes resolves with the count of bytes written.
    const { bytesWritten } = result as { bytesWritten: number };
    rest = rest.subarray(bytesWritten);
  }
}

function givenUp(error: unknown, object: S3Object): AppError {
  const detail = error instanceof Error ? error.message : String(error);
  const wrong = /md5|checksum/i.test(detail);
  return new AppError(
    wrong ? 'bad-data' : 'network',
    wrong
      ? `${object.uri} arrived damaged ${String(ATTEMPTS)} times.`
      : `The transfer of ${object.uri} broke off ${String(ATTEMPTS)} times.`,
    {
      hint: wrong
        ? 'Check the connection and the object itself, then try again.'
        : 'Check the connection and try again; what has arrived whole is kept.',
      detail,
      cause: error,
    },
  );
}
