import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ByteRange } from '../../src/shared/byteRanges.ts';
import type { LocalCopy } from '../../src/shared/contracts/aws.ts';
import { rejection } from '../aws-client/rejection.ts';
import { useS3 } from '../s3/useS3.ts';
import { noise } from './noise.ts';

/** What S3 vouches for of a copy that came in parts. */
const bench = useS3();
const SIZE = 3_000_000;
const URI = 's3://lake/p/a.parquet';
let folder: string;
let bytes: Buffer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-digests-'));
  bytes = noise(SIZE, 'a');
  await bench().server.seedObject('lake', 'p/a.parquet', bytes);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function ensure(ranges: readonly ByteRange[], uri = URI): Promise<LocalCopy> {
  const { base, objects } = await bench().aws.resolve({ uri });
  const request = { base, objects, cacheDirectory: folder, parts: { [uri]: ranges } };
  const [file] = (await bench().aws.ensure(request)).files;
  if (!file) throw new Error('Nothing came.');
  return file;
}

const moved = (): number => bench().proxy.bytes({ method: 'GET', key: 'p/a.parquet' });

describe('a bit that was turned on its way', () => {
  const flip = (at: number): void => {
    bench().proxy.fault({ fault: { kind: 'flip', at }, method: 'GET', ranged: true });
  };

  it('is found when the copy becomes whole, which is thrown away under all its names', async () => {
    flip(10);
    // Nothing vouches for a part of an object: what came first is taken for good.
    const part = await ensure([[1000, 2000]]);
    expect(readFileSync(part.path)[1010]).toBe((bytes[1010] ?? 0) ^ 1);
    const error = await rejection(ensure([[0, SIZE]]));
    expect([error.code, error.message]).toEqual([
      ...([
        'bad-data',
        `${URI} arrived damaged, and what was fetched of it was thrown away.`,
      ] as const),
    ]);
    expect(error.hint).toMatch(/^What was shown of it may be wrong: reload the data/);
    expect(error.detail).toMatch(/^Its md5 is [0-9a-f]{32}; S3 gives [0-9a-f]{32}\.$/);
    expect(existsSync(part.path)).toBe(false);
    expect(readdirSync(join(folder, 'sparse'))).toEqual([]);
    expect(readFileSync((await ensure([[0, SIZE]])).path).equals(bytes)).toBe(true);
    const before = moved();
    expect((await ensure([[0, SIZE]])).present).toBeUndefined();
    expect(moved()).toBe(before);
  });

  it('is found also where the last bytes are some that nobody asked for', async () => {
    flip(0);
    // As the chunks of all columns leave the first four bytes.
    expect((await rejection(ensure([[4, SIZE]]))).code).toBe('bad-data');
    expect((await ensure([[4, SIZE]])).present).toBeUndefined();
  });

  it.each(['CRC64NVME', 'CRC32C', 'CRC32'] as const)(
    'is found by the %s that S3 keeps of an upload in parts, whose ETag is no digest',
    async (ChecksumAlgorithm) => {
      const about = { Bucket: 'lake', Key: 'p/parts.parquet' };
      const { direct, aws } = bench();
      const { UploadId } = await direct.send(
        new CreateMultipartUploadCommand({
          ...{ ...about, ChecksumAlgorithm, ChecksumType: 'FULL_OBJECT' },
        }),
      );
      const body = bytes.subarray(0, 500_000);
      const part = await direct.send(
        new UploadPartCommand({
          ...{ ...about, UploadId, PartNumber: 1, Body: body, ChecksumAlgorithm },
        }),
      );
      await direct.send(
        new CompleteMultipartUploadCommand({
          ...{ ...about, UploadId, ChecksumType: 'FULL_OBJECT' },
          MultipartUpload: { Parts: [{ ...part, PartNumber: 1 }] },
        }),
      );
      const uri = 's3://lake/p/parts.parquet';
      expect((await aws.head({ uri })).checksum?.algorithm).toBe(ChecksumAlgorithm.toLowerCase());
      expect((await aws.head({ uri })).etag).toMatch(/-1$/);
      flip(77);
      const error = await rejection(ensure([[0, 500_000]], uri));
      expect(error.code).toBe('bad-data');
      expect(error.detail).toContain(`Its ${ChecksumAlgorithm.toLowerCase()} is `);
      const { path } = await ensure([[0, 500_000]], uri);
      expect(readFileSync(path).equals(body)).toBe(true);
    },
  );
});
