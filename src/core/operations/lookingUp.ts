import type { Column, ColumnType, Schema } from '../../shared/columnType.ts';
import { emitDuckdb } from '../expression/emitDuckdb.ts';
import { emitPandasColumn } from '../expression/emitPandas.ts';
import { emitPolars } from '../expression/emitPolars.ts';
import { emitPyspark } from '../expression/emitPyspark.ts';
import { literalImports, literalOf, pythonLiteral, sqlLiteral } from '../expression/literal.ts';
import { isInteger } from '../expression/types.ts';
import { orUnsupported } from '../expression/unsupportedError.ts';
import { ident, joinSql, sql } from '../sql/sql.ts';
import { formatType, sameType } from '../sql/types.ts';
import { py, pyLit } from '../python/py.ts';
import { polarsType } from '../python/pythonType.ts';
import { isOrdered, requireColumn, requireNewName, requireType } from './columns.ts';
import { StepError } from './define.ts';
import type { FlowContext, Json, Operation } from './define.ts';
import { isCategory } from './oneHotColumns.ts';
import { polarsName, sparkColumn, sparkName } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { sparkLiteral } from './sparkLiteral.ts';
import { at } from './stepPath.ts';
import { textValue } from './textValue.ts';
import { sharedType, widenedColumn } from './widened.ts';

/** Params of the operation `lookup-values`. */
export interface LookupParams {
  readonly column: string;
  readonly with: { readonly source: string };
  readonly key: string;
  readonly result: string;
  /** The new column; without one the values are replaced. */
  readonly as?: string | undefined;
  readonly missing: 'null' | 'keep' | 'default';
  readonly default?: string | undefined;
}

const [keyName, resultName] = ['__sluice_key', '__sluice_result'];

/** The part of an operation that is the same for all that look values up in another source. */
export const lookingUp: Pick<
  Operation<LookupParams>,
  'rows' | 'order' | 'identity' | 'sources' | 'outputSchema' | 'emit'
> = {
  rows: 'same',
  order: 'loses',
  identity: 'keeps',
  sources: (params) => [params.with.source],
  outputSchema: (context) => planOf(context).output,
  emit: {
    duckdb: (context) => {
      const { params, from, relation, hidden, input } = context;
      const { source, key, result, type, fallback, fill } = planOf(context);
      const found = sql`r.${ident(resultName)}`;
      const other =
        fallback === 'value'
          ? sqlLiteral(fill, type)
          : emitDuckdb(widenedColumn(source, type), context);
      const value = fallback === 'null' ? found : sql`coalesce(${found}, ${other})`;
      const typed = sql`${value} AS ${ident(params.as ?? params.column)}`;
      const columns = input.map(({ name }) =>
        params.as === undefined && name === params.column ? typed : sql`l.${ident(name)}`,
      );
      const all = [
        ...columns,
        ...(params.as === undefined ? [] : [typed]),
        ...hidden.map((name) => sql`l.${ident(name)}`),
      ];
      const smallest = sql`min(${emitDuckdb(widenedColumn(result, type), context)})`;
      const table = sql`SELECT ${ident(key.name)} AS ${ident(keyName)}, ${smallest} AS ${ident(resultName)} FROM ${relation(params.with.source)} GROUP BY ${ident(key.name)}`;
      return sql`SELECT ${joinSql(all)} FROM ${from} AS l LEFT JOIN (${table}) AS r ON l.${ident(params.column)} = r.${ident(keyName)}`;
    },
    pandas: (context) =>
      orUnsupported(() => {
        const { params, frame, relation } = context;
        const { source, key, result, keyType, type, fallback, fill } = planOf(context);
        context.import('import pandas as pd');
        context.import('import pyarrow as pa');
        context.helper('lookup_table', lookupTable);
        const scope = { ...context, frame: relation(params.with.source) };
        const keys = emitPandasColumn(widenedColumn(key, keyType), scope);
        const results = emitPandasColumn(widenedColumn(result, type), scope);
        const target = py`${frame}[${pyLit(params.as ?? params.column)}]`;
        const wanted = emitPandasColumn(widenedColumn(source, keyType), context);
        for (const line of literalImports(type)) context.import(line);
        const others = {
          null: () => [],
          value: () => [py`found = found.fillna(${pythonLiteral(fill, type, 'pandas')})`],
          keep: () => [
            py`found = found.fillna(${emitPandasColumn(widenedColumn(source, type), context)})`,
          ],
        }[fallback]();
        return [
          py`table = lookup_table(${keys}, ${results})`,
          py`found = table.reindex(${wanted}.array).set_axis(${frame}.index)`,
          ...others,
          py`${target} = found`,
        ];
      }),
    polars: (context) =>
      orUnsupported(() => {
        const { params, frame, relation, output, hidden } = context;
        const { source, key, result, keyType, type, fallback, fill } = planOf(context);
        context.import('import polars as pl');
        const table = pythonLines(
          py`table = ${relation(params.with.source)}.select(`,
          [
            py`${emitPolars(widenedColumn(key, keyType), context)}.alias(${pyLit(keyName)})`,
            py`${emitPolars(widenedColumn(result, type), context)}.alias(${pyLit(resultName)})`,
          ],
          py`)`,
        );
        const found = py`pl.col(${pyLit(resultName)})`;
        for (const line of literalImports(type)) context.import(line);
        const value = {
          null: () => found,
          value: () =>
            py`${found}.fill_null(pl.lit(${pythonLiteral(fill, type, 'polars')}, dtype=${polarsType(type)}))`,
          keep: () =>
            py`pl.coalesce(${found}, ${emitPolars(widenedColumn(source, type), context)})`,
        }[fallback]();
        const made = params.as ?? params.column;
        const picked = [...output.map(({ name }) => name), ...hidden].map((name) =>
          name === made ? py`${value}.alias(${pyLit(name)})` : polarsName(name),
        );
        const wanted = emitPolars(widenedColumn(source, keyType), context);
        return [
          ...table,
          py`table = table.group_by(${pyLit(keyName)}).agg(${found}.min())`,
          ...pythonLines(
            py`${frame} = ${frame}.join(`,
            [
              py`table`,
              py`left_on=${wanted}`,
              py`right_on=${pyLit(keyName)}`,
              py`how="left"`,
              py`maintain_order="left"`,
            ],
            py`)`,
          ),
          ...pythonLines(py`${frame} = ${frame}.select(`, picked, py`)`),
        ];
      }),
    pyspark: (context) =>
      orUnsupported(() => {
        const { params, frame, relation, output, hidden } = context;
        const { source, key, result, type, fallback, fill } = planOf(context);
        context.import('from pyspark.sql import functions as F');
        const found = py`F.col(${pyLit(resultName)})`;
        const value = {
          null: () => found,
          value: () => py`F.coalesce(${found}, ${sparkLiteral(fill, type, context)})`,
          keep: () =>
            py`F.coalesce(${found}, ${emitPyspark(widenedColumn(source, type), context)})`,
        }[fallback]();
        const made = params.as ?? params.column;
        const picked = [...output.map(({ name }) => name), ...hidden].map((name) =>
          name === made ? py`${value}.alias(${pyLit(name)})` : sparkName(name),
        );
        const smallest = py`F.min(${emitPyspark(widenedColumn(result, type), context)})`;
        return [
          py`table = ${relation(params.with.source)}.groupBy(${sparkColumn(key.name)}.alias(${pyLit(keyName)}))`,
          py`table = table.agg(${smallest}.alias(${pyLit(resultName)}))`,
          py`matches = ${sparkColumn(params.column)} == F.col(${pyLit(keyName)})`,
          py`${frame} = ${frame}.join(table, matches, "left")`,
          ...pythonLines(py`${frame} = ${frame}.select(`, picked, py`)`),
        ];
      }),
  },
};

