import { emitDuckdb } from '../expression/emitDuckdb.ts';
import { emitPandasColumn } from '../expression/emitPandas.ts';
import { emitPolars } from '../expression/emitPolars.ts';
import { emitPyspark } from '../expression/emitPyspark.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { orUnsupported } from '../expression/unsupportedError.ts';
import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import type { FlowContext, Operation } from './define.ts';

/** What `filtering` gives of an operation. */
type Filtering<P> = Pick<Operation<P>, 'rows' | 'order' | 'identity' | 'outputSchema' | 'emit'>;

/**
 * The part of an operation that is the same for all that keep the rows in which a condition holds,
 * or with `keep` off drop them. Where the condition is null it does not hold.
 */
export function filtering<P extends { readonly keep: boolean }>(
  conditionOf: (context: FlowContext<P>) => TypedExpression,
): Filtering<P> {
  return {
    rows: 'fewer',
    order: 'keeps',
    identity: 'keeps',
    outputSchema: (context) => {
      conditionOf(context);
      return context.input;
    },
    emit: {
      duckdb: (context) => {
        const where = emitDuckdb(conditionOf(context), context);
        return context.params.keep
          ? sql`SELECT * FROM ${context.from} WHERE ${where}`
          : sql`SELECT * FROM ${context.from} WHERE ${where} IS NOT TRUE`;
      },
      pandas: (context) =>
        orUnsupported(() => {
          const where = py`${emitPandasColumn(conditionOf(context), context)}.fillna(False)`;
          const kept = context.params.keep ? where : py`~${where}`;
          return [py`${context.frame} = ${context.frame}[${kept}].reset_index(drop=True)`];
        }),
      polars: (context) =>
        orUnsupported(() => {
          context.import('import polars as pl');
          const where = emitPolars(conditionOf(context), context);
          const kept = context.params.keep ? where : py`~(${where}).fill_null(False)`;
          return [py`${context.frame} = ${context.frame}.filter(${kept})`];
        }),
      pyspark: (context) =>
        orUnsupported(() => {
          context.import('from pyspark.sql import functions as F');
          const where = emitPyspark(conditionOf(context), context);
          const kept = context.params.keep ? where : py`~F.coalesce(${where}, F.lit(False))`;
          return [py`${context.frame} = ${context.frame}.filter(${kept})`];
        }),
    },
  };
}
