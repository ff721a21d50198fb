import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportScript } from '../../src/core/codegen/exportScript.ts';
import { readRecipe } from '../../src/core/recipe/document.ts';
import { validateRecipe } from '../../src/core/recipe/validate.ts';
import type { Flow } from '../../src/core/recipe/flow.ts';
import type { FittedValues, Json } from '../../src/core/operations/define.ts';
import { readOutput, sameCell } from './scripts/readOutput.ts';
import type { WrittenTable } from './scripts/readOutput.ts';
import { engines, runScript } from './scripts/runScript.ts';
import type { Ended, Engine, Given } from './scripts/runScript.ts';

const python = fileURLToPath(new URL('../../.venv/bin/python', import.meta.url));
let base = '';

/** Two months of events, the second without a kind for one row, keys in the folders' names. */
const makeEvents = `
import sys, duckdb
con = duckdb.connect()
con.execute("""
  CREATE TABLE events AS SELECT * FROM (VALUES
    (1::UINTEGER, 10::BIGINT, TIMESTAMP '2026-01-05 08:30:00', 12.5::FLOAT, 'web',  TRUE,  1),
    (2, 11, TIMESTAMP '2026-01-06 23:59:59.5', NULL, 'app',  FALSE, 1),
    (3, 12, TIMESTAMP '2026-01-31 00:00:00',   3.25, NULL,   NULL,  1),
    (4, 10, TIMESTAMP '2025-12-31 10:00:00',   1.0,  'web',  TRUE,  1),
    (5, 99, TIMESTAMP '2026-02-01 12:00:00',   0.0,  'it''s "é"', FALSE, 2),
    (6, 13, TIMESTAMP '2026-02-14 17:45:10',  -7.0,  'web',  TRUE,  2),
    (7, NULL, TIMESTAMP '2026-02-28 05:05:05', 100.75, 'app', TRUE, 2),
    (8, 11, NULL, 5.5, 'app', FALSE, 2)
  ) t(id, user_id, "at", amount, kind, bought, month)""")
con.execute(f"COPY events TO '{sys.argv[1]}' (FORMAT parquet, PARTITION_BY (month))")
open(sys.argv[1] + "/_SUCCESS", "w").close()
`;

/** Names and ages as people type them: blanks, quotes, line breaks, words for numbers. */
const users = [
  'id,name,age,joined,vip',
  '10,"Ann, ""the first""", 41 ,2020-02-29,true',
  '11,Bob,n/a,2021-12-01,f',
  '12,"two\nlines",29,,TRUE',
  '13,,1e3,2019-01-31,',
  '14,Zoë,"",2018-06-15,false',
  '',
].join('\n');

/** The same kind of thing as a spreadsheet of another country writes it. */
const members = [
  'x;29/02/2020;05.01.2026 08:30;t;"3,25";it\'s "so"',
  '41;01/12/2021;06.01.2026 23:59;true;10,00;NA',
  'NA;NA;NA;no;NA;',
  '29;"31/12/2019";31.01.2026 00:00;NA;-0,5;"a;b"',
  '',
].join('\n');

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'sluice scripts é-'));
  execFileSync(python, ['-c', makeEvents, join(base, 'events')]);
  await writeFile(join(base, 'users.csv'), users);
  await writeFile(join(base, 'members.csv'), members);
});

afterAll(async () => {
  await rm(base, { recursive: true, force: true });
});

const step = (id: string, op: string, params: Json, note = ''): Json => ({ id, op, params, note });

