import { z } from 'zod';
import type { Column } from '../../shared/columnType.ts';
import { isFloat } from '../expression/types.ts';
import { ex, exColumn, exLit, joinEx } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { ident, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { requireColumns } from './columns.ts';
import { StepError } from './define.ts';
import type { FlowContext, PythonContext } from './define.ts';
import { column } from './params.ts';
import { polarsColumn, sparkColumn } from './pythonColumn.ts';

/** Params that say which cells count as missing. */
export const missingParams = {
  columns: z.array(column()).default([]).meta({ ui: 'columns', description: 'None: all columns.' }),
  nan: z.boolean().default(false).meta({ title: 'NaN too', description: 'NaN counts as missing.' }),
  blank: z
    .boolean()
    .default(false)
    .meta({ title: 'Blank text too', description: 'Empty text and spaces count as missing.' }),
};

/** What `missingParams` reads. */
export interface MissingParams {
  readonly columns: string[];
  readonly nan: boolean;
  readonly blank: boolean;
}

/** The columns whose cells are looked at: those named, else all. Throws `StepError`. */
export function lookedAt({
  params,
  input,
}: Pick<FlowContext<MissingParams>, 'params' | 'input'>): readonly Column[] {
  if (params.columns.length > 0) return requireColumns(input, params.columns, ['columns']);
  if (input.length > 0) return input;
  throw new StepError(['columns'], 'The table has no columns.', 'Look at the steps above.');
}

/** Whether a cell is missing, as an expression that is never null. */
export function missingExpression({ name, type }: Column, params: MissingParams): ExpressionText {
  const cell = exColumn(name);
  const tests = [ex`${cell} is null`];
  if (params.nan && isFloat(type)) tests.push(ex`isnan(${cell})`);
  if (params.blank && type.kind === 'text') tests.push(ex`trim(${cell}) = ${exLit('')}`);
  return joinEx(tests, ' or ');
}

/** Whether a cell is missing, never null, in DuckDB. */
export function missingDuckdb({ name, type }: Column, params: MissingParams): Sql {
  const cell = ident(name);
  if (params.nan && isFloat(type)) return sql`(${cell} IS NULL OR isnan(${cell}))`;
  if (params.blank && type.kind === 'text')
    return sql`(${cell} IS NULL OR trim(${cell}, ' ') = '')`;
  return sql`${cell} IS NULL`;
}

/** A table of booleans, a column for each one looked at: whether its cells are missing. */
export function missingPandas(context: PythonContext<MissingParams>): Py {
  const { params, frame } = context;
  const found = lookedAt(context);
  const names = found.map(({ name }) => name);
  const cells = py`${frame}[${pyLit(names)}]`;
  const floats = params.nan ? namesOf(found, isFloat) : [];
  const texts = params.blank ? namesOf(found, (type) => type.kind === 'text') : [];
  if (floats.length === 0 && texts.length === 0) return py`${cells}.isna()`;
  context.helper('missing_cells', missingCells);
  return py`missing_cells(${cells}, nan=${pyLit(floats)}, blank=${pyLit(texts)})`;
}

const missingCells = `def missing_cells(df, nan, blank):
    """Where cells are null; also NaN in the columns nan, and empty text or spaces in blank."""
    missing = df.isna()
    for column in nan:
        missing[column] = df[column].ne(df[column]).fillna(True).astype("bool")
    for column in blank:
        missing[column] = df[column].str.strip(" ").eq("").fillna(True).astype("bool")
    return missing
`;

/** Whether a cell is missing, never null, as a polars expression. */
export function missingPolars({ name, type }: Column, params: MissingParams): Py {
  const cell = polarsColumn(name);
  if (params.nan && isFloat(type)) return py`${cell}.is_nan().fill_null(True)`;
  if (params.blank && type.kind === 'text') {
    return py`(${cell}.str.strip_chars(" ") == "").fill_null(True)`;
  }
  return py`${cell}.is_null()`;
}

/** Whether a cell is missing, never null, as a Spark column. */
export function missingSpark({ name, type }: Column, params: MissingParams): Py {
  const cell = sparkColumn(name);
  if (params.nan && isFloat(type)) return py`(${cell}.isNull() | F.isnan(${cell}))`;
  if (params.blank && type.kind === 'text') {
    return py`(${cell}.isNull() | (F.trim(${cell}) == ""))`;
  }
  return py`${cell}.isNull()`;
}

function namesOf(columns: readonly Column[], fits: (type: Column['type']) => boolean): string[] {
  return columns.filter(({ type }) => fits(type)).map(({ name }) => name);
}
