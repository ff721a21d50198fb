import { statSync } from 'node:fs';
import { join } from 'node:path';
import { createAws } from '../../../src/aws/client.ts';
import { root } from '../../../scripts/setup/paths.mjs';
import { DataSession } from '../../../src/jobs/dataSession.ts';
import { startProxyProcess } from '../../s3/proxyProcess.ts';
import type { ProxyProcess } from '../../s3/proxyProcess.ts';
import { againstLimit, megabytes, seconds } from '../bar.ts';
import type { Bar, BarRow, BenchContext } from '../bar.ts';
import { fiveThousandRows } from '../data.ts';
import { measure, median } from '../measure.ts';
import { firstLook } from './firstLook.ts';

/** A line as an office has it: 20 ms until an answer begins, 100 MB a second in all. */
const LINE = { kind: 'line', milliseconds: 20, bytesPerSecond: 100e6 } as const;
const query = { sql: 'SELECT * FROM "main"' };
const COLUMN = 'amount';
const peers = join(import.meta.dirname, '../peers');
const parts = ['first', 'column', 'full', 'again'] as const;

type Part = (typeof parts)[number] | 'download';

interface Moved {
  readonly seconds: number;
  readonly bytes: number;
  readonly requests: number;
}

interface Lake {
  readonly what: string;
  readonly uri: string;
  readonly size: number;
}

const words: Readonly<Record<(typeof parts)[number], string>> = {
  first: 'first 200 rows, nothing here yet',
  column: 'exact profile of one column',
  full: 'exact profile of all columns',
  again: 'opened again after a restart, first rows and both profiles',
};

/** Data on S3: what moves for a question and how long it takes, beside what else reads there. */
export const s3Bar: Bar = {
  id: 's3',
  title: 'Data on S3 (versitygw; 20 ms a request, 100 MB/s)',
  run: async (context) => {
    const s3 = await startProxyProcess();
    try {
      const lakes = await seed(s3, context);
      const rows: BarRow[] = [];
      for (const lake of lakes) rows.push(...(await besideOthers(lake, s3, context)));
      for (const objects of [2000, 5000]) rows.push(await looking(objects, s3, context));
      return rows;
    } finally {
      await s3.stop();
    }
  },
};

async function seed(s3: ProxyProcess, { tenMillion }: BenchContext): Promise<readonly Lake[]> {
  const part = await fiveThousandRows();
  const keys = Array.from(
    { length: 2000 },
    (_, i) => `days/day=${String(i % 200)}/part-${String(Math.floor(i / 200))}.parquet`,
  );
  const bucket = 'lake';
  await s3.tell({ do: 'seed', bucket, keys: ['ten.parquet'], path: tenMillion, etag: 'ten' });
  await s3.tell({ do: 'seed', bucket, keys, path: part, etag: 'part' });
  const many = Array.from({ length: 5000 }, (_, i) => `many/part-${String(i)}.parquet`);
  await s3.tell({ do: 'seed', bucket, keys: many, path: part, etag: 'part' });
  return [
    { what: 'one object', uri: 's3://lake/ten.parquet', size: statSync(tenMillion).size },
    { what: '2,000 objects', uri: 's3://lake/days/', size: 2000 * statSync(part).size },
  ];
}

/** How soon the viewer shows rows of a folder whose footers are still on their way. */
async function looking(objects: number, s3: ProxyProcess, context: BenchContext): Promise<BarRow> {
  const uri = objects === 2000 ? 's3://lake/days/' : 's3://lake/many/';
  const times: number[] = [];
  for (let run = 0; run < context.runs; run += 1) {
    await s3.tell({ do: 'clear' });
    await s3.tell({ do: 'fault', rule: { fault: LINE, times: 1e9 } });
    const folder = join(context.scratch, `look-${String(objects)}-${String(run)}`);
    times.push(await firstLook({ ...context, uri, folder, env: s3.env }));
  }
  const row = againstLimit(
    `${objects.toLocaleString('en')} objects: first 200 rows in the viewer`,
    median(times),
    2,
  );
  context.say(`  ${row.what}: ${row.ours}`);
  return row;
}

/** Runs something from a clean sheet, and tells what went over the line. */
async function counted(s3: ProxyProcess, work: () => Promise<number | undefined>): Promise<Moved> {
  await s3.tell({ do: 'clear' });
  await s3.tell({ do: 'fault', rule: { fault: LINE, times: 1e9 } });
  const started = performance.now();
  const own = await work();
  const took = own ?? (performance.now() - started) / 1000;
  return { seconds: took, ...(await s3.counts()) };
}

