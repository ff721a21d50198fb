import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { root } from '../cli/build.ts';
import { floorPython, named, Notebook, useNotebook } from './kernel.ts';
import type { Answer } from './kernel.ts';

const source = readFileSync(join(root, 'src', 'python', 'sluice', 'export_frame.py'), 'utf8');
const marker = 'sluice-4f2a:';

/** What an editor sends to a kernel: one expression that leaves no name behind. */
function sent(call: string): string {
  const literal = JSON.stringify(source);
  return `(lambda text, names: (exec(compile(text, "<sluice>", "exec"), made := {"__name__": "sluice_export_frame"}), made["${call.split('(')[0] ?? ''}"](names, ${call.slice(call.indexOf('(') + 1)})[1])(${literal}, globals())`;
}

/** The one line that an editor looks for in what the kernel printed. */
function answer(cell: Answer | { readonly stdout: string }): unknown {
  const lines = cell.stdout.split('\n').filter((line) => line.startsWith(marker));
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0]?.slice(marker.length) ?? '');
}

const refusal = z.strictObject({ code: z.string(), message: z.string(), hint: z.string() });

const written = z.object({
  path: z.string(),
  kind: z.string(),
  rows: z.number(),
  columns: z.number(),
  limited: z.boolean(),
  notes: z.array(z.string()),
});

/** The columns of a file by DuckDB, and its rows as text. */
async function read(path: string): Promise<{ columns: string[]; rows: (string | null)[][] }> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    const from = `read_parquet('${path}')`;
    const types = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${from}`);
    const rows = await connection.runAndReadAll(`SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ${from}`);
    return {
      columns: types.getRows().map((row) => `${String(row[0])} ${String(row[1])}`),
      rows: rows.getRows().map((row) => row.map((v) => (v === null ? null : String(v)))),
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const frames = `
import datetime, decimal
import pandas as pd, numpy as np
df = pd.DataFrame({
    "whole": pd.array([2**53 + 1, None, -(2**63)], dtype="Int64"),
    "huge": np.array([2**64 - 1, 0, 1], dtype=np.uint64),
    "part": [0.1, np.nan, 1e300],
    "word": ["ä", None, ""],
    "flag": pd.array([True, None, False], dtype="boolean"),
    "at": pd.to_datetime(["2020-01-01 12:00:00.000001", None, "1969-12-31"], format="mixed"),
    "zoned": pd.to_datetime(["2020-07-01 12:00", None, "2020-01-01"], format="mixed").tz_localize("America/New_York"),
    "nanos": pd.to_datetime([1, None, 2]),
    "day": [datetime.date(2020, 2, 29), None, datetime.date(1900, 1, 1)],
    "price": [decimal.Decimal("-12345678901234567890.01"), None, decimal.Decimal("1E+2")],
    "kind": pd.Categorical(["u", None, "v"]),
    "mixed": [1, "a", None],
})
`;
const columns = [
  'whole BIGINT',
  'huge UBIGINT',
  'part DOUBLE',
  'word VARCHAR',
  'flag BOOLEAN',
  'at TIMESTAMP',
  'zoned TIMESTAMP WITH TIME ZONE',
  'nanos TIMESTAMP_NS',
  'day DATE',
  expect.stringMatching(/^price DECIMAL\(\d+,2\)$/),
  'kind VARCHAR',
  'mixed VARCHAR',
];
const rows = [
  [
    ...['9007199254740993', '18446744073709551615', '0.1', 'ä', 'true'],
    ...['2020-01-01 12:00:00.000001', '2020-07-01 16:00:00+00', '1970-01-01 00:00:00.000000001'],
    ...['2020-02-29', '-12345678901234567890.01', 'u', '1'],
  ],
  [null, '0', ...Array<null>(9).fill(null), 'a'],
  [
    ...['-9223372036854775808', '1', '1e+300', '', 'false', '1969-12-31 00:00:00'],
    ...[
      '2020-01-01 05:00:00+00',
      '1970-01-01 00:00:00.000000002',
      '1900-01-01',
      '100.00',
      'v',
      null,
    ],
  ],
];

describe('in a kernel where nothing of Sluice is installed', () => {
  const notebook = useNotebook();
  const code = {
    frames: `${frames}
