import { describe, expect, it } from 'vitest';
import { rejection } from './rejection.ts';
import { useStandIn } from './useStandIn.ts';

const bench = useStandIn();

async function seed(keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await bench().standIn.putObject('lake', key, key.endsWith('/') ? '' : `content of ${key}`);
  }
}

const tree = [
  'data',
  'data-old/a.csv',
  'events/',
  'events/_SUCCESS',
  'events/.part.crc',
  'events/_temporary/0/x.csv',
  'events/a.csv',
  'events/b/c.csv',
  'events/b/d.parquet',
  'hive/year=2020/month=1/x.csv',
  'hive/year=2020/month=2/y.csv',
  'hive/_kind=1/z.csv',
  'names/\u{1F600}.csv',
  'names/\uFF5E.csv',
  'names/a b+c%20.csv',
];

describe('resolve', () => {
  const cases: readonly (readonly [string, string, string, readonly string[], number])[] = [
    ['s3://lake/data', 'file', 's3://lake/', ['data'], 0],
    ['s3://lake/events/a.csv', 'file', 's3://lake/events/', ['events/a.csv'], 0],
    [
      's3://lake/events/',
      'folder',
      's3://lake/events/',
      ['events/a.csv', 'events/b/c.csv', 'events/b/d.parquet'],
      4,
    ],
    [
      's3://lake/events',
      'folder',
      's3://lake/events/',
      ['events/a.csv', 'events/b/c.csv', 'events/b/d.parquet'],
      4,
    ],
    ['s3://lake/events/*.csv', 'glob', 's3://lake/events/', ['events/a.csv'], 0],
    [
      's3://lake/events/**/*.csv',
      'glob',
      's3://lake/events/',
      ['events/a.csv', 'events/b/c.csv'],
      1,
    ],
    ['s3://lake/events/?/?.parquet', 'glob', 's3://lake/events/', ['events/b/d.parquet'], 0],
    ['s3://lake/events/_S*', 'glob', 's3://lake/events/', ['events/_SUCCESS'], 0],
    [
      's3://lake/hive/year=2020/',
      'folder',
      's3://lake/hive/',
      ['hive/year=2020/month=1/x.csv', 'hive/year=2020/month=2/y.csv'],
      0,
    ],
    [
      's3://lake/hive/year=2020/month=1/x.csv',
      'file',
      's3://lake/hive/',
      ['hive/year=2020/month=1/x.csv'],
      0,
    ],
    ['s3://lake/hive/_kind=1/', 'folder', 's3://lake/hive/', ['hive/_kind=1/z.csv'], 0],
    [
      // UTF-8 puts U+FF5E before U+1F600; UTF-16 would not.
      's3://lake/names/',
      'folder',
      's3://lake/names/',
      ['names/a b+c%20.csv', 'names/\uFF5E.csv', 'names/\u{1F600}.csv'],
      0,
    ],
  ];

  it('tells files, folders and globs apart', async () => {
    await seed(tree);
    const seen = [];
    for (const [uri] of cases) {
      const found = await bench().aws.resolve({ uri });
      const keys = found.objects.map(({ key }) => key);
      seen.push([uri, found.kind, found.base, keys, found.hidden]);
    }
    expect(seen).toEqual(cases);
  });

  it('gives size, ETag, region and one snapshot for one content', async () => {
    await seed(['events/a.csv']);
    const found = await bench().aws.resolve({ uri: 's3://lake/events' });
    expect(found.region).toBe('us-east-1');
    expect(found.objects[0]).toMatchObject({
      uri: 's3://lake/events/a.csv',
      size: 23,
      // md5 of "content of events/a.csv", by md5sum
      etag: 'f279ed05ede84e7447115e2da1ca1f3d',
    });
    const single = await bench().aws.resolve({ uri: 's3://lake/events/a.csv' });
    expect(single.snapshot).toBe(found.snapshot);
    await bench().standIn.putObject('lake', 'events/a.csv', 'content of events/A.csv');
    const after = await bench().aws.resolve({ uri: 's3://lake/events' });
    expect(after.snapshot).not.toBe(found.snapshot);
  });

  it('lists in pages, with progress', async () => {
    const { standIn, aws } = bench();
    const keys = Array.from({ length: 1100 }, (_, i) => `many/${String(i).padStart(5, '0')}.csv`);
    for (let i = 0; i < keys.length; i += 50) {
      await Promise.all(keys.slice(i, i + 50).map((key) => standIn.putObject('lake', key, 'x')));
    }
    const notes: number[] = [];
    const found = await aws.resolve(
      { uri: 's3://lake/many/' },
      { onProgress: ({ done }) => notes.push(done) },
    );
    expect(found.objects.map(({ key }) => key)).toEqual(keys);
    expect(notes).toEqual([1000, 1100]);
  });

  it('says what is not there', async () => {
    const { aws, standIn } = bench();
    await standIn.putObject('lake', 'only/_SUCCESS', '');
    expect(await rejection(aws.resolve({ uri: 's3://lake/nothing' }))).toMatchObject({
      code: 'not-found',
      message: 'There is no data at s3://lake/nothing.',
    });
    expect((await rejection(aws.resolve({ uri: 's3://lake/only/' }))).hint).toBe(
      'Only markers and names that start with "_" or "." are there (1).',
    );
    expect(await rejection(aws.resolve({ uri: 's3://no-such-bucket/x/' }))).toMatchObject({
      code: 'not-found',
      message: 'There is no bucket no-such-bucket.',
    });
    expect(await rejection(aws.resolve({ uri: 'lake/x' }))).toMatchObject({ code: 'usage' });
  });

  it('follows a bucket to its region once', async () => {
    const { aws, standIn } = bench();
    await standIn.createBucket('faraway', 'eu-west-1');
    await standIn.putObject('faraway', 'x/a.csv', 'abc');
    standIn.control.reset();
    const first = await aws.resolve({ uri: 's3://faraway/x/' });
    await aws.getText({ uri: 's3://faraway/x/a.csv' });
    expect(first.region).toBe('eu-west-1');
    const heads = standIn.control.state().s3.filter(({ method }) => method === 'HEAD');
    expect(heads.length).toBe(1);
  });

  it('maps a refused and an expired HEAD by a read, which has words', async () => {
    const { aws, standIn } = bench();
    await standIn.putObject('lake', 'x.csv', 'abc');
    await aws.head({ uri: 's3://lake/x.csv' });
    standIn.control.s3Fault({ path: '/lake/x.csv', kind: 'forbidden', times: 2 });
    expect(await rejection(aws.resolve({ uri: 's3://lake/x.csv' }))).toMatchObject({
      code: 'forbidden',
      message: 'The credentials do not allow s3:GetObject on s3://lake/x.csv.',
    });
    standIn.control.s3Fault({ path: '/lake', kind: 'expiredToken', times: 2 });
    expect(await rejection(aws.resolve({ uri: 's3://lake/x.csv' }))).toMatchObject({
      code: 'credentials',
    });
  });

  it('is cancelled between pages', async () => {
    const stop = new AbortController();
    bench().standIn.control.s3Fault({ path: 'list-type', kind: 'delay', milliseconds: 20_000 });
    setTimeout(() => stop.abort(), 300);
    const started = Date.now();
    const error = await rejection(
      bench().aws.resolve({ uri: 's3://lake/x/' }, { signal: stop.signal }),
    );
    expect(error.code).toBe('cancelled');
    expect(Date.now() - started).toBeLessThan(5000);
  });
});
