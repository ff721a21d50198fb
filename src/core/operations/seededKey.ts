import type { ColumnType, Schema } from '../../shared/columnType.ts';
import { isInteger } from '../expression/types.ts';
import { ident, joinSql, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { pandasType } from '../python/pythonType.ts';
import { requireColumns, requireType } from './columns.ts';
import type { PythonContext, Unsupported } from './define.ts';
import { polarsColumn, sparkColumn } from './pythonColumn.ts';

/** U+001F joins the texts of several key columns, `\N` stands for null (ARCHITECTURE: Seeded choices). */
const separator = '\u001f';
const nullText = '\\N';

const textType = pandasType({ kind: 'text' });

/** The answer of a seeded choice where rows have neither key nor identity. */
export const noIdentity: Unsupported = {
  unsupported: 'the rows carry no identity here, so key columns are needed',
};

interface KeyContext {
  readonly params: { readonly key: readonly string[] };
  readonly input: Schema;
  readonly hidden: readonly string[];
}

/** Checks that the columns of `key` can be hashed alike on every target. Throws `StepError`. */
export function checkKey({ params, input }: Pick<KeyContext, 'params' | 'input'>): void {
  requireColumns(input, params.key, ['key']).forEach((column, index) => {
    requireType(column, isKey, 'whole numbers, text, dates or booleans', ['key', index]);
  });
}

function isKey(type: ColumnType): boolean {
  return isInteger(type) || ['text', 'date', 'boolean'].includes(type.kind);
}

/** The text that is hashed for a row, in DuckDB; undefined where there is neither key nor identity. */
export function duckdbKey({ params, hidden, input }: KeyContext): Sql | undefined {
  const texts = keyTexts(params.key, hidden, {
    column: (name) => {
      const text = kindOf(input, name) === 'text' ? ident(name) : sql`${ident(name)}::VARCHAR`;
      return sql`coalesce(${text}, ${lit(nullText)})`;
    },
    identity: (file, row) => sql`${ident(file)} || ':' || ${ident(row)}`,
  });
  return texts && joinSql(texts, ` || ${lit(separator)} || `);
}

/** As `duckdbKey`, a pandas Series; the script imports pandas as pd and pyarrow as pa. */
export function pandasKey({
  params,
  hidden,
  input,
  frame,
}: KeyContext & Pick<PythonContext<unknown>, 'frame'>): Py | undefined {
  const texts = keyTexts(params.key, hidden, {
    column: (name) => {
      const kind = kindOf(input, name);
      const found = py`${frame}[${pyLit(name)}]`;
      const text = kind === 'boolean' ? py`${found}.map({True: "true", False: "false"})` : found;
      return py`${kind === 'text' ? text : py`${text}.astype(${textType})`}.fillna(${pyLit(nullText)})`;
    },
    identity: (file, row) =>
      py`${frame}[${pyLit(file)}] + ":" + ${frame}[${pyLit(row)}].astype(${textType})`,
  });
  return texts && joinPy(texts, ` + ${pyLit(separator)} + `);
}

/** As `duckdbKey`, a polars expression. */
export function polarsKey({ params, hidden, input }: KeyContext): Py | undefined {
  const texts = keyTexts(params.key, hidden, {
    column: (name) => {
      const text =
        kindOf(input, name) === 'text'
          ? polarsColumn(name)
          : py`${polarsColumn(name)}.cast(pl.String)`;
      return py`${text}.fill_null(${pyLit(nullText)})`;
    },
    identity: (file, row) => py`${polarsColumn(file)} + ":" + ${polarsColumn(row)}.cast(pl.String)`,
  });
  if (!texts) return undefined;
  const [first, second] = texts;
  return first !== undefined && second === undefined
    ? first
    : py`pl.concat_str(${joinPy(texts)}, separator=${pyLit(separator)})`;
}

/** As `duckdbKey`, for Spark: the arguments of an `F.concat`. */
export function sparkKey({ params, hidden }: KeyContext): Py | undefined {
  const texts = keyTexts(params.key, hidden, {
    column: (name) =>
      py`F.coalesce(${sparkColumn(name)}.cast("string"), F.lit(${pyLit(nullText)}))`,
    identity: (file, row) =>
      py`F.concat(${sparkColumn(file)}, F.lit(":"), ${sparkColumn(row)}.cast("string"))`,
  });
  return texts && joinPy(texts, `, F.lit(${pyLit(separator)}), `);
}

function kindOf(input: Schema, name: string): ColumnType['kind'] | undefined {
  return input.find((other) => other.name === name)?.type.kind;
}

/** The text of each key column, or of the row identity; undefined where there is neither. */
function keyTexts<T>(
  key: readonly string[],
  hidden: readonly string[],
  text: { column: (name: string) => T; identity: (file: string, row: string) => T },
): readonly T[] | undefined {
  if (key.length > 0) return key.map(text.column);
  const [file, row] = hidden;
  return file === undefined || row === undefined ? undefined : [text.identity(file, row)];
}
