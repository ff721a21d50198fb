import type { Column, ColumnType, Schema } from '../../shared/columnType.ts';
import { literalImports, pythonLiteral } from '../expression/literal.ts';
import { ident, joinSql, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { arrowType, polarsType } from '../python/pythonType.ts';
import { requireNewName } from './columns.ts';
import type { Becomes } from '../../shared/appliedDrift.ts';
import type { FlowContext, Json, Known, Operation, PythonContext } from './define.ts';
import { unseenOf } from './lookedUp.ts';
import type { LookedUp } from './lookedUp.ts';
import { duckdbValue } from './lookUpDuckdb.ts';
import { sparkValues } from './lookUpPyspark.ts';
import { polarsColumn } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { duckdbCheck, pandasCheck, polarsCheck, sparkCheck } from './unseenCheck.ts';

/** The categories that such a step knows; `become` is what it makes of others. */
export function knownCategories(looked: readonly LookedUp[], become: Becomes): readonly Known[] {
  return looked.map(({ column, categories }) => ({
    ...{ kind: 'categories', column, values: categories, become },
  }));
}

/** The part that is the same for operations that put given or learned values in the place of categories. */
export function lookUp<P>(
  given: (context: FlowContext<P>) => readonly LookedUp[],
): Pick<Operation<P>, 'rows' | 'order' | 'identity' | 'outputSchema' | 'emit'> {
  const looked = (context: FlowContext<P>): readonly LookedUp[] => given(context).map(firsts);
  return {
    rows: 'same',
    order: 'keeps',
    identity: 'keeps',
    outputSchema: (context) => schemaAfter(context.input, looked(context)),
    emit: {
      duckdb: (context) => {
        const found = looked(context);
        const items = (isOwn: boolean): readonly Sql[] =>
          found
            .filter((one) => (one.name === one.column.name) === isOwn)
            .map((one) => sql`${duckdbValue(one)} AS ${ident(one.name)}`);
        const own = items(true);
        const all = own.length === 0 ? sql`*` : sql`* REPLACE (${joinSql(own)})`;
        const select = sql`SELECT ${joinSql([all, ...items(false)])} FROM ${context.from}`;
        const checks = found.filter(stops).map(duckdbCheck);
        return checks.length === 0 ? select : sql`${select} WHERE ${joinSql(checks, ' AND ')}`;
      },
      pandas: (context) => {
        context.import('import pandas as pd');
        context.import('import pyarrow as pa');
        context.import('import pyarrow.compute as pc');
        context.helper('look_up', lookUpHelper);
        const found = looked(context);
        return [
          ...found.filter(stops).flatMap((one) => pandasCheck(one, context)),
          ...found.flatMap((one) => pandasValue(one, context)),
        ];
      },
      polars: (context) => {
        context.import('import polars as pl');
        const { frame } = context;
        const found = looked(context);
        return [
          ...found.filter(stops).flatMap((one) => polarsCheck(one, context)),
          ...pythonLines(
            py`${frame} = ${frame}.with_columns(`,
            found.map((one) => py`${polarsValue(one, context)}.alias(${pyLit(one.name)})`),
            py`)`,
          ),
        ];
      },
      pyspark: (context) => {
        context.import('from pyspark.sql import functions as F');
        const found = looked(context);
        return [
          ...found.filter(stops).flatMap((one) => sparkCheck(one, context)),
          ...sparkValues(found, context),
        ];
      },
    },
  };
}

function schemaAfter(input: Schema, looked: readonly LookedUp[]): Schema {
  const columns: Column[] = [...input];
  looked.forEach(({ name, type, column }, index) => {
    const place = columns.findIndex((other) => other.name === column.name);
    if (name === column.name) columns[place] = { name, type };
    else {
      requireNewName(columns, name, ['columns', index]);
      columns.push({ name, type });
    }
  });
  return columns;
}

/** Of a category that stands twice, in values that a person has changed, say, the first. */
function firsts(one: LookedUp): LookedUp {
  const known = new Set<Json>();
  const isFirst = one.categories.map((category) => known.size < known.add(category).size);
  return {
    ...one,
    categories: one.categories.filter((_, place) => isFirst[place]),
    results: one.results.filter((_, place) => isFirst[place]),
  };
}

function stops({ unseen }: LookedUp): boolean {
  return unseen === 'error';
}

function written(
  value: Json,
  type: ColumnType,
  context: Pick<PythonContext<unknown>, 'import'>,
): Py {
  for (const line of literalImports(type)) context.import(line);
  return pythonLiteral(value, type, 'polars');
}

function pandasValue(one: LookedUp, context: PythonContext<unknown>): readonly Py[] {
  const { column, categories, results, type, missing, name } = one;
  const { frame } = context;
  const known = categories.map((value) => written(value, column.type, context));
  const values = results.map((value) => written(value, type, context));
  const source = py`${frame}[${pyLit(column.name)}]`;
  const unseen = unseenOf(one);
  const other = one.unseen === 'keep' ? source : written(unseen, type, context);
  return pythonLines(
    py`${frame}[${pyLit(name)}] = look_up(`,
    [
      source,
      py`pa.array([${joinPy(known)}], ${arrowType(column.type)})`,
      py`pa.array([${joinPy(values)}], ${arrowType(type)})`,
      ...(one.unseen !== 'keep' && unseen === null ? [] : [py`unseen=${other}`]),
      ...(missing === null ? [] : [py`missing=${written(missing, type, context)}`]),
    ],
    py`)`,
  );
}

const lookUpHelper = `def look_up(column, known, results, unseen=None, missing=None):
    """The result that stands for each value; those of unknown values and of nulls are given."""
    values = pa.array(column)
    places = pc.index_in(values, value_set=known)
    keeps = isinstance(unseen, pd.Series)
    other = pa.array(unseen) if keeps else pa.scalar(unseen, results.type)
    found = pc.if_else(pc.is_null(places), other, results.take(places))
    found = pc.if_else(pc.is_null(values), pa.scalar(missing, results.type), found)
    return pd.Series(pd.arrays.ArrowExtensionArray(found), index=column.index)
`;

function polarsValue(one: LookedUp, context: PythonContext<unknown>): Py {
  const { column, categories, results, type, missing } = one;
  const source = polarsColumn(column.name);
  const pairs = categories.map(
    (value, index) =>
      py`${written(value, column.type, context)}: ${written(results[index] ?? null, type, context)}`,
  );
  const unseen = unseenOf(one);
  const other = one.unseen === 'keep' ? source : written(unseen, type, context);
  const found = py`${source}.replace_strict({${joinPy(pairs)}}, default=${other}, return_dtype=${polarsType(type)})`;
  if (unseen === missing) return found;
  const none = py`pl.lit(${written(missing, type, context)}, dtype=${polarsType(type)})`;
  return py`pl.when(${source}.is_null()).then(${none}).otherwise(${found})`;
}
