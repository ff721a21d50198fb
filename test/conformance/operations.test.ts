import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../src/core/operations/define.ts';
import { ident, lit, sql } from '../../src/core/sql/sql.ts';
import { duckdbType } from '../../src/core/sql/types.ts';
import { failingCases } from './failingCases.ts';
import { longCases } from './longCases.ts';
import { differences, expectedTable, readTable } from './exampleTables.ts';
import type { FoundTable } from './exampleTables.ts';
import { shortPlans } from './shortPlans.ts';
import { operationCases } from './operationCases.ts';
import type { OperationCase } from './operationCases.ts';
import { createTables, emitPython, hiddenColumns, sqlContext } from './stepContexts.ts';
import type { Emitted, PythonTarget } from './stepContexts.ts';

const environments = [
  { name: 'newest', python: '.venv/bin/python', targets: ['pandas', 'polars', 'pyspark'] },
  { name: 'floor', python: '.venv-floor/bin/python', targets: ['pandas', 'pyspark'] },
] as const;

/** What a Python run gave: the reason why it is unsupported, an error, or the place of its table. */
type Outcome = { unsupported: string } | { error: string } | { output: string };

/** While one works on some operations: their ids, and the targets to ask, parted by commas. */
const only = process.env['SLUICE_OPERATIONS']?.split(',');
const asked = process.env['SLUICE_TARGETS']?.split(',');
const cases = [...operationCases(), ...failingCases(), ...longCases()].filter(
  ({ operation }) => only?.includes(operation.id) ?? true,
);
const outcomes = new Map<string, Outcome>();
const counts = { duckdb: 0, fits: 0, python: 0 };
let folder = '';
let instance: DuckDBInstance;

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  folder = await mkdtemp(join(tmpdir(), 'sluice-operations-'));
  for (const [index, one] of cases.entries()) await writeInputs(one, inputFolder(index));
  for (const environment of environments) await runPython(environment);
}, 2_400_000);

afterAll(async () => {
  instance.closeSync();
  await rm(folder, { recursive: true, force: true });
  const unsupported = [...outcomes].flatMap(([key, outcome]) =>
    'unsupported' in outcome ? [`  ${key}: ${outcome.unsupported}`] : [],
  );
  const examples = cases.length;
  console.log(
    [
      `${String(new Set(cases.map((c) => c.operation.id)).size)} operations, ${String(examples)} cases:`,
      `${String(counts.duckdb)} on DuckDB, ${String(counts.python)} on Python engines,`,
      `${String(counts.fits)} fits; ${String(unsupported.length)} unsupported`,
      ...unsupported,
    ].join('\n'),
  );
});

describe.each(cases.map((one, index) => ({ one, index, id: one.id })))('$id', ({ one, index }) => {
  it('duckdb', async () => {
    await onDuckdb(one);
    counts.duckdb += 1;
  });

  if (one.learns) {
    it('fit', async () => {
      await fits(one);
      counts.fits += 1;
    });
  }

  for (const environment of environments) {
    for (const target of targetsOf(environment, one)) {
      it(`${target} (${environment.name})`, async () => {
        const outcome = outcomes.get(`${environment.name} ${target} ${String(index)}`);
        if (!outcome) throw new Error('The case was not run.');
        if ('unsupported' in outcome) return;
        if (one.fails !== undefined) {
          expect('error' in outcome ? outcome.error : 'it did not fail').toContain(one.fails);
          counts.python += 1;
          return;
        }
        if ('error' in outcome) throw new Error(outcome.error);
        const connection = await instance.connect();
        const found = await readTable(
          connection,
          sql`SELECT * FROM read_parquet(${lit(outcome.output)})`,
        );
        connection.closeSync();
        check(one, found);
        counts.python += 1;
      });
    }
  }
});

/** Quoting is the same in all versions, so hostile names are for the newest engines. */
function targetsOf(
  { name, targets }: (typeof environments)[number],
  { isHostile = false }: OperationCase,
): readonly PythonTarget[] {
  if (isHostile && name !== 'newest') return [];
  return targets.filter((target) => asked?.includes(target) ?? true);
}

async function withTables<T>(
  one: OperationCase,
  use: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const own = await DuckDBInstance.create(':memory:');
  const connection = await own.connect();
  try {
    await createTables(connection, one);
    return await use(connection);
  } finally {
    connection.closeSync();
    own.closeSync();
  }
}