const features = {
  sluice: 1,
  name: 'purchase features',
  parameters: [
    { name: 'since', type: 'timestamp', default: '2025-01-01 00:00:00' },
    { name: 'factor', type: 'float64', default: 2 },
  ],
  sources: {
    main: {
      uri: 'events',
      format: 'parquet',
      options: {},
      schema: [
        { name: 'id', type: 'int64' },
        { name: 'user_id', type: 'int64' },
        { name: 'at', type: 'timestamp' },
        { name: 'amount', type: 'float32' },
        { name: 'kind', type: 'text' },
        { name: 'bought', type: 'boolean' },
        { name: 'month', type: 'int64' },
      ],
    },
    users: {
      uri: 'users.csv',
      format: 'csv',
      options: { header: true, delimiter: ',', quote: '"', escape: '"' },
      schema: [
        { name: 'id', type: 'int64' },
        { name: 'name', type: 'text' },
        { name: 'age', type: 'text' },
        { name: 'joined', type: 'date' },
        { name: 'vip', type: 'boolean' },
      ],
    },
  },
  steps: [
    step(
      'recent',
      'filter-rows',
      {
        where: {
          any: [
            { column: 'at', is: 'on-or-after', value: { param: 'since' } },
            { column: 'at', is: 'is-null' },
          ],
        },
      },
      'Rows without a time\nare kept.',
    ),
    step('parts', 'split-dataset', { parts: { train: 0.5, validation: 0.5 }, seed: 7 }),
    step('people', 'join', { with: { source: 'users' }, how: 'left', on: [['user_id', 'id']] }),
    step('ages', 'change-type', { columns: ['age'], to: 'int64', onError: 'null' }),
    step('no-age', 'fill-missing', { columns: ['age', 'amount'], with: 'median' }),
    step('score', 'formula', {
      column: 'score',
      expression: 'amount * :factor + coalesce(age, 0) / 4',
    }),
    step('clock', 'extract-date-parts', { column: 'at', parts: ['hour', 'weekday'], prefix: 'at' }),
    step('kinds', 'one-hot-encode', { columns: ['kind'] }),
    step('nick', 'rename-column', { from: 'name', to: 'user name' }),
    step('order', 'sort-rows', { by: [{ column: 'score', descending: true }, { column: 'id' }] }),
  ],
  fitted: {
    'no-age': { age: 35, amount: 3.25 },
    kinds: { kind: ['app', 'web'] },
  },
  checks: [
    { rule: 'not-null', column: 'id', severity: 'error' },
    { rule: 'unique', columns: ['id'], severity: 'error' },
    { rule: 'in-range', column: 'age', min: 30, max: 120, severity: 'warn' },
    { rule: 'row-count', min: 1, severity: 'error' },
  ],
  outputs: [
    { name: 'all', format: 'parquet', uri: 'out/all/', options: {} },
    { name: 'train', part: 'train', format: 'csv', uri: 'out/train/', options: { header: true } },
    {
      name: 'rest',
      part: 'validation',
      format: 'parquet',
      uri: 'out/rest/',
      options: { compression: 'snappy' },
    },
  ],
} as const;

/** The flow of a recipe written in a test; its fitted values are given under its own prefix. */
function flowOf(
  recipe: Readonly<Record<string, unknown>> & { fitted?: Readonly<Record<string, FittedValues>> },
): Flow {
  const read = readRecipe(JSON.stringify({ ...recipe, fitted: {} }));
  if (!read.recipe) throw new Error(JSON.stringify(read.problems));
  const { flow, problems } = validateRecipe(read.recipe, {}, recipe.fitted ?? {});
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return flow;
}

/** Runs a recipe's script on one engine in a folder of its own. */
async function runIn(
  engine: Engine,
  flow: Flow,
  given: Given,
): Promise<{ end: Ended; out: string }> {
  const folder = await mkdtemp(join(base, 'run-'));
  const script = exportScript(flow, engine.target, { recipeFolder: base });
  const out = join(folder, 'out');
  return { end: await runScript(engine, script, folder, out, given), out };
}

/** Runs a recipe's script and reads all that it wrote. */
async function outputsOf(
  engine: Engine,
  flow: Flow,
  given: Given,
): Promise<{ stderr: string; tables: Record<string, WrittenTable> }> {
  const { end, out } = await runIn(engine, flow, given);
  expect(end.code, end.stderr).toBe(0);
  const tables: Record<string, WrittenTable> = {};
  for (const name of readdirSync(out)) tables[name] = await readOutput(join(out, name), true);
  return { stderr: end.stderr, tables };
}

const asText = (column: string): string => column.replace(/ [A-Z]+$/, ' VARCHAR');