/** Ours: the engine runs, the AWS side is a process of its own, the cache is empty. */
async function ours(
  lake: Lake,
  s3: ProxyProcess,
  { engine, scratch }: BenchContext,
  run: number,
): Promise<Partial<Record<Part, Moved>>> {
  const cacheDirectory = join(scratch, `s3-${lake.what.replaceAll(/\W/g, '')}-${String(run)}`);
  const script = join(root, 'dist/aws.js');
  const start = async (): Promise<{ session: DataSession; stop: () => Promise<void> }> => {
    const aws = createAws({ mode: 'child', script, env: { ...process.env, ...s3.env } });
    // A window has asked AWS before, for its tree.
    await aws.list({ uri: 's3://' });
    const session = new DataSession({ engine, aws, cacheDirectory, document: 's3' });
    return {
      session,
      stop: async () => {
        await session.close();
        aws.dispose();
      },
    };
  };
  const look = async (session: DataSession): Promise<undefined> => {
    await session.openSources([await session.locate('main', { uri: lake.uri }, '/')], false);
    await session.run('page', { query, offset: 0, limit: 200 });
    return undefined;
  };
  const one = async (session: DataSession, columns?: readonly string[]): Promise<undefined> => {
    await session.run('profile', { query, ...(columns ? { columns } : {}) });
    return undefined;
  };
  const before = await start();
  const first = await counted(s3, () => look(before.session));
  const column = await counted(s3, () => one(before.session, [COLUMN]));
  const full = await counted(s3, () => one(before.session));
  await before.stop();
  const after = await start();
  const again = await counted(s3, async () => {
    await look(after.session);
    await one(after.session, [COLUMN]);
    return one(after.session);
  });
  await after.stop();
  return { first, column, full, again };
}

async function theirs(
  peer: 'download' | 'httpfs' | 'polars',
  part: Part,
  lake: Lake,
  s3: ProxyProcess,
  context: BenchContext,
): Promise<Moved | undefined> {
  const program = peer === 'httpfs' ? context.benchPython : context.python;
  if (program === undefined) return undefined;
  const folder = join(context.scratch, 'downloaded');
  return counted(s3, async () => {
    const given = [join(peers, 's3.py'), peer, folder, lake.uri, part];
    const { stdout } = await measure(program, given, s3.env);
    return Number(stdout);
  });
}

async function besideOthers(
  lake: Lake,
  s3: ProxyProcess,
  context: BenchContext,
): Promise<readonly BarRow[]> {
  const own: Partial<Record<Part, Moved>>[] = [];
  for (let run = 0; run < context.runs; run += 1) own.push(await ours(lake, s3, context, run));
  const download = await theirs('download', 'download', lake, s3, context);
  const rows: BarRow[] = [];
  for (const part of parts) {
    const found = own.flatMap((one) => one[part] ?? []);
    const moved = {
      seconds: median(found.map((one) => one.seconds)),
      bytes: Math.max(...found.map((one) => one.bytes)),
      requests: Math.max(...found.map((one) => one.requests)),
    };
    const beside = [`whole download ${told(download)}`];
    if (part !== 'again') {
      for (const peer of ['httpfs', 'polars'] as const) {
        const name = peer === 'httpfs' ? 'DuckDB’s httpfs' : 'polars';
        beside.push(`${name} ${told(await theirs(peer, part, lake, s3, context))}`);
      }
    }
    const share = moved.bytes / lake.size;
    const most = { first: 0.02, column: undefined, full: 1, again: 0 }[part];
    // Footers of small objects are a large part of them: the bar of two in a hundred is a large file's.
    const isJudged = most !== undefined && (part !== 'first' || lake.what === 'one object');
    rows.push({
      what: `${lake.what}: ${words[part]}`,
      ours: `${told(moved)}, ${(share * 100).toFixed(share < 0.1 ? 2 : 0)} %`,
      peer: beside.join('; '),
      bar: isJudged ? `≤ ${String(most * 100)} % of the bytes` : '–',
      met: isJudged ? share <= most : undefined,
    });
    context.say(`  ${rows.at(-1)?.what ?? ''}: ${rows.at(-1)?.ours ?? ''}; ${beside.join('; ')}`);
  }
  return rows;
}

/** `1.24 s, 6.4 MB, 12 requests` */
function told(moved: Moved | undefined): string {
  if (!moved) return 'could not be had';
  return `${seconds(moved.seconds)}, ${megabytes(moved.bytes / 1e6)}, ${String(moved.requests)} requests`;
}
