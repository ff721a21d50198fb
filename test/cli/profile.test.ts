import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { root, useBuild } from './build.ts';
import { profileDocument } from './profileDocument.ts';
import type { ProfileDocument } from './profileDocument.ts';
import { Workspace, python } from './sluice.ts';

useBuild();

const flights = join(root, 'node_modules', 'vega-datasets', 'data', 'flights-3m.parquet');
const reference = z.object({
  rows: z.number(),
  columns: z.array(z.looseObject({ name: z.string(), distinct: z.number() })),
});

let work: Workspace;
beforeAll(() => {
  work = new Workspace();
});
afterAll(() => {
  work.remove();
});

async function profile(...args: string[]): Promise<ProfileDocument> {
  return profileDocument.parse(await work.json(['profile', ...args]));
}

function pandas(path: string): z.infer<typeof reference> {
  const script = join(import.meta.dirname, 'profileReference.py');
  return reference.parse(JSON.parse(execFileSync(python, [script, path], { encoding: 'utf8' })));
}

/** Everything that pandas computes must be there and be the same; what it does not compute must be absent. */
function agrees(found: ProfileDocument, expected: z.infer<typeof reference>): void {
  expect(found.rows).toBe(expected.rows);
  expect(found.columns.map(({ name }) => name)).toEqual(expected.columns.map(({ name }) => name));
  for (const [at, { mean, distinct, ...exact }] of expected.columns.entries()) {
    const column = found.columns[at];
    const { nulls, min, max, nans, infinities } = column ?? {};
    const keys = Object.entries({ name: column?.name, nulls, min, max, nans, infinities });
    expect(Object.fromEntries(keys.filter(([, value]) => value !== undefined))).toEqual(exact);
    if (typeof mean === 'number') {
      expect(column?.mean, exact.name).toBeTypeOf('number');
      const off = Math.abs(Number(column?.mean) - mean);
      expect(off, exact.name).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(mean)));
    } else expect(column?.mean, exact.name).toEqual(mean);
    if (distinct < 50_000) {
      expect(column?.distinct, exact.name).toBe(distinct);
      expect(column?.basis['distinct'], exact.name).toBe('exact');
    } else {
      const off = Math.abs(Number(column?.distinct) - distinct);
      expect(off / distinct, exact.name).toBeLessThanOrEqual(0.03);
    }
  }
}

describe('figures of all rows', () => {
  it('are those of pandas on three million flights', async () => {
    const found = await profile(flights, '--full');
    expect(found.columns.map(({ type }) => type)).toEqual([
      ...['timestamp', 'int64', 'int64', 'text', 'text'],
    ]);
    agrees(found, pandas(flights));
  });

  it('are those of pandas on nulls, NaN, infinities, huge integers, decimals, empty columns', async () => {
    const path = work.path('seeded.parquet');
    execFileSync(python, [join(import.meta.dirname, 'seedProfile.py'), path]);
    const found = await profile(path, '--full');
    expect(Object.fromEntries(found.columns.map(({ name, type }) => [name, type]))).toEqual({
      ...{ id: 'int64', few: 'int32', beyond: 'int64', edge: 'int64' },
      ...{ unsigned: 'decimal(20,0)', money: 'decimal(14,2)', wide: 'decimal(38,0)' },
      ...{ float: 'float64', up: 'float64', both: 'float64', nan: 'float64', single: 'float32' },
      ...{ text: 'text', flag: 'boolean', day: 'date', at: 'timestamp', none: 'int32' },
      ...{ void: 'text', 'a"b': 'int64', select: 'text', '🦆': 'float64' },
    });
    agrees(found, pandas(path));
    const none = found.columns.find(({ name }) => name === 'none');
    expect(none).toEqual({
      name: 'none',
      type: 'int32',
      nulls: 70_000,
      distinct: 0,
      basis: { nulls: 'exact', distinct: 'exact' },
      insights: [{ id: 'empty-column:none', severity: 'high', message: 'none has no values.' }],
    });
  });

  it('are a literal table for a few rows, each figure with its basis', async () => {
    work.write('few.csv', 'n,name\n1,a\n2,b\n3,b\n4,\n101,"c,d"\n');
    const [n, name, ...more] = (await profile('few.csv')).columns;
    expect(more).toEqual([]);
    const { histogram, std, quantiles, ...rest } = n ?? { histogram: [], std: 0 };
    expect(rest).toEqual({
      name: 'n',
      type: 'int64',
      nulls: 0,
      distinct: 5,
      min: '1',
      max: '101',
      mean: 22.2,
      top: ['1', '2', '3', '4', '101'].map((value) => ({ value, count: 1 })),
      basis: Object.fromEntries(
        [
          ...['nulls', 'distinct', 'min', 'max', 'mean', 'std'],
          ...['quantiles', 'top', 'histogram'],
        ].map((figure) => [figure, 'exact']),
      ),
      insights: [],
    });
    // numpy.percentile([1, 2, 3, 4, 101], [1, 5, 25, 50, 75, 95, 99])
    const shares = { p1: 1.04, p5: 1.2, p25: 2, p50: 3, p75: 4, p95: 81.6, p99: 97.12 };
    expect(Object.keys(quantiles ?? {})).toEqual(Object.keys(shares));
    for (const [name, value] of Object.entries(shares)) {
      expect(quantiles?.[name], name).toBeCloseTo(value, 9);
    }
    // numpy.std([1, 2, 3, 4, 101], ddof=1)
    expect(std).toBeCloseTo(44.064725121, 9);
    expect(histogram?.length).toBe(20);
    expect(histogram?.[0]).toEqual({ from: 1, to: 6, count: 4 });
    expect(histogram?.[19]).toEqual({ from: 96, to: 101, count: 1 });
    expect(name).toMatchObject({
      ...{ type: 'text', nulls: 1, distinct: 3, min: 'a', max: 'c,d' },
      top: [
        { value: 'b', count: 2 },
        { value: 'a', count: 1 },
        { value: 'c,d', count: 1 },
      ],
    });
  });
});