/** Asserts equal tables: names, types, cells; in order, or as multisets. */
function expectSame(
  found: WrittenTable | undefined,
  wanted: WrittenTable | undefined,
  ordered: boolean,
): void {
  expect(found?.columns).toEqual(wanted?.columns);
  const sorted = (table: WrittenTable | undefined): (readonly (string | null)[])[] =>
    ordered
      ? [...(table?.rows ?? [])]
      : [...(table?.rows ?? [])].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  const [left, right] = [sorted(found), sorted(wanted)];
  expect(left.length).toBe(right.length);
  left.forEach((row, i) => {
    const other = right[i] ?? [];
    const same =
      row.length === other.length && row.every((cell, j) => sameCell(cell, other[j] ?? null));
    if (!same) expect(row).toEqual(other);
  });
}

/** The features, worked out by hand; parts are those of md5("7|" ‖ file:row). */
const wanted: WrittenTable = {
  columns: [
    'id BIGINT',
    'user_id BIGINT',
    'at TIMESTAMP',
    'amount FLOAT',
    'bought BOOLEAN',
    'month BIGINT',
    'user name VARCHAR',
    'age BIGINT',
    'joined DATE',
    'vip BOOLEAN',
    'score DOUBLE',
    'at_hour INTEGER',
    'at_weekday INTEGER',
    'kind_app TINYINT',
    'kind_web TINYINT',
  ],
  rows: [
    // prettier-ignore
    ['7', null, '2026-02-28 05:05:05', '100.75', 'true', '2', null, '35', null, null, '210.25', '5', '6', '1', '0'],
    // prettier-ignore
    ['1', '10', '2026-01-05 08:30:00', '12.5', 'true', '1', 'Ann, "the first"', '41', '2020-02-29', 'true', '35.25', '8', '1', '0', '1'],
    // prettier-ignore
    ['8', '11', null, '5.5', 'false', '2', 'Bob', '35', '2021-12-01', 'false', '19.75', null, null, '1', '0'],
    // prettier-ignore
    ['2', '11', '2026-01-06 23:59:59.5', '3.25', 'false', '1', 'Bob', '35', '2021-12-01', 'false', '15.25', '23', '2', '1', '0'],
    // prettier-ignore
    ['3', '12', '2026-01-31 00:00:00', '3.25', null, '1', 'two\nlines', '29', null, 'true', '13.75', '0', '6', '0', '0'],
    // prettier-ignore
    ['5', '99', '2026-02-01 12:00:00', '0.0', 'false', '2', null, '35', null, null, '8.75', '12', '7', '0', '0'],
    // prettier-ignore
    ['6', '13', '2026-02-14 17:45:10', '-7.0', 'true', '2', null, '35', '2019-01-31', null, '-5.25', '17', '6', '0', '1'],
  ],
};

/** The rows whose share of the seed is below one half, by Python's own hash. */
function trainingIds(): Set<string> {
  const code = `
import glob, hashlib, os, sys, duckdb
base = sys.argv[1]
for month in (1, 2):
    for file in sorted(glob.glob(f"{base}/month={month}/*")):
        ids = duckdb.read_parquet(file, hive_partitioning=False).fetchall()
        for i, row in enumerate(ids):
            key = f"7|{os.path.relpath(file, base)}:{i}"
            if int(hashlib.md5(key.encode()).hexdigest()[:8], 16) / 2**32 < 0.5:
                print(row[0])
`;
  const out = execFileSync(python, ['-c', code, join(base, 'events')], { encoding: 'utf8' });
  return new Set(out.trim().split('\n'));
}

/** Members by whether they pay: a CSV with options of its own, grouped, without outputs. */
const summary = {
  sluice: 1,
  name: 'ages by membership',
  sources: {
    main: {
      uri: 'members.csv',
      format: 'csv',
      options: {
        header: false,
        delimiter: ';',
        quote: '"',
        escape: '"',
        null: 'NA',
        decimal: ',',
        dateFormat: '%d/%m/%Y',
        timestampFormat: '%d.%m.%Y %H:%M',
      },
      schema: [
        { name: 'age', type: 'text' },
        { name: 'it"s joined', type: 'date' },
        { name: 'last.seen', type: 'timestamp' },
        { name: 'select', type: 'boolean' },
        { name: '^price$', type: 'decimal(10,2)' },
        { name: 'word', type: 'text' },
      ],
    },
  },
  steps: [
    step('ages', 'change-type', { columns: ['age'], to: 'int64', onError: 'null' }),
    step('by', 'group-aggregate', {
      by: ['select'],
      aggregates: [
        { column: 'age', function: 'mean', as: 'mean_age' },
        { column: 'it"s joined', function: 'max', as: 'joined' },
        { column: 'last.seen', function: 'max', as: 'seen' },
        { column: '^price$', function: 'sum', as: 'price' },
        { column: 'word', function: 'count', as: 'words' },
        { column: 'word', function: 'min', as: 'word' },
      ],
    }),
  ],
};

