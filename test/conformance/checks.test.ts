import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkLines } from '../../src/core/codegen/checkLines.ts';
import { pandasTarget } from '../../src/core/codegen/pandas.ts';
import { polarsTarget } from '../../src/core/codegen/polars.ts';
import { pysparkTarget } from '../../src/core/codegen/pyspark.ts';
import { checkTitle, compileCheck } from '../../src/core/recipe/checks.ts';
import { literalParameters } from '../../src/core/recipe/compile.ts';
import { ident, lit, sql } from '../../src/core/sql/sql.ts';
import { AppError } from '../../src/shared/errors.ts';
import { checkCases } from './checkCases.ts';
import type { CheckCase } from './checkCases.ts';
import { createTable } from './exampleTables.ts';
import { shortPlans } from './shortPlans.ts';

const targets = { pandas: pandasTarget, polars: polarsTarget, pyspark: pysparkTarget };
const environments = [
  { name: 'newest', python: '.venv/bin/python', targets: ['pandas', 'polars', 'pyspark'] },
  { name: 'floor', python: '.venv-floor/bin/python', targets: ['pandas', 'pyspark'] },
] as const;

/** What the function `checks` yielded: severity, rule, broken, found. */
type Yielded = readonly [string, string, boolean, number | null];
type Outcome = { unsupported: string } | { error: string } | { checks: readonly Yielded[] };

/** While one works on some rules: their ids, and the targets to ask, parted by commas. */
const only = process.env['SLUICE_CHECKS']?.split(',');
const asked = process.env['SLUICE_TARGETS']?.split(',');
const cases = checkCases().filter(({ rule }) => only?.includes(rule) ?? true);
const outcomes = new Map<string, Outcome>();
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-checks-'));
  for (const [index, one] of cases.entries()) await writeInputs(one, join(folder, String(index)));
  for (const environment of environments) await runPython(environment);
}, 2_400_000);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe.each(cases.map((one, index) => ({ one, index, id: one.id })))('$id', ({ one, index }) => {
  const { example, check, flow } = one;

  it('duckdb', async () => {
    await withTables(one, async (connection) => {
      const values = Object.fromEntries(
        Object.entries(example.parameters ?? {}).map(([name, [, value]]) => [name, value]),
      );
      const param = literalParameters(flow, values);
      const { sql: counts, sample } = compileCheck(check, flow, ident('main'), param);
      const [row] = (await connection.runAndReadAll(counts)).getRowsJson();
      const [failed, found, judged] = row ?? [];
      const figure = (value: unknown): number | null =>
        value == null || value === 'NaN' ? null : Number(value);
      expect([failed, figure(judged)]).toEqual([example.failed, example.of]);
      expectFigure(figure(found), example.found);
      const rows = sample && (await connection.runAndReadAll(sample)).getRowsJson();
      expect(rows).toEqual(example.sample);
    });
  });

  for (const environment of environments) {
    for (const target of environment.targets) {
      if (!(asked?.includes(target) ?? true)) continue;
      it(`${target} (${environment.name})`, () => {
        const outcome = outcomes.get(`${environment.name} ${target} ${String(index)}`);
        if (!outcome) throw new Error('The case was not run.');
        if ('error' in outcome) throw new Error(outcome.error);
        if ('unsupported' in outcome) {
          expect(one.rule).toBe('custom-sql');
          return;
        }
        expect(outcome.checks.map((yielded) => yielded.slice(0, 3))).toEqual([
          ['error', checkTitle(check), example.failed],
        ]);
        expectFigure(outcome.checks[0]?.[3] ?? null, example.found);
      });
    }
  }
});

it('every rule is the file that it is named after', async () => {
  for (const { rule } of cases) {
    expect(await readFile(`src/core/checks/${rule}.ts`, 'utf8')).toContain(`id: '${rule}'`);
  }
});

/** ARCHITECTURE: floats in tests. */
function expectFigure(found: number | null, wanted: number | null | 'any'): void {
  if (wanted === 'any') {
    expect(found).not.toBeNull();
    return;
  }
  if (found === null || wanted === null) expect(found).toBe(wanted);
  else expect(Math.abs(found - wanted)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(wanted)));
}

async function withTables<T>(
  { example }: CheckCase,
  use: (connection: Awaited<ReturnType<DuckDBInstance['connect']>>) => Promise<T>,
): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    await createTable(connection, 'main', example.input, false);
    for (const [name, table] of Object.entries(example.sources ?? {})) {
      await createTable(connection, name, table, false);
    }
    return await use(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function writeInputs(one: CheckCase, to: string): Promise<void> {
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
    for (const target of environment.targets) {
      if (!(asked?.includes(target) ?? true)) continue;
      const key = `${environment.name} ${target} ${String(index)}`;
      const emitted = tryEmit(one, target);
      if ('unsupported' in emitted) {
        outcomes.set(key, emitted);
        continue;
      }
      const names = ['main', ...Object.keys(one.example.sources ?? {})];
      written.push({
        ...{ id: key, target, ...emitted, parameters: one.example.parameters ?? {} },
        inputs: Object.fromEntries(
          names.map((name) => [name, join(folder, String(index), `${name}.parquet`)]),
        ),
      });
    }
  }
  const casesFile = join(folder, `${environment.name}-cases.json`);
  const resultsFile = join(folder, `${environment.name}-results.json`);
  await writeFile(casesFile, JSON.stringify(written));
  await promisify(execFile)(
    environment.python,
    ['test/conformance/driver_checks.py', casesFile, resultsFile],
    {
      ...{ timeout: 1_200_000, maxBuffer: 1 << 26 },
      env: { ...process.env, PYTHONWARNINGS: 'default', JAVA_TOOL_OPTIONS: shortPlans },
    },
  );
  // SAFETY: the driver beside this file writes exactly this.
  const results = JSON.parse(await readFile(resultsFile, 'utf8')) as {
    id: string;
    error: string | null;
    checks: Yielded[];
  }[];
  expect(results.length).toBe(written.length);
  for (const { id, error, checks } of results) {
    outcomes.set(id, error === null ? { checks } : { error });
  }
}

function tryEmit(
  { flow }: CheckCase,
  target: keyof typeof targets,
): { readonly unsupported: string } | object {
  const imports = new Set(targets[target].imports);
  const helpers = new Map<string, string>();
  try {
    const { takes, lines } = checkLines(
      flow,
      targets[target],
      {
        import: (line) => imports.add(line),
        helper: (name, code) => helpers.set(name, code),
      },
      new Map(),
    );
    return { imports: [...imports], helpers: [...helpers.values()], takes, lines };
  } catch (error) {
    if (error instanceof AppError && error.code === 'unsupported') {
      return { unsupported: error.message };
    }
    throw error;
  }
}