async function onDuckdb(one: OperationCase): Promise<void> {
  const context = sqlContext(one);
  expect(context.output.map(({ name, type }) => [name, duckdbType(type)])).toEqual(
    expectedTable(one.example.output).columns,
  );
  const select = one.operation.emit.duckdb(context);
  if (typeof select !== 'string') throw new Error(select.unsupported);
  await withTables(one, async (connection) => {
    if (one.fails !== undefined) {
      await expect(readTable(connection, select)).rejects.toThrow(one.fails);
      return;
    }
    check(one, await readTable(connection, select));
    const nulled = one.operation.nulled?.(context);
    if (nulled !== undefined) {
      const answer = await connection.runAndReadAll(sql`SELECT ${nulled} FROM main`);
      expect(typeof answer.getRows()[0]?.[0]).toBe('bigint');
    }
  });
}

async function fits(one: OperationCase): Promise<void> {
  const context = { ...sqlContext(one), fitted: undefined };
  const fit = one.operation.fit?.(context);
  if (!fit) throw new Error('The operation has fitted values but no fit.');
  await withTables(one, async (connection) => {
    const answer = await connection.runAndReadAll(fit.query);
    // SAFETY: the cells of node-api's JSON rows are JSON.
    expect(fit.decode(answer.getRowsJson() as Json[][])).toEqual(one.example.fitted);
  });
}

/** Compares with the example's table; identity columns are looked at apart. */
function check(one: OperationCase, found: FoundTable): void {
  const hidden = found.columns.flatMap(([name], at) => (hiddenColumns.includes(name) ? [at] : []));
  const keeps = one.identity && one.operation.identity === 'keeps';
  expect(hidden.length, 'identity columns').toBe(keeps ? 2 : 0);
  for (const row of found.rows) for (const at of hidden) expect(row[at]).not.toBeNull();
  const shown: FoundTable = {
    columns: found.columns.filter((_, at) => !hidden.includes(at)),
    rows: found.rows.map((row) => row.filter((_, at) => !hidden.includes(at))),
  };
  const ordered = one.operation.order === 'defines';
  expect(differences(shown, expectedTable(one.example.output), ordered)).toEqual([]);
}

function inputFolder(index: number): string {
  return join(folder, 'input', String(index));
}

async function writeInputs(one: OperationCase, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await withTables(one, async (connection) => {
    for (const name of ['main', ...Object.keys(one.example.sources ?? {})]) {
      const file = lit(join(to, `${name}.parquet`));
      await connection.run(sql`COPY ${ident(name)} TO ${file} (FORMAT parquet)`);
    }
  });
}

async function runPython(environment: (typeof environments)[number]): Promise<void> {
  const written: object[] = [];
  for (const [index, one] of cases.entries()) {
    for (const target of targetsOf(environment, one)) {
      const key = `${environment.name} ${target} ${String(index)}`;
      const output = join(folder, `${environment.name}-${target}-${String(index)}`);
      const emitted = tryEmit(one, target);
      if ('error' in emitted) {
        outcomes.set(key, emitted);
        continue;
      }
      if ('unsupported' in emitted) {
        outcomes.set(key, emitted);
        continue;
      }
      const names = ['main', ...Object.keys(one.example.sources ?? {})];
      written.push({
        id: key,
        target,
        ...emitted,
        inputs: Object.fromEntries(
          names.map((name) => [name, join(inputFolder(index), `${name}.parquet`)]),
        ),
        parameters: one.example.parameters ?? {},
        output,
      });
      outcomes.set(key, { output });
    }
  }
  const casesFile = join(folder, `${environment.name}-cases.json`);
  const resultsFile = join(folder, `${environment.name}-results.json`);
  await writeFile(casesFile, JSON.stringify(written));
  await promisify(execFile)(
    environment.python,
    ['test/conformance/driver_operations.py', casesFile, resultsFile],
    {
      timeout: 1_200_000,
      maxBuffer: 1 << 26,
      env: {
        ...process.env,
        PYTHONWARNINGS: 'default',
        JAVA_TOOL_OPTIONS: shortPlans,
      },
    },
  );
  // SAFETY: the driver beside this file writes exactly this.
  const results = JSON.parse(await readFile(resultsFile, 'utf8')) as {
    id: string;
    error: string | null;
  }[];
  expect(results.length).toBe(written.length);
  for (const { id, error } of results) if (error !== null) outcomes.set(id, { error });
}

/** As `emitPython`; what it throws becomes that one case's failure. */
function tryEmit(one: OperationCase, target: PythonTarget): Emitted | { error: string } {
  try {
    return emitPython(one, target);
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

it('every operation is the file that it is named after', async () => {
  for (const { id } of new Set(cases.map((one) => one.operation))) {
    const file = await readFile(`src/core/operations/${id}.ts`, 'utf8');
    expect(file).toContain(`id: '${id}'`);
  }
});