const training = (checks: Json): Record<string, unknown> => ({
  sluice: 1,
  name: 'label first',
  sources: { main: features.sources.main },
  steps: [
    step('odd', 'formula', {
      column: 'odd',
      expression: 'cast(amount as float64) * 1e300 * 1e300',
    }),
    step('few', 'select-columns', { columns: ['id', 'odd', 'bought'] }),
    step('order', 'sort-rows', { by: [{ column: 'id' }] }),
  ],
  checks,
  outputs: [
    { name: 'plain', format: 'parquet', uri: 'x/', options: {} },
    { name: 'train', format: 'csv', uri: 'x/', options: { label: 'bought' } },
  ],
});

describe.each(engines)('exported scripts on $name', (engine) => {
  it('write the same files as every other engine, in the recipe’s order', async () => {
    const given = {
      inputs: { main: join(base, 'events') },
      // The machine's own time zone would move this past the first event.
      values: { since: '2026-01-05 08:00:00' },
    };
    const { tables, stderr } = await outputsOf(engine, flowOf(features), given);
    expectSame(tables['all'], wanted, true);
    const train = trainingIds();
    const part = (inTrain: boolean): WrittenTable['rows'] =>
      wanted.rows.filter((row) => train.has(String(row[0])) === inTrain);
    expectSame(tables['rest'], { ...wanted, rows: part(false) }, true);
    expectSame(tables['train'], { columns: wanted.columns.map(asText), rows: part(true) }, true);
    if (engine.target !== 'duckdb')
      expect(stderr).toContain("warn: the check 'age is from 30 to 120'");
  }, 180_000);

  it('write the final table where the recipe names no output', async () => {
    const { tables } = await outputsOf(engine, flowOf(summary), {});
    expectSame(
      tables['result'],
      {
        columns: [
          'select BOOLEAN',
          'mean_age DOUBLE',
          'joined DATE',
          'seen TIMESTAMP',
          'price DECIMAL(38,2)',
          'words BIGINT',
          'word VARCHAR',
        ],
        rows: [
          ['false', null, null, null, null, '1', ''],
          ['true', '41.0', '2021-12-01', '2026-01-06 23:59:00', '13.25', '1', 'it\'s "so"'],
          [null, '29.0', '2019-12-31', '2026-01-31 00:00:00', '-0.50', '1', 'a;b'],
        ],
      },
      false,
    );
  }, 180_000);
});

// One Spark speaks for both here, as its sessions take long to start.
describe.each(engines.filter((engine) => engine.name !== 'PySpark 4'))(
  'exported scripts that fail on $name',
  (engine) => {
    it('end with the check that fails, with nothing written', async () => {
      const checks = [{ rule: 'row-count', min: 9, severity: 'error' }];
      const { end, out } = await runIn(engine, flowOf(training(checks)), {});
      expect(end.stderr).toContain(
        "error: the check 'the number of rows is at least 9' does not hold (8)",
      );
      expect(end.code).toBe(engine.target === 'duckdb' ? 1 : 3);
      expect(existsSync(out) ? readdirSync(out) : []).toEqual([]);
    }, 180_000);

    it('refuse infinity in a CSV for training, with nothing written', async () => {
      const { end, out } = await runIn(engine, flowOf(training([])), {});
      expect(end.stderr).toMatch(
        /Output train has .*NaN or infinity.* which CSV for training cannot hold/,
      );
      expect(end.code).toBe(1);
      expect(existsSync(out) ? readdirSync(out) : []).toEqual([]);
    }, 180_000);
  },
);
