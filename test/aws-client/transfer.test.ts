import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchObject } from '../../src/aws/s3/fetchObject.ts';
import { rejection } from './rejection.ts';
import { useStandIn } from './useStandIn.ts';

const bench = useStandIn();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-aws-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Bytes that repeat nowhere within a few megabytes. */
function noise(length: number, seed: string): Buffer {
  const blocks: Buffer[] = [];
  for (let i = 0; i * 32 < length; i++) {
    blocks.push(
      createHash('sha256')
        .update(`${seed}${String(i)}`)
        .digest(),
    );
  }
  return Buffer.concat(blocks).subarray(0, length);
}

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort();
}

function gets(key: string): number {
  return bench()
    .standIn.control.state()
    .s3.filter(({ method, path }) => method === 'GET' && path.includes(key)).length;
}

async function seedHive(): Promise<Map<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  for (const month of ['1', '2', '3']) {
    const key = `hive/month=${month}/part.bin`;
    const bytes = noise(200_000 + Number(month), key);
    contents.set(`s3://lake/${key}`, bytes);
    await bench().standIn.putObject('lake', key, bytes);
  }
  return contents;
}

describe('ensure', () => {
  it('brings the very bytes, keeps Hive folders, and downloads nothing twice', async () => {
    const { aws } = bench();
    const contents = await seedHive();
    const source = await aws.resolve({ uri: 's3://lake/hive/' });
    const notes: { done: number; total?: number }[] = [];
    const request = { base: source.base, objects: source.objects, cacheDirectory: folder };
    const first = await aws.ensure(request, { onProgress: (note) => notes.push(note) });
    for (const { uri, path } of first.files) {
      expect(readFileSync(path).equals(contents.get(uri) ?? Buffer.alloc(0))).toBe(true);
      expect(path).toBe(join(first.base, uri.slice('s3://lake/hive/'.length)));
    }
    expect(first.files.length).toBe(3);
    expect(notes.at(-1)).toMatchObject({ done: 600_006, total: 600_006, unit: 'bytes' });
    const again = await aws.ensure(request);
    expect(again).toEqual(first);
    // The same object by another way in is not fetched either, though it has another path.
    const single = await aws.resolve({ uri: 's3://lake/hive/month=2/*.bin' });
    const other = await aws.ensure({ ...single, cacheDirectory: folder });
    expect(other.base).not.toBe(first.base);
    expect(gets('part.bin')).toBe(3);
    expect(filesBelow(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('shares a transfer between requests that run at once', async () => {
    const { aws, standIn } = bench();
    await seedHive();
    const source = await aws.resolve({ uri: 's3://lake/hive/' });
    standIn.control.s3Fault({ method: 'GET', path: 'part.bin', kind: 'delay', milliseconds: 300 });
    await Promise.all([1, 2, 3].map(() => aws.ensure({ ...source, cacheDirectory: folder })));
    expect(gets('part.bin')).toBe(3);
  });

  it('fails with "changed" when another writer was faster, and keeps nothing', async () => {
    const { aws, standIn } = bench();
    await seedHive();
    const source = await aws.resolve({ uri: 's3://lake/hive/' });
    await standIn.putObject('lake', 'hive/month=2/part.bin', noise(200_002, 'another'));
    const error = await rejection(aws.ensure({ ...source, cacheDirectory: folder }));
    expect(error).toMatchObject({
      code: 'changed',
      message:
        'The data changed while it was read: s3://lake/hive/month=2/part.bin is not the one that was listed.',
      hint: 'Reload the dataset and try again.',
    });
    expect(filesBelow(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('starts a body that breaks off again', async () => {
    const { aws, standIn } = bench();
    const contents = await seedHive();
    const source = await aws.resolve({ uri: 's3://lake/hive/' });
    standIn.control.s3Fault({
      method: 'GET',
      path: 'month%3D2/part.bin',
      kind: 'cut',
      at: 100_000,
      times: 2,
    });
    const dones: number[] = [];
    const { files } = await aws.ensure(
      { ...source, cacheDirectory: folder },
      { onProgress: ({ done }) => dones.push(done) },
    );
    for (const { uri, path } of files) {
      expect(createHash('md5').update(readFileSync(path)).digest('hex')).toBe(
        createHash('md5')
          .update(contents.get(uri) ?? '')
          .digest('hex'),
      );
    }
    expect(gets('month%3D2/part.bin')).toBe(3);
    expect(dones.at(-1)).toBe(600_006);
  });

  it('gives up on a body that always breaks off, with what to do', async () => {
    const { aws, standIn } = bench();
    await standIn.putObject('lake', 'x/cut.bin', noise(50_000, 'x'));
    const source = await aws.resolve({ uri: 's3://lake/x/' });
    standIn.control.s3Fault({ method: 'GET', path: 'cut.bin', kind: 'cut', at: 10, times: 99 });
    const error = await rejection(aws.ensure({ ...source, cacheDirectory: folder }));
    expect(error).toMatchObject({
      code: 'network',
      message: 'The transfer of s3://lake/x/cut.bin broke off 5 times.',
    });
    expect(filesBelow(folder)).toEqual([]);
  });

  it('does not wait for ever on a body that stops coming', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-length': '100', etag: '"x"' });
      response.write('abc');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const client = new S3Client({
      endpoint: `http://127.0.0.1:${String(port)}`,
      requestHandler: { socketTimeout: 200 },
    });
    const object = {
      uri: 's3://lake/x',
      key: 'x',
      size: 100,
      etag: 'x',
      lastModified: '2026-01-01T00:00:00.000Z',
    };
    try {
      const error = await rejection(
        fetchObject(client, object, join(folder, 'x'), {
          signal: new AbortController().signal,
          moved: () => undefined,
          asked: () => undefined,
        }),
      );
      expect(error).toMatchObject({
        code: 'network',
        message: 'The transfer of s3://lake/x broke off 5 times.',
      });
      expect(filesBelow(folder)).toEqual([]);
    } finally {
      client.destroy();
      server.closeAllConnections();
      server.close();
    }
  });

  it('finds a byte that was turned over on the way', async () => {
    const { aws, standIn } = bench();
    const bytes = noise(50_000, 'flip');
    await standIn.putObject('lake', 'x/flip.bin', bytes);
    const source = await aws.resolve({ uri: 's3://lake/x/' });
    standIn.control.s3Fault({ method: 'GET', path: 'flip.bin', kind: 'corrupt', at: 777 });
    const { files } = await aws.ensure({ ...source, cacheDirectory: folder });
    expect(readFileSync(files[0]?.path ?? '').equals(bytes)).toBe(true);
    expect(gets('flip.bin')).toBe(2);
  });

  it('is cancelled at once and leaves no temporary file; what came whole stays', async () => {
    const { aws, standIn } = bench();
    await seedHive();
    const source = await aws.resolve({ uri: 's3://lake/hive/' });
    const slow = {
      method: 'GET',
      path: 'month%3D3/part',
      kind: 'delay',
      milliseconds: 20_000,
    } as const;
    standIn.control.s3Fault(slow);
    const stop = new AbortController();
    const running = rejection(
      aws.ensure(
        { ...source, cacheDirectory: folder },
        {
          signal: stop.signal,
          onProgress: ({ done }) => {
            if (done >= 400_003) stop.abort();
          },
        },
      ),
    );
    expect((await running).code).toBe('cancelled');
    const left = filesBelow(folder);
    expect(left.filter((name) => name.endsWith('.part'))).toEqual([]);
    const before = gets('part.bin');
    await aws.ensure({ ...source, cacheDirectory: folder });
    expect(gets('part.bin') - before).toBe(3 - left.length);
  });

  it('refuses keys that would leave the folder, or be two names of one file', async () => {
    const { aws, standIn } = bench();
    const inner = join(folder, 'deep/er');
    for (const key of ['../../evil.csv', '/a.csv', './b.csv', 'c/../d.csv', 'e//f.csv']) {
      const object = {
        uri: `s3://lake/p/${key}`,
        key: `p/${key}`,
        size: 1,
        // md5 of "x"
        etag: '9dd4e461268c8034f5c8564e155c67a6',
        lastModified: '2026-01-01T00:00:00.000Z',
      };
      const error = await rejection(
        aws.ensure({ base: 's3://lake/p/', objects: [object], cacheDirectory: inner }),
      );
      expect(error).toMatchObject({
        code: 'unsupported',
        message: `The key of s3://lake/p/${key} cannot be a path on this machine.`,
      });
    }
    await standIn.putObject('lake', 'q/../../evil.csv', 'x');
    const error = await rejection(aws.download({ uri: 's3://lake/q/', directory: inner }));
    expect(error.code).toBe('unsupported');
    expect(filesBelow(folder)).toEqual([]);
  });

  it('says before the transfer that the disk is too small, and when it fills up in between', async () => {
    const mount = join(folder, 'small');
    mkdirSync(mount);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=300k', 'tmpfs', mount]);
    try {
      const { aws, standIn } = bench();
      await seedHive();
      const source = await aws.resolve({ uri: 's3://lake/hive/' });
      const early = await rejection(aws.ensure({ ...source, cacheDirectory: mount }));
      expect(early.code).toBe('disk-full');
      expect(early.message).toMatch(
        /^0\.6 MB are to be fetched, but the disk of .* has 0\.3 MB left\.$/,
      );
      expect(gets('part.bin')).toBe(0);
      await standIn.putObject('lake', 'one/big.bin', noise(250_000, 'big'));
      const one = await aws.resolve({ uri: 's3://lake/one/' });
      standIn.control.s3Fault({ method: 'GET', path: 'big.bin', kind: 'delay', milliseconds: 500 });
      const late = rejection(aws.ensure({ ...one, cacheDirectory: mount }));
      await new Promise((done) => setTimeout(done, 200));
      writeFileSync(join(mount, 'neighbour'), Buffer.alloc(150_000));
      expect(await late).toMatchObject({
        code: 'disk-full',
        message: `The disk of ${join(mount, 'objects')} is full.`,
      });
      expect(filesBelow(mount)).toEqual(['neighbour']);
    } finally {
      execFileSync('umount', [mount]);
    }
  });

  it('tells a folder that cannot be written', async () => {
    const { aws } = bench();
    await seedHive();
    const source = await aws.resolve({ uri: 's3://lake/hive/' });
    writeFileSync(join(folder, 'file'), '');
    const error = await rejection(
      aws.ensure({ ...source, cacheDirectory: join(folder, 'file', 'cache') }),
    );
    expect(error.code).toBe('forbidden');
  });
});

describe('upload, download, text, browsing', () => {
  it('uploads small and big files, skips what is there, and brings them back', async () => {
    const { aws, standIn } = bench();
    const big = noise(9 * 1024 * 1024, 'multipart');
    writeFileSync(join(folder, 'big.bin'), big);
    writeFileSync(join(folder, 'empty.txt'), '');
    writeFileSync(join(folder, 'run.py'), 'print(1)\n');
    const files = ['big.bin', 'empty.txt', 'run.py'].map((name) => ({
      path: join(folder, name),
      uri: `s3://lake/stage/code/${name}`,
    }));
    const notes: number[] = [];
    const first = await aws.upload(
      { files, ifAbsent: true, owner: '123456789012' },
      { onProgress: ({ done }) => notes.push(done) },
    );
    expect(first.map(({ size, skipped }) => [size, skipped])).toEqual([
      [9437184, false],
      [0, false],
      [9, false],
    ]);
    expect(notes.at(-1)).toBe(9437193);
    standIn.control.reset();
    const again = await aws.upload({ files, ifAbsent: true });
    expect(again.every(({ skipped }) => skipped)).toBe(true);
    const writes = standIn.control.state().s3.filter(({ method }) => method !== 'HEAD');
    expect(writes).toEqual([]);
    const target = join(folder, 'back');
    const { files: copies } = await aws.download({ uri: 's3://lake/stage', directory: target });
    expect(copies.map(({ path }) => path.slice(target.length))).toEqual([
      '/code/big.bin',
      '/code/empty.txt',
      '/code/run.py',
    ]);
    expect(readFileSync(join(target, 'code/big.bin')).equals(big)).toBe(true);
    expect(readFileSync(join(target, 'code/run.py'), 'utf8')).toBe('print(1)\n');
  });

  it('uploads changed bytes again', async () => {
    const { aws } = bench();
    const file = { path: join(folder, 'a.txt'), uri: 's3://lake/stage/a.txt' };
    writeFileSync(file.path, 'one');
    await aws.upload({ files: [file], ifAbsent: true });
    writeFileSync(file.path, 'two');
    const [second] = await aws.upload({ files: [file], ifAbsent: true });
    expect(second?.skipped).toBe(false);
    expect(await aws.getText({ uri: file.uri })).toBe('two');
  });

  it('stops a big upload when cancelled and leaves no parts behind', async () => {
    const { aws, standIn } = bench();
    writeFileSync(join(folder, 'big.bin'), noise(20 * 1024 * 1024, 'stop'));
    standIn.control.s3Fault({ path: 'partNumber=2', kind: 'delay', milliseconds: 30_000 });
    const stop = new AbortController();
    const running = rejection(
      aws.upload(
        { files: [{ path: join(folder, 'big.bin'), uri: 's3://lake/stage/big.bin' }] },
        { signal: stop.signal },
      ),
    );
    setTimeout(() => stop.abort(), 1500);
    expect((await running).code).toBe('cancelled');
    expect(await aws.prefixIsUsed({ uri: 's3://lake/stage/' })).toBe(false);
    const answer = await fetch(`${standIn.endpoint}/lake?uploads`);
    expect(await answer.text()).not.toContain('<UploadId>');
  });

  it('knows used prefixes, never a neighbour', async () => {
    const { aws, standIn } = bench();
    await standIn.putObject('lake', 'out/run-10/part-0.csv', 'x');
    expect(await aws.prefixIsUsed({ uri: 's3://lake/out/run-1' })).toBe(false);
    expect(await aws.prefixIsUsed({ uri: 's3://lake/out/run-10' })).toBe(true);
    expect(await aws.prefixIsUsed({ uri: 's3://lake/out/run-10/' })).toBe(true);
  });

  it('browses buckets, folders and pages', async () => {
    const { aws, standIn } = bench();
    await standIn.createBucket('other');
    for (const key of ['a/1.csv', 'b/2.csv', 'c.csv', 'd.csv']) {
      await standIn.putObject('lake', key, 'x');
    }
    const top = await aws.list({ uri: 's3://' });
    expect(top.buckets.map(({ name }) => name)).toEqual(['lake', 'other']);
    const first = await aws.list({ uri: 's3://lake', size: 3 });
    expect([first.folders, first.objects.map(({ key }) => key)]).toEqual([
      ['s3://lake/a/', 's3://lake/b/'],
      ['c.csv'],
    ]);
    const second = await aws.list({ uri: 's3://lake', size: 3, page: first.next ?? '' });
    expect(second.objects.map(({ key }) => key)).toEqual(['d.csv']);
    expect(second.next).toBeUndefined();
  });

  it('gives the checksums that S3 vouches for, and sees a change', async () => {
    const { aws, standIn } = bench();
    await standIn.putObject('lake', 'x/a.csv', 'abc');
    const { objects } = await aws.resolve({ uri: 's3://lake/x/' });
    expect(await aws.checksums({ objects })).toEqual([
      // md5 of "abc", RFC 1321
      { uri: 's3://lake/x/a.csv', algorithm: 'md5', hex: '900150983cd24fb0d6963f7d28e17f72' },
    ]);
    await standIn.putObject('lake', 'x/a.csv', 'abd');
    expect((await rejection(aws.checksums({ objects }))).code).toBe('changed');
  });
});