describe('insights', () => {
  it('are told of the whole, ranked, and of each column that they concern', async () => {
    const { columns, insights } = await profile(join(root, 'media', 'sample', 'messy.csv'));
    const rank = ['high', 'medium', 'low'];
    const severities = insights.map(({ severity }) => rank.indexOf(severity));
    expect(severities).toEqual([...severities].sort());
    expect(insights).toContainEqual({
      id: 'missing:Notes',
      severity: 'high',
      message: 'Notes is empty in 1,086 rows (71 %).',
    });
    expect(insights).toContainEqual({
      id: 'duplicate-rows:',
      severity: 'medium',
      message: '32 rows (2.1 %) repeat another row.',
    });
    const own = (name: string): string[] =>
      columns.find((column) => column.name === name)?.insights.map(({ id }) => id) ?? [];
    expect(own('Amount').sort()).toEqual([
      ...['disguised-missing:Amount', 'missing:Amount', 'numbers-as-text:Amount'],
    ]);
    expect(own('Order ID')).toEqual([]);
  });

  it('of a large table are those of the first look, and it says so', async () => {
    const end = await work.run(['profile', flights, '--json', '--columns', 'delay']);
    expect(end.code).toBe(0);
    expect(end.stderr).toBe('');
    const wide = join(work.path(''), 'wide.csv');
    const names = Array.from({ length: 501 }, (_, at) => `c${String(at)}`);
    work.write('wide.csv', `${names.join()}\n${names.map(() => '1').join()}\n`);
    const large = await work.run(['profile', wide, '--json']);
    expect(large.stderr).toContain('Use --sample or --columns to have them of a part.');
  });
});

describe('flags', () => {
  it('--columns keeps to these columns, in the order asked for or of the file', async () => {
    const { rows, columns } = await profile(flights, '--columns', 'delay,origin');
    expect(rows).toBe(3_000_000);
    expect(columns.map((column) => column.name)).toEqual(['delay', 'origin']);
    expect(columns.map((column) => column.distinct)).toEqual([867, 229]);
  });

  it('--columns with a name that is not there names those that are; exit 2', async () => {
    const end = await work.run(['profile', flights, '--columns', 'dely', '--json']);
    expect(end.code).toBe(2);
    expect(end.json).toEqual({
      error: {
        code: 'usage',
        message: 'There is no column “dely”.',
        hint: 'The columns are: date, delay, distance, origin, destination.',
      },
    });
  });

  it('--sample gives estimates that say so and still counts all rows', async () => {
    const { rows, columns } = await profile(flights, '--sample', '20000');
    expect(rows).toBe(3_000_000);
    for (const column of columns) {
      expect(new Set(Object.values(column.basis))).toEqual(new Set(['estimate']));
    }
    const delay = columns.find(({ name }) => name === 'delay');
    // 6.668 over all rows with a standard deviation of 36: eight standard errors off is a wrong sample.
    expect(Math.abs(Number(delay?.mean) - 6.6679)).toBeLessThan(2.1);
    expect(Math.abs(Number(delay?.top?.[0]?.count) - 121_130)).toBeLessThan(30_000);
  });

  it.each([
    ['--sample', '0'],
    ['--sample', '1.5'],
    ['--sample', 'many'],
    ['--sample', '10', '--full'],
    ['--html', 'page.html'],
    ['--columns', ','],
  ])('refuses %s %s (%s): exit 2', async (...args) => {
    const end = await work.run(['profile', flights, ...args, '--json']);
    expect(end.code).toBe(2);
    expect(end.json).toMatchObject({ error: { code: 'usage' } });
  });

  it('without --json prints a table and nothing on standard error', async () => {
    const end = await work.run(['profile', flights, '--columns', 'origin']);
    expect(end.stderr).toBe('');
    expect(end.stdout).toContain('3,000,000 rows, 1 columns, 1 file');
    expect(end.stdout).toMatch(/origin.*text.*0.*229.*ABE.*YAK.*ORD \(166,341\)/);
  });

  it('--html writes a page of its own that holds the figures', async () => {
    work.write('tags.csv', 'n,<script>\n1,"<img src=x>"\n');
    const end = await work.run(['profile', 'tags.csv', '--html', 'page.html']);
    expect(end.code).toBe(0);
    const page = readFileSync(work.path('page.html'), 'utf8');
    expect(page).toMatch(/^<!doctype html>/i);
    expect(page).toContain('&lt;img src=x&gt;');
    expect(page).not.toMatch(/<script|<img|https?:/);
  });
});