interface Plan {
  readonly source: Column;
  readonly key: Column;
  readonly result: Column;
  /** The type in which values and keys are compared. */
  readonly keyType: ColumnType;
  /** The type of what comes out. */
  readonly type: ColumnType;
  readonly fallback: 'null' | 'keep' | 'value';
  /** The default. */
  readonly fill: Json;
  readonly output: Schema;
}

function planOf(context: FlowContext<LookupParams>): Plan {
  const { params, input } = context;
  const other = context.source(params.with.source, ['with', 'source']);
  const source = requireColumn(input, params.column, ['column']);
  const key = requireColumn(other, params.key, ['key']);
  const result = requireColumn(other, params.result, ['result']);
  const words = 'text, whole numbers, booleans, dates or decimals';
  requireType(source, isCategory, words, ['column']);
  requireType(result, isOrdered, 'a number, text, boolean, date or timestamp', ['result']);
  const alike = sameType(source.type, key.type) || (isInteger(source.type) && isInteger(key.type));
  if (!alike) {
    throw new StepError(
      ['key'],
      `“${key.name}” is ${formatType(key.type)}, but “${source.name}” is ${formatType(source.type)}.`,
      'Change the type of one of them first.',
    );
  }
  const keyType = sharedType([source, key], () => ['key']);
  const type =
    params.missing === 'keep' ? sharedType([source, result], () => ['missing']) : result.type;
  const fill = params.default === undefined ? null : textValue(params.default, type);
  const made = { name: params.as ?? params.column, type };
  if (params.as !== undefined) requireNewName(input, params.as, ['as']);
  const output =
    params.as === undefined ? input.map((one) => (one === source ? made : one)) : [...input, made];
  return { source, key, result, keyType, type, fallback: fallbackOf(params, type), fill, output };
}

function fallbackOf(params: LookupParams, type: ColumnType): Plan['fallback'] {
  if (params.missing !== 'default') return params.missing;
  if (params.default === undefined) {
    throw new StepError(
      ['default'],
      'There is no default.',
      'Give the value for what is not found.',
    );
  }
  const value = textValue(params.default, type);
  at(['default'], () => literalOf(value, type));
  return 'value';
}

const lookupTable = `def lookup_table(keys, results):
    """Results by key, for each key the smallest; nulls are left out."""
    table = pa.table({"key": pa.array(keys.array), "result": pa.array(results.array)}).drop_null()
    table = table.sort_by([("key", "ascending"), ("result", "ascending")])
    found = table.to_pandas(types_mapper=pd.ArrowDtype).drop_duplicates("key")
    return found.set_index("key")["result"]
`;