import polars as pl, pyarrow as pa
from unittest.mock import MagicMock
lazy = pl.LazyFrame({"n": range(150_000)})
table = pa.table({"x": [1]})
series = df["word"]
words = pl.Series("w", ["a"])
mock, number, DataFrame, text, missing = MagicMock(), 5, pd.DataFrame, "df", pd.NA
_hidden = df
before = set(globals())`,
    list: sent(`print_frames("${marker}")`),
    left: 'print([name for name in globals() if name not in before and not name.startswith("_i") and name != "before"])',
    pandas: sent(`print_export("df", "out", "${marker}")`),
    polars: `frame = pl.from_pandas(df[["whole", "word", "at"]]); print("noise before")\n${sent(`print_export("frame", "out", "${marker}")`)}`,
    lazy: sent(`print_export("lazy", "out", "${marker}")`),
    lazyMore: sent(`print_export("lazy", "out", "${marker}", rows=7)`),
    table: sent(`print_export("table", "out", "${marker}")`),
    odd: `globals()["../ödd name"] = table\n${sent(`print_export("../ödd name", "out", "${marker}")`)}`,
    none: sent(`print_export("nope", "out", "${marker}")`),
    noFrame: sent(`print_export("number", "out", "${marker}")`),
    elsewhere: sent(`print_export("df", "/nowhere/on/this/machine", "${marker}")`),
    failing: `broken = pl.LazyFrame({"a": ["x"]}).with_columns(pl.col("a").cast(pl.Int64))\n${sent(`print_export("broken", "out", "${marker}")`)}`,
  };
  let cell: Readonly<Record<keyof typeof code, Answer>>;
  beforeAll(async () => {
    mkdirSync(join(notebook().folder, 'out'));
    const bare = new Notebook({ PYTHONPATH: '', SLUICE_CLI: '' });
    mkdirSync(join(bare.folder, 'out'));
    try {
      cell = await named(bare, code);
      for (const name of readdirSync(join(bare.folder, 'out'))) files.push(name);
      const path = written.parse(answer(cell.pandas)).path;
      mode = statSync(join(bare.folder, path)).mode & 0o777;
      table = await read(join(bare.folder, path));
    } finally {
      bare.remove();
    }
  });
  const files: string[] = [];
  let mode = 0;
  let table: Awaited<ReturnType<typeof read>>;

  it('lists the data frames, and nothing else', () => {
    expect(cell.frames).toMatchObject({ status: 'ok', stderr: '' });
    const { frames: found } = z.object({ frames: z.array(z.unknown()) }).parse(answer(cell.list));
    expect(found).toEqual([
      { name: 'df', kind: 'pandas.DataFrame', rows: 3, columns: 12 },
      { name: 'lazy', kind: 'polars.LazyFrame', rows: null, columns: null },
      { name: 'table', kind: 'pyarrow.Table', rows: 1, columns: 1 },
      { name: 'series', kind: 'pandas.Series', rows: 3, columns: 1 },
      { name: 'words', kind: 'polars.Series', rows: 1, columns: 1 },
    ]);
  });

  it('leaves no name behind, and shows nothing', () => {
    expect(cell.left.stdout).toBe('[]\n');
    expect(cell.list).toMatchObject({ stderr: '', html: [], text: [] });
    expect(cell.list.stdout.split('\n')).toHaveLength(2);
  });

  it('writes a frame with every digit, for its user alone', () => {
    expect(written.parse(answer(cell.pandas))).toMatchObject({
      kind: 'pandas.DataFrame',
      rows: 3,
      columns: 12,
      limited: false,
      notes: ['“mixed” holds values of several kinds; it is shown as text.'],
    });
    expect(table).toEqual({ columns, rows });
    expect(mode).toBe(0o600);
  });

  it('finds its line among what the kernel prints', () => {
    expect(cell.polars.stdout).toMatch(/^noise before\n/);
    expect(answer(cell.polars)).toMatchObject({ kind: 'polars.DataFrame', rows: 3, columns: 3 });
  });

  it('takes no more than the first rows of a lazy frame, and says so', () => {
    expect(answer(cell.lazy)).toMatchObject({ rows: 100_000, limited: true });
    expect(answer(cell.lazyMore)).toMatchObject({ rows: 7, limited: true });
  });

  it('stays in its folder, whatever the variable is called, and leaves no half of a file', () => {
    const { path } = written.parse(answer(cell.odd));
    expect(basename(path)).toBe('dd_name.parquet');
    const names = ['dd_name', 'df', 'frame', 'lazy', 'table'].map((name) => `${name}.parquet`);
    expect(files.sort()).toEqual(names);
  });

  it.each([
    ['none', 'not-found', 'There is no variable “nope”.'],
    ['noFrame', 'usage', '“number” is no data frame; its type is int.'],
    [
      'elsewhere',
      'not-found',
      'There is no folder /nowhere/on/this/machine where the kernel runs.',
    ],
    ['failing', 'python', /^The data frame cannot be written \(InvalidOperationError: .*\)\.$/],
  ] as const)('says in one sentence what is wrong: %s', (name, code, message) => {
    expect(cell[name]).toMatchObject({ status: 'ok', stderr: '', traceback: [] });
    const { error } = z.object({ error: refusal }).parse(answer(cell[name]));
    expect(error.code).toBe(code);
    if (typeof message === 'string') expect(error.message).toBe(message);
    else expect(error.message).toMatch(message);
  });
});

describe('where pandas is alone', () => {
  const notebook = useNotebook();

  it.each([
    ['pandas 3', join(root, '.venv', 'bin', 'python')],
    ['pandas 2.2', floorPython],
  ])('%s writes the same file without any other library', async (_what, python) => {
    const book = notebook();
    mkdirSync(join(book.folder, 'plain'), { recursive: true });
    // What is None in sys.modules cannot be imported.
    const script = `import sys\n${frames}
many = pd.DataFrame({"n": np.arange(300_000), "t": ["x", None, "y"] * 100_000})
for name in [n for n in sys.modules if n.partition(".")[0] in ("pyarrow", "polars", "duckdb")]: del sys.modules[name]
sys.modules.update(pyarrow=None, polars=None, duckdb=None)
exec(open(${JSON.stringify(join(root, 'src/python/sluice/export_frame.py'))}, encoding="utf-8").read())
print_export(globals(), "df", "plain", ${JSON.stringify(marker)})
print_export(globals(), "many", "plain", "many:")`;
    const end = await book.run(python, ['-c', script], { env: { PYTHONPATH: '' } });
    expect(end).toMatchObject({ code: 0, stderr: '' });
    const { path } = written.parse(answer(end));
    expect(await read(join(book.folder, path))).toEqual({ columns, rows });
    const many = await read(join(book.folder, 'plain', 'many.parquet'));
    expect(many.columns).toEqual(['n BIGINT', 't VARCHAR']);
    expect(many.rows).toHaveLength(300_000);
    expect(many.rows[299_998]).toEqual(['299998', null]);
    expect(existsSync(join(book.folder, 'plain', 'df.parquet'))).toBe(true);
  });
});
