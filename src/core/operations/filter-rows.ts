import { z } from 'zod';
import { scopeOf } from '../expression/check.ts';
import { conditionExpression } from '../expression/condition.ts';
import { emitDuckdb } from '../expression/emitDuckdb.ts';
import { emitPandasColumn } from '../expression/emitPandas.ts';
import { emitPolars } from '../expression/emitPolars.ts';
import { emitPyspark } from '../expression/emitPyspark.ts';
import { nulledCount } from '../expression/nulled.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { orUnsupported } from '../expression/unsupportedError.ts';
import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { defineOperation } from './define.ts';
import type { FlowContext } from './define.ts';
import { at } from './stepPath.ts';
import { condition } from './params.ts';
import { filterRowsExamples } from './examples/filterRows.ts';

const params = z.strictObject({
  where: condition(),
  keep: z.boolean().default(true).meta({ title: 'Keep the rows that match' }),
});
type Params = z.infer<typeof params>;

export default defineOperation({
  id: 'filter-rows',
  version: 1,
  title: 'Filter rows',
  category: 'rows',
  summary:
    'Keeps the rows that match a condition, or with keep off drops them. Where the condition is unknown (null) a row does not match.',
  synonyms: ['where', 'query', 'keep rows', 'drop rows', 'subset'],
  params,
  rows: 'fewer',
  order: 'keeps',
  identity: 'keeps',
  outputSchema: (context) => {
    conditionOf(context);
    return context.input;
  },
  nulled: (context) => nulledCount(conditionOf(context), context),
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
  examples: filterRowsExamples,
});

function conditionOf(context: FlowContext<Params>): TypedExpression {
  return at(['where'], () => conditionExpression(context.params.where, scopeOf(context)));
}