describe('sources here', () => {
  const parts = { 'year=2024/a.csv': 'n\n1\n2\n', 'year=2025/b.csv': 'n\n3\n' };

  beforeAll(() => {
    for (const [path, text] of Object.entries(parts)) work.write(`lake/${path}`, text);
  });

  it.each([
    ['a folder', 'lake', 3],
    ['a glob', 'lake/*/a.csv', 2],
    ['a file: URI', 'file', 2],
  ])('%s', async (_what, uri, rows) => {
    const where = uri === 'file' ? `file://${work.path('lake/year=2024/a.csv')}` : uri;
    const found = await profile(where);
    expect(found.uri).toBe(where);
    expect(found.rows).toBe(rows);
  });

  it('a Hive-partitioned folder has its key as a column', async () => {
    const { columns } = await profile('lake');
    expect(columns.find(({ name }) => name === 'year')).toMatchObject({
      ...{ type: 'int64', distinct: 2, min: '2024', max: '2025', mean: 2024 + 1 / 3 },
    });
  });

  it('has one snapshot until a byte changes', async () => {
    const before = await profile('lake');
    expect((await profile('lake')).snapshot).toBe(before.snapshot);
    work.write('lake/year=2025/b.csv', 'n\n30\n');
    expect((await profile('lake')).snapshot).not.toBe(before.snapshot);
    work.write('lake/year=2025/b.csv', 'n\n3\n');
  });
});

describe('thresholds of insights', () => {
  // `a` is empty in 1 of 10 rows.
  const rows = ['0,', '1,1', '2,2', '3,3', '4,4', '5,5', '6,6', '7,7', '8,8', '9,9'];

  beforeAll(() => {
    work.write('gaps.csv', `n,a\n${rows.join('\n')}\n`);
  });

  it('come from a file of settings, comments and other settings in it', async () => {
    const ids = async (...args: string[]): Promise<string[]> =>
      (await profile('gaps.csv', ...args)).insights.map(({ id }) => id);
    expect(await ids()).toContain('missing:a');
    work.write(
      'settings.json',
      '{\n  // Ours.\n  "editor.tabSize": 2,\n  "sluice.insights.missing.share": 0.2,\n}\n',
    );
    expect(await ids('--thresholds', 'settings.json')).not.toContain('missing:a');
  });

  it.each([
    [
      '{"sluice.insights.mising.share": 0.2}',
      'There is no setting “sluice.insights.mising.share”.',
    ],
    [
      '{"sluice.insights.missing.part": 0.2}',
      'There is no setting “sluice.insights.missing.part”.',
    ],
    ['{"sluice.insights.missing.share": 2}', '“sluice.insights.missing.share” cannot be 2.'],
    ['{"sluice.insights.missing.share": "a"}', '“sluice.insights.missing.share” cannot be "a".'],
    ['{"missing.share": 0.2}', 'bad.json holds no threshold of insights.'],
    ['[', 'bad.json is no JSON object.'],
  ])('%s is refused with one sentence', async (text, message) => {
    work.write('bad.json', text);
    const args = ['profile', 'gaps.csv', '--thresholds', 'bad.json', '--json'];
    const end = await work.run(args);
    expect(end.code).toBe(2);
    expect(end.json).toMatchObject({ error: { code: 'usage', message } });
  });
});
