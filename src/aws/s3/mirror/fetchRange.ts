import type { FileHandle } from 'node:fs/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import type { ByteRange } from '../../../shared/byteRanges.ts';
import type { S3Object } from '../../../shared/contracts/aws.ts';
import { AppError, throwIfCancelled } from '../../../shared/errors.ts';
import { awsError } from '../../awsError.ts';
import { pause } from '../../pause.ts';
import { CutBody, isCut } from '../cutBody.ts';
import { diskError } from '../diskError.ts';
import type { FetchOptions } from '../fetchObject.ts';
import { getListed } from '../getListed.ts';
import { md5Expected } from '../md5Expected.ts';
import { sendCounted } from '../sendCounted.ts';

/** Attempts in a row that bring nothing. */
const ATTEMPTS = 5;

/**
 * Brings a range of an object into its place in a file, as the object was listed, or fails: `changed`
 * where it is another one by now. A body that breaks off is taken up where it did. Gives the MD5 of
 * the whole object, where S3's answer tells it.
 */
export async function fetchRange(
  client: S3Client,
  object: S3Object,
  [from, to]: ByteRange,
  file: FileHandle,
  { signal, moved, asked, directory }: FetchOptions & { readonly directory: string },
): Promise<string | undefined> {
  const attempt = { action: 's3:GetObject', on: object.uri, listed: true };
  let at = from;
  let md5: string | undefined;
  for (let tries = 1; at < to; tries += 1) {
    const start = at;
    try {
      md5 = await fetchOnce(client, object, [at, to], { signal, asked }, async (chunk) => {
        await writeAll(file, chunk, at);
        at += chunk.length;
        moved(chunk.length);
      });
      if (at < to) throw new CutBody(`${String(at - start)} of ${String(to - start)} bytes came.`);
    } catch (error) {
      throwIfCancelled(signal);
      if (!isCut(error)) throw awsError(diskError(error, directory), attempt);
      if (at > start) tries = 1;
      if (tries >= ATTEMPTS) throw givenUp(error, object);
      await pause(Math.min(100 * 2 ** tries, 5000), signal);
    }
  }
  return md5;
}

async function fetchOnce(
  client: S3Client,
  object: S3Object,
  [from, to]: ByteRange,
  { signal, asked }: Pick<FetchOptions, 'signal' | 'asked'>,
  take: (chunk: Uint8Array) => Promise<void>,
): Promise<string | undefined> {
  const range = `bytes=${String(from)}-${String(to - 1)}`;
  const answer = await sendCounted(client, getListed(object, range), signal, asked);
  const body = answer.Body;
  if (body === undefined) throw new CutBody('S3 gave no body.');
  // SAFETY: in Node the SDK's body is a Readable, whose chunks are bytes.
  const stream = body as AsyncIterable<Uint8Array> & { destroy(): void };
  const stop = (): void => {
    stream.destroy();
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    requireRange(answer.ContentRange, [from, to], object);
    let length = 0;
    for await (const chunk of stream) {
      throwIfCancelled(signal);
      length += chunk.length;
      if (length > to - from) throw otherRange(object, `more than ${String(to - from)} bytes`);
      await take(chunk);
    }
  } finally {
    signal.removeEventListener('abort', stop);
    stream.destroy();
  }
  throwIfCancelled(signal);
  return md5Expected(object.etag, answer);
}

/** A server that does not know ranges sends the whole object, from its beginning. */
function requireRange(told: string | undefined, [from, to]: ByteRange, object: S3Object): void {
  const whole = from === 0 && to === object.size;
  if (told === undefined && whole) return;
  const expected = `bytes ${String(from)}-${String(to - 1)}/${String(object.size)}`;
  if (told === expected) return;
  // A server that looks at the condition first and opens the object then may send the next one.
  const [, size] = /^bytes \d+-\d+\/(\d+)$/.exec(told ?? '') ?? [];
  if (told === undefined || size === undefined || Number(size) === object.size) {
    throw otherRange(object, told ?? 'no range');
  }
  throw new AppError('changed', `${object.uri} has changed since it was listed.`, {
    hint: 'Reload the dataset and try again.',
    detail: told,
  });
}

function otherRange(object: S3Object, told: string): AppError {
  return new AppError('bad-data', `The server sent other bytes of ${object.uri} than asked for.`, {
    hint: 'Check the endpoint: it must know ranges as S3 does. Then reload the dataset.',
    detail: told,
  });
}

async function writeAll(file: FileHandle, chunk: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < chunk.length;) {
    const { bytesWritten } = await file.write(chunk, done, chunk.length - done, position + done);
    done += bytesWritten;
  }
}

function givenUp(error: unknown, object: S3Object): AppError {
  return new AppError(
    'network',
    `The transfer of ${object.uri} broke off ${String(ATTEMPTS)} times.`,
    {
      hint: 'Check the connection and try again; what has arrived is kept.',
      detail: error instanceof Error ? error.message : String(error),
      cause: error,
    },
  );
}
