import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Crc32, Crc32c, Crc64Nvme } from '@aws-sdk/checksums/crc';
import type { ObjectChecksum } from '../../../shared/contracts/aws.ts';
import { throwIfCancelled } from '../../../shared/errors.ts';

/** Bytes that are read at once. */
const PIECE = 1024 * 1024;

/** The digest of a file in lower-case hex, as S3 has it; `seen` is told of bytes that were read. */
export async function fileDigest(
  path: string,
  algorithm: ObjectChecksum['algorithm'],
  signal: AbortSignal,
  seen: (bytes: number) => void,
): Promise<string> {
  const digest = digestOf(algorithm);
  // SAFETY: without an encoding, a file's stream gives Buffers.
  const parts = createReadStream(path, { highWaterMark: PIECE }) as AsyncIterable<Buffer>;
  for await (const part of parts) {
    throwIfCancelled(signal);
    digest.update(part);
    seen(part.length);
  }
  return digest.hex();
}

interface Digest {
  update(bytes: Uint8Array): void;
  hex(): Promise<string>;
}

function digestOf(algorithm: ObjectChecksum['algorithm']): Digest {
  switch (algorithm) {
    case 'md5':
    case 'sha1':
    case 'sha256': {
      const hash = createHash(algorithm);
      return {
        update: (bytes) => hash.update(bytes),
        hex: () => Promise.resolve(hash.digest('hex')),
      };
    }
    case 'crc32':
    case 'crc32c':
    case 'crc64nvme': {
      const crc = new { crc32: Crc32, crc32c: Crc32c, crc64nvme: Crc64Nvme }[algorithm]();
      return {
        update: (bytes) => {
          crc.update(bytes);
        },
        hex: async () => Buffer.from(await crc.digest()).toString('hex'),
      };
    }
  }
}
