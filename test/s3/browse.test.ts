import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAws } from '../../src/aws/client.ts';
import type { Aws } from '../../src/aws/client.ts';
import { S3Folder, MOST_ROWS } from '../../src/session/s3/s3Folder.ts';
import { S3Listing } from '../../src/session/s3/s3Listing.ts';
import { S3Narrowing } from '../../src/session/s3/s3Narrowing.ts';
import { rejection } from '../aws-client/rejection.ts';
import { useS3 } from './useS3.ts';
import { startVirtualBucket } from './virtualBucket.ts';
import type { VirtualBucket } from './virtualBucket.ts';

const bench = useS3();

describe('a folder that is narrowed by how names start', () => {
  /** So many small objects for each of 26 days, and two folders. */
  async function seed(each: number): Promise<void> {
    const { server } = bench();
    for (let day = 1; day <= 26; day += 1) {
      for (let part = 0; part < each; part += 1) {
        const name = [2026, day, part].map((number) => String(number).padStart(2, '0')).join('-');
        await server.seedObject('lake', `events/${name}.csv`, Buffer.from('a\n1\n'), { etag: 'e' });
      }
    }
    await server.seedObject('lake', 'events/Zürich 1/x.csv', Buffer.from('a\n1\n'));
    await server.seedObject('lake', 'events/zone=1/x.csv', Buffer.from('a\n1\n'));
  }

  it('holds only those, on as many pages as they take', async () => {
    // More than two pages of S3's own thousand.
    await seed(80);
    const listing = new S3Listing(bench().aws, 's3://lake/events/', '2026-2');
    const seen: number[] = [];
    while (listing.hasMore) {
      await listing.more();
      seen.push(listing.count);
    }
    // 2026-20 to 2026-26, eighty each.
    expect(seen).toEqual([200, 400, 560]);
    expect(listing.objects[0]?.uri).toBe('s3://lake/events/2026-20-00.csv');
    expect(listing.objects.at(-1)?.uri).toBe('s3://lake/events/2026-26-79.csv');
  });

  it('finds folders, knows upper from lower case, and reaches into folders by a slash', async () => {
    await seed(1);
    const { aws } = bench();
    const starting = async (startsWith: string): Promise<readonly string[]> => {
      const page = await aws.list({ uri: 's3://lake/events/', startsWith });
      return [...page.folders, ...page.objects.map(({ uri }) => uri)];
    };
    expect(await starting('z')).toEqual(['s3://lake/events/zone=1/']);
    expect(await starting('Z')).toEqual(['s3://lake/events/Zürich 1/']);
    expect(await starting('Zürich 1/')).toEqual(['s3://lake/events/Zürich 1/x.csv']);
    expect(await starting('zone=1/x')).toEqual(['s3://lake/events/zone=1/x.csv']);
    expect(await starting('none')).toEqual([]);
  });

  it('in the tree: rows stay the same with more pages, and a filter comes and goes', async () => {
    await seed(20);
    const context = { aws: bench().aws, filters: new Map<string, string>() };
    const root = new S3Folder(context, 's3://');
    await root.load();
    const [lake] = root.rows();
    if (lake?.kind !== 'folder') throw new Error('There is no bucket.');
    await lake.load();
    const [events] = lake.rows();
    if (events?.kind !== 'folder') throw new Error('There is no folder.');
    expect([lake.label, events.label, events.parent]).toEqual(['lake', 'events', lake]);
    await events.load();
    const first = events.rows();
    expect(first.length).toBe(201);
    expect(first.at(-1)).toMatchObject({ kind: 'more', full: false });
    await events.more();
    const second = events.rows();
    expect(second.length).toBe(401);
    expect(second[0]).toBe(first[0]);
    expect(second[199]).toBe(first[199]);
    events.setFilter('z');
    await events.load();
    expect(events.rows().map((row) => 'label' in row && row.label)).toEqual(['zone=1']);
    // What was read anew knows the filter still.
    const again = new S3Folder(context, 's3://lake/events/');
    await again.load();
    expect([again.filter, again.rows().length]).toEqual(['z', 1]);
    events.setFilter('');
    await events.load();
    expect([context.filters.size, events.rows().length]).toEqual([0, 201]);
  });
});

