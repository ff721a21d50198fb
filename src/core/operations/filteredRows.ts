import { emitDuckdb } from '../expression/emitDuckdb.ts';
import { emitPandasColumn } from '../expression/emitPandas.ts';
import { emitPolars } from '../expression/emitPolars.ts';
import { emitPyspark } from '../expression/emitPyspark.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { orUnsupported } from '../expression/unsupportedError.ts';
import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import type { FlowContext, Operation } from './define.ts';

/**
 * The part of an operation that is the same for all that keep some rows by a condition on each:
 * with `keeps` the rows where it is true, without the rows where it is false or null.
 */
export function filteredRows<P>(
  condition: (context: FlowContext<P>) => TypedExpression,
  keeps: (params: P) => boolean,
): Pick<Operation<P>, 'rows' | 'order' | 'identity' | 'outputSchema' | 'emit'> {
  return {
    rows: 'fewer',
    order: 'keeps',
    identity: 'keeps',
    outputSchema: (context) => {
      condition(context);
      return context.input;
    },
    emit: {
      duckdb: (context) => {
        const where = emitDuckdb(condition(context), context);
        return keeps(context.params)
          ? sql`SELECT * FROM ${context.from} WHERE ${where}`
          : sql`SELECT * FROM ${context.from} WHERE ${where} IS NOT TRUE`;
      },
      pandas: (context) =>
        orUnsupported(() => {
          const where = py`${emitPandasColumn(condition(context), context)}.fillna(False)`;
          const kept = keeps(context.params) ? where : py`~${where}`;
          return [py`${context.frame} = ${context.frame}[${kept}].reset_index(drop=True)`];
        }),
      polars: (context) =>
        orUnsupported(() => {
          context.import('import polars as pl');
          const where = emitPolars(condition(context), context);
          const kept = keeps(context.params) ? where : py`~(${where}).fill_null(False)`;
          return [py`${context.frame} = ${context.frame}.filter(${kept})`];
        }),
      pyspark: (context) =>
        orUnsupported(() => {
          context.import('from pyspark.sql import functions as F');
          const where = emitPyspark(condition(context), context);
          const kept = keeps(context.params) ? where : py`~F.coalesce(${where}, F.lit(False))`;
          return [py`${context.frame} = ${context.frame}.filter(${kept})`];
        }),
    },
  };
}
