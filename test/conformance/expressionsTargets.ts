import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { checkExpression } from '../../src/core/expression/check.ts';
import { emitDuckdb } from '../../src/core/expression/emitDuckdb.ts';
import { emitPandasColumn } from '../../src/core/expression/emitPandas.ts';
import { emitPolars } from '../../src/core/expression/emitPolars.ts';
import { emitPyspark } from '../../src/core/expression/emitPyspark.ts';
import { parseExpression } from '../../src/core/expression/parse.ts';
import type { TypedExpression } from '../../src/core/expression/typed.ts';
import { orUnsupported } from '../../src/core/expression/unsupportedError.ts';
import { pyLit, py, trustedPy } from '../../src/core/python/py.ts';
import { ident, joinSql, lit, sql } from '../../src/core/sql/sql.ts';
import type { Sql } from '../../src/core/sql/sql.ts';
import { duckdbType, formatType, parseType } from '../../src/core/sql/types.ts';
import type { ExpressionCase } from './expressionsTable.ts';
import { shortPlans } from './shortPlans.ts';

/** What a target gave for a case. */
export type Outcome =
  | { readonly type: string; readonly values: readonly (string | null)[] }
  | { readonly error: string }
  | { readonly unsupported: string };

/** The case's expression, checked against its columns and parameters. */
export function typed(c: ExpressionCase): TypedExpression {
  return checkExpression(parseExpression(c.expression), {
    schema: Object.entries(c.columns).map(([name, type]) => ({ name, type: parseType(type) })),
    parameters: Object.fromEntries(
      Object.entries(c.parameters ?? {}).map(([name, [type]]) => [name, parseType(type)]),
    ),
  });
}

/** Runs all cases on DuckDB. */
export async function runDuckdb(cases: readonly ExpressionCase[]): Promise<Outcome[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const outcomes: Outcome[] = [];
  for (const c of cases) {
    try {
      const reader = await connection.runAndReadAll(statement(c));
      const rows = reader.getRows();
      const [first] = rows;
      outcomes.push({
        type: String(first?.[0]),
        values: rows.map((row) => (row[1] === null ? null : String(row[1]))),
      });
    } catch (error) {
      outcomes.push({ error: String(error) });
    }
  }
  connection.closeSync();
  instance.closeSync();
  return outcomes;
}

function cell(text: string | null, type: string): Sql {
  const sqlType = duckdbType(parseType(type));
  return text === null ? sql`NULL::${sqlType}` : sql`${lit(text)}::${sqlType}`;
}

function statement(c: ExpressionCase): string {
  const e = typed(c);
  const types = Object.values(c.columns);
  const rows = c.rows.map(
    (row, i) =>
      sql`(${joinSql([lit(i), ...row.map((text, k) => cell(text, types[k] ?? 'text'))])})`,
  );
  const names = ['row_', ...Object.keys(c.columns)].map(ident);
  const result = emitDuckdb(e, {
    param: (name) => {
      const [type, text] = c.parameters?.[name] ?? ['text', ''];
      return cell(text, type);
    },
  });
  const text = shownSql(e.type.kind);
  return sql`SET TimeZone = 'UTC'; SELECT typeof(r), CAST(${text} AS VARCHAR) FROM (SELECT row_, ${result} AS r FROM (VALUES ${joinSql(rows)}) t(${joinSql(names)})) ORDER BY row_`;
}

function shownSql(kind: string): Sql {
  if (kind === 'timestamptz') return sql`epoch_us(r)`;
  return kind === 'list' ? sql`to_json(r)` : sql`r`;
}

/** The name of a type as `typeof` of DuckDB gives it. */
export function duckdbName(e: TypedExpression): string {
  return duckdbType(e.type);
}

const emitters = { pandas: emitPandasColumn, polars: emitPolars, pyspark: emitPyspark };

/** Runs all cases on a Python engine: one process. */
export async function runPython(
  cases: readonly ExpressionCase[],
  target: keyof typeof emitters,
  python: string,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const jobs: object[] = [];
  cases.forEach((c, id) => {
    const imports = new Set<string>();
    const helpers = new Map<string, string>();
    const e = typed(c);
    const code = orUnsupported(() =>
      emitters[target](e, {
        frame: trustedPy('df'),
        param: (name) => py`params[${pyLit(name)}]`,
        import: (line) => imports.add(line),
        helper: (name, text) => helpers.set(name, text),
      }),
    );
    if (typeof code !== 'string') {
      outcomes[id] = code;
      return;
    }
    jobs.push({
      id: String(id),
      columns: Object.entries(c.columns),
      rows: c.rows,
      type: formatType(e.type),
      code,
      imports: [...imports],
      helpers: [...helpers.values()],
      params: c.parameters ?? {},
    });
  });
  const found = await drive({ target, cases: jobs }, python);
  cases.forEach((_, id) => {
    outcomes[id] ??= found[String(id)] ?? { error: 'no answer' };
  });
  return outcomes;
}

async function drive(document: object, python: string): Promise<Record<string, Outcome>> {
  const folder = await mkdtemp(join(tmpdir(), 'expressions-'));
  try {
    const [input, output] = [join(folder, 'in.json'), join(folder, 'out.json')];
    await writeFile(input, JSON.stringify(document));
    const driver = join(import.meta.dirname, 'driver_expressions.py');
    await promisify(execFile)(python, [driver, input, output], {
      timeout: 1_100_000,
      maxBuffer: 1e8,
      env: {
        ...process.env,
        ...{ TZ: 'UTC', PYSPARK_PYTHON: python, PYSPARK_DRIVER_PYTHON: python },
        JAVA_TOOL_OPTIONS: shortPlans,
      },
    });
    // SAFETY: the driver of this folder writes exactly this shape.
    return JSON.parse(await readFile(output, 'utf8')) as Record<string, Outcome>;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
