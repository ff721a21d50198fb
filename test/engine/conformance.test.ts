import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellToJson } from '../../src/shared/arrow/cell.ts';
import type { Cell } from '../../src/shared/arrow/cell.ts';
import { decodePage } from '../../src/shared/arrow/decodePage.ts';
import { AppError } from '../../src/shared/errors.ts';
import { arrowValues } from './arrowValues.ts';
import type { ArrowValues } from './arrowValues.ts';
import { publicParquet } from './publicParquet.ts';
import { SourceBench, query } from './sourceBench.ts';

/** A file that takes longer hangs. */
const BOUND_MS = 20_000;
const MOST_ROWS = 1000;

let bench: SourceBench;
beforeAll(async () => {
  bench = await SourceBench.start();
});
afterAll(() => {
  bench.stop();
});

/** The first rows and the count, or the sentence that was said instead. */
async function open(path: string): Promise<ArrowValues> {
  try {
    const opened = await bench.open(path);
    const { rows: count } = await bench.engine.count({ document: 'd', query });
    const page = await bench.engine.page({ document: 'd', query, offset: 0, limit: MOST_ROWS });
    const rows = decodePage(page.arrow).rows.map((row) => row.map((cell) => cellToJson(cell)));
    return { names: opened.schema.map(({ name }) => name), rows, count };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(['bad-data', 'unsupported']).toContain(error.code);
    expect(error.message).toMatch(/^\S[^\n]*\.$/);
    expect(error.hint).toMatch(/\w/);
    return { error: error.message };
  }
}

/** Numbers of a page are doubles; so are those of JSON. */
function same(ours: ArrowValues, theirs: ArrowValues): void {
  expect(ours.names).toEqual(theirs.names);
  expect(ours.count).toBe(theirs.count);
  expect(ours.rows).toEqual(theirs.rows);
}

/** Files that pyarrow reads and DuckDB does not, with what is said; the docs list them. */
const REFUSED: Readonly<Record<string, RegExp>> = {};

/**
 * Files of writers that do not say whether a moment is UTC: DuckDB shows it without a zone, pyarrow in
 * UTC; and one with a time of day in UTC, where it is the other way round. The digits are the same.
 */
const WITHOUT_ZONE: ReadonlySet<string> = new Set([
  'cluster_test_table_1.snappy.parquet',
  'cluster_test_table_2.snappy.parquet',
  'dms_test_table_LOAD00000001.parquet',
  'nested_structs.rust.parquet',
]);

function withoutZone(values: ArrowValues): ArrowValues {
  const text = JSON.stringify(values).replaceAll(/(:\d\d(?:\.\d+)?)\+00"/g, '$1"');
  // SAFETY: only text within values was changed.
  return JSON.parse(text) as ArrowValues;
}

describe('a public collection of Parquet files', () => {
  const files = publicParquet();
  it.skipIf(files.length === 0)(
    'gives what pyarrow reads, or one sentence',
    async () => {
      const expected = arrowValues(files);
      const told: string[] = [];
      const wrong: string[] = [];
      for (const path of files) {
        const name = basename(path);
        const before = performance.now();
        const ours = await open(path);
        if (performance.now() - before > BOUND_MS) wrong.push(`${name} took too long`);
        const theirs = expected[path] ?? {};
        if (ours.error !== undefined) {
          told.push(`${name}: ${ours.error} (pyarrow: ${theirs.error ?? 'reads it'})`);
          if (theirs.error === undefined && !REFUSED[name]?.test(ours.error)) wrong.push(name);
          continue;
        }
        if (theirs.error !== undefined) {
          told.push(`${name}: opened; pyarrow does not: ${theirs.error}`);
          continue;
        }
        try {
          const plain = WITHOUT_ZONE.has(name) ? withoutZone : (values: ArrowValues) => values;
          same(plain(ours), plain(theirs));
        } catch (error) {
          wrong.push(`${name}: ${error instanceof Error ? error.message.slice(0, 1500) : ''}`);
        }
      }
      const opened = files.length - told.filter((line) => !line.includes(': opened;')).length;
      console.log(`${String(files.length)} files, ${String(opened)} opened\n${told.join('\n')}`);
      expect(wrong).toEqual([]);
      expect((await bench.engine.stats({})).documents).toEqual(['d']);
    },
    600_000,
  );
});

describe('what pyarrow writes', () => {
  it('in every encoding, compression and page version', async () => {
    const folder = join(bench.folder.path, 'written');
    mkdirSync(folder);
    const python = join(import.meta.dirname, '../../.venv/bin/python');
    execFileSync(python, [join(import.meta.dirname, 'writeParquet.py'), folder]);
    const files = readdirSync(folder).map((name) => join(folder, name));
    expect(files.length).toBeGreaterThan(40);
    const expected = arrowValues(files);
    for (const path of files) {
      const ours = await open(path);
      if (basename(path).startsWith('refused_')) {
        expect(ours.error).toMatch(/uses the encoding BYTE_STREAM_SPLIT in a way that DuckDB/);
        continue;
      }
      expect(ours.error, basename(path)).toBeUndefined();
      expect(rowsOf(ours), basename(path)).toEqual(rowsOf(expected[path] ?? {}));
    }
  }, 300_000);
});

function rowsOf({ names, rows, count }: ArrowValues): {
  readonly names: readonly string[] | undefined;
  readonly rows: readonly (readonly Cell[])[] | undefined;
  readonly count: number | undefined;
} {
  return { names, rows, count };
}
