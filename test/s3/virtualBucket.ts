import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A bucket of so many objects that nobody could seed them: its listings are worked out. */
export interface VirtualBucket {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  /** The queries of the listings that were asked for, in their order. */
  readonly listings: readonly URLSearchParams[];
  /** Milliseconds before each listing is answered, as a network takes. */
  delay: number;
  stop(): Promise<void>;
}

/**
 * An S3 server in this process that answers `HeadBucket` and `ListObjectsV2` for one bucket of `count`
 * objects `keyOf(0)`, `keyOf(1)`, …, which must be in S3's order. It checks no signature and holds no
 * bytes: what a real server does is tested with versitygw.
 */
export async function startVirtualBucket(
  count: number,
  keyOf: (index: number) => string,
): Promise<VirtualBucket> {
  const listings: URLSearchParams[] = [];
  const bucket = { delay: 0 };
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const { searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    response.setHeader('x-amz-bucket-region', 'us-east-1');
    if (searchParams.get('list-type') !== '2') {
      response.end();
      return;
    }
    listings.push(searchParams);
    response.setHeader('content-type', 'application/xml');
    setTimeout(() => response.end(page(searchParams, count, keyOf)), bucket.delay);
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return {
    endpoint: `http://127.0.0.1:${String(address.port)}`,
    listings,
    get delay() {
      return bucket.delay;
    },
    set delay(value) {
      bucket.delay = value;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** One page, as S3 writes it; a page counts objects and folders together. */
function page(query: URLSearchParams, count: number, keyOf: (index: number) => string): string {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const most = Number(query.get('max-keys') ?? 1000);
  let at = firstAbove(query.get('continuation-token') ?? prefix, count, keyOf);
  const objects: string[] = [];
  const folders: string[] = [];
  let next = '';
  while (at < count && keyOf(at).startsWith(prefix)) {
    const key = keyOf(at);
    if (objects.length + folders.length === most) {
      next = key;
      break;
    }
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (end < 0) {
      objects.push(key);
      at += 1;
    } else {
      const folder = key.slice(0, end + 1);
      folders.push(folder);
      at = firstAbove(`${folder}\uffff`, count, keyOf);
    }
  }
  const contents = objects.map(
    (key) =>
      `<Contents><Key>${key}</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified><ETag>&quot;${etagOf(key)}&quot;</ETag><Size>1000</Size><StorageClass>STANDARD</StorageClass></Contents>`,
  );
  const prefixes = folders.map((key) => `<CommonPrefixes><Prefix>${key}</Prefix></CommonPrefixes>`);
  const more = next === '' ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`;
  return `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>lake</Name><Prefix>${prefix}</Prefix><IsTruncated>${String(next !== '')}</IsTruncated>${more}${contents.join('')}${prefixes.join('')}</ListBucketResult>`;
}

function etagOf(key: string): string {
  return Buffer.from(key).toString('hex').slice(-32).padStart(32, '0');
}

/** The index of the first key that is not before a text. */
function firstAbove(text: string, count: number, keyOf: (index: number) => string): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keyOf(middle) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
