import { z } from 'zod';
import { checkExpression, scopeOf } from '../expression/check.ts';
import { emitDuckdb } from '../expression/emitDuckdb.ts';
import { emitPandasColumn } from '../expression/emitPandas.ts';
import { emitPolars } from '../expression/emitPolars.ts';
import { emitPyspark } from '../expression/emitPyspark.ts';
import { nulledCount } from '../expression/nulled.ts';
import { parseExpression } from '../expression/parse.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { orUnsupported } from '../expression/unsupportedError.ts';
import { ident, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { requireNewName } from './columns.ts';
import { defineOperation } from './define.ts';
import type { FlowContext } from './define.ts';
import { expression, newColumn } from './params.ts';
import { at } from './stepPath.ts';
import { formulaExamples } from './examples/formula.ts';

const params = z.strictObject({ column: newColumn(), expression: expression() });
type Params = z.infer<typeof params>;

export default defineOperation({
  id: 'formula',
  version: 1,
  title: 'Formula',
  category: 'columns',
  summary:
    'Works out a column from an expression. A column of that name is replaced in its place, else the new one comes last.',
  params,
  rows: 'same',
  order: 'keeps',
  identity: 'keeps',
  outputSchema: (context) => {
    const { params, input } = context;
    const { type } = typed(context);
    const made = { name: params.column, type };
    if (replaces(context)) {
      return input.map((column) => (column.name === params.column ? made : column));
    }
    requireNewName(input, params.column, ['column']);
    return [...input, made];
  },
  nulled: (context) => nulledCount(typed(context), context),
  emit: {
    duckdb: (context) => {
      const made = sql`${emitDuckdb(typed(context), context)} AS ${ident(context.params.column)}`;
      return replaces(context)
        ? sql`SELECT * REPLACE (${made}) FROM ${context.from}`
        : sql`SELECT *, ${made} FROM ${context.from}`;
    },
    pandas: (context) =>
      orUnsupported(() => [
        py`${context.frame}[${pyLit(context.params.column)}] = ${emitPandasColumn(typed(context), context)}`,
      ]),
    polars: (context) =>
      orUnsupported(() => [
        py`${context.frame} = ${context.frame}.with_columns((${emitPolars(typed(context), context)}).alias(${pyLit(context.params.column)}))`,
      ]),
    pyspark: (context) =>
      orUnsupported(() => [
        py`${context.frame} = ${context.frame}.withColumn(${pyLit(context.params.column)}, ${emitPyspark(typed(context), context)})`,
      ]),
  },
  examples: formulaExamples,
});

function typed(context: FlowContext<Params>): TypedExpression {
  return at(['expression'], () =>
    checkExpression(parseExpression(context.params.expression), scopeOf(context)),
  );
}

function replaces({ params, input }: FlowContext<Params>): boolean {
  return input.some((column) => column.name === params.column);
}