describe('a million objects', () => {
  const COUNT = 1_000_000;
  let bucket: VirtualBucket;
  let aws: Aws;
  beforeEach(async () => {
    // Not a real S3: see virtualBucket.ts. Nobody can seed a million objects for a test.
    bucket = await startVirtualBucket(
      COUNT,
      (index) => `events/part-${String(index).padStart(7, '0')}.parquet`,
    );
    process.env.AWS_ENDPOINT_URL_S3 = bucket.endpoint;
    aws = createAws({ mode: 'inProcess' });
  });
  afterEach(async () => {
    aws.dispose();
    await bucket.stop();
  });

  /** Types a text as a person does, and waits for what S3 says to it. */
  function narrowed(folder: S3Listing, ...texts: readonly string[]): Promise<S3Listing> {
    return new Promise((resolve, reject) => {
      const narrowing = new S3Narrowing(aws, folder, {
        changed: () => {
          if (narrowing.found) resolve(narrowing.found);
        },
        failed: reject,
      });
      for (const text of texts) narrowing.type(text);
    });
  }

  it('the last of them is three requests away: a first page, a text, its page', async () => {
    const folder = new S3Listing(aws, 's3://lake/events/');
    await folder.more();
    expect([folder.count, folder.hasMore]).toEqual([200, true]);
    const found = await narrowed(folder, 'p', 'part-0', 'part-09999', 'part-099999');
    expect(found.objects.map(({ key }) => key)).toEqual(
      Array.from({ length: 10 }, (_, last) => `events/part-099999${String(last)}.parquet`),
    );
    // What was typed on the way was never asked for.
    expect(bucket.listings.map((query) => query.get('prefix'))).toEqual([
      'events/',
      'events/part-099999',
    ]);
  });

  it('a text that goes on within a whole answer asks nobody, one that leaves it cancels the old', async () => {
    const folder = new S3Listing(aws, 's3://lake/events/');
    await folder.more();
    let news = 0;
    const narrowing = new S3Narrowing(aws, folder, {
      changed: () => {
        news += 1;
      },
      failed: (error) => {
        throw error;
      },
    });
    narrowing.type('part-05000');
    expect(narrowing.isBusy).toBe(true);
    await expect.poll(() => narrowing.found?.count, { timeout: 5000 }).toBe(100);
    narrowing.type('part-050007');
    expect([narrowing.isBusy, narrowing.found?.startsWith]).toEqual([false, 'part-05000']);
    bucket.delay = 1000;
    narrowing.type('part-06000');
    expect([narrowing.isBusy, narrowing.found]).toEqual([true, undefined]);
    await expect.poll(() => bucket.listings.length).toBe(3);
    narrowing.type('part-07000');
    bucket.delay = 0;
    await expect.poll(() => narrowing.found?.startsWith, { timeout: 5000 }).toBe('part-07000');
    expect([news, narrowing.found?.objects[0]?.key]).toEqual([2, 'events/part-0700000.parquet']);
    narrowing.type('');
    expect([narrowing.isBusy, narrowing.found]).toEqual([false, undefined]);
  });

  it('the tree shows so many rows and then leads to the filter', async () => {
    const folder = new S3Folder({ aws, filters: new Map() }, 's3://lake/events/');
    await folder.load();
    for (let page = 1; page < 40; page += 1) await folder.more();
    const rows = folder.rows();
    expect([rows.length, rows.at(-1)]).toMatchObject([MOST_ROWS + 1, { full: true }]);
    expect(bucket.listings.length).toBe(MOST_ROWS / 200);
  });

  it('a thousand pages are kept in one list that costs nothing to look at', async () => {
    const listing = new S3Listing(aws, 's3://lake/events/', '', 10);
    for (let page = 0; page < 1000; page += 1) {
      await listing.more();
      expect(listing.objects.length).toBe(10 * (page + 1));
    }
    expect(listing.objects).toBe(listing.objects);
    expect(new Set(listing.objects.map(({ key }) => key)).size).toBe(10_000);
  });

  it('as one dataset are refused in one sentence, after 101 pages and not a thousand', async () => {
    const told: number[] = [];
    const refused = await rejection(
      aws.resolve(
        { uri: 's3://lake/events/' },
        {
          onProgress: ({ what, done, unit }) => {
            expect([what, unit]).toEqual(['Listing s3://lake/events/', 'objects']);
            told.push(done);
          },
        },
      ),
    );
    expect(refused).toMatchObject({
      code: 'unsupported',
      message: 'More than 100,000 objects lie at s3://lake/events/, too many for one dataset.',
      hint: 'Open a folder below it, or name fewer of them by a glob, such as s3://lake/events/2026-*.parquet.',
    });
    expect(told.at(-1)).toBe(100_000);
    expect(bucket.listings.length).toBe(101);
    // A glob goes through all pages of its prefix alone.
    const some = await aws.resolve({ uri: 's3://lake/events/part-001*7.parquet' });
    expect(some.objects.length).toBe(1000);
    expect(some.objects[1]?.key).toBe('events/part-0010017.parquet');
  });

  it('are listed only until somebody has enough', async () => {
    bucket.delay = 50;
    const stop = new AbortController();
    const call = {
      signal: stop.signal,
      onProgress: () => {
        stop.abort();
      },
    };
    const refused = await rejection(aws.resolve({ uri: 's3://lake/events/' }, call));
    expect(refused.code).toBe('cancelled');
    expect(bucket.listings.length).toBeLessThanOrEqual(2);
  });
});
