import { z } from 'zod';
import type { Column, ColumnType, Schema } from '../../shared/columnType.ts';
import { emitDuckdb } from '../expression/emitDuckdb.ts';
import { emitPandasColumn } from '../expression/emitPandas.ts';
import { emitPolars } from '../expression/emitPolars.ts';
import { emitPyspark } from '../expression/emitPyspark.ts';
import { constant } from '../expression/pandasHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { commonType, isFloat } from '../expression/types.ts';
import { orUnsupported } from '../expression/unsupportedError.ts';
import { ident, joinSql, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { duckdbType, formatType, sameType } from '../sql/types.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { arrowType, pandasType, polarsType, sparkType } from '../python/pythonType.ts';
import { isOrdered, requireNewName, requireType } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import type { FlowContext, PythonContext } from './define.ts';
import { newColumn, otherSource } from './params.ts';
import { polarsName, sparkName } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { widenedColumn } from './widened.ts';
import { unionExamples } from './examples/union.ts';

const params = z.strictObject({
  with: otherSource().meta({
    ui: 'source',
    title: 'Rows of',
    about: 'The source whose rows are put below.',
  }),
  match: z.enum(['name', 'place']).default('name').meta({
    title: 'Columns belong together by',
    about: 'Whether columns of one name belong together, or those at one place.',
  }),
  missing: z.enum(['null', 'error']).default('null').meta({
    title: 'A column that only one side has',
    description: 'null: it is missing on the other side. error: the step is refused.',
  }),
  duplicates: z.enum(['keep', 'drop']).default('keep').meta({
    title: 'Rows that are equal',
    about: 'keep: all of them stay. drop: each stands once.',
  }),
  sourceColumn: newColumn().optional().meta({
    ui: 'new-column',
    title: 'Column that says where a row is from',
    about: 'Name of a column for the source that a row is from; left out: none.',
  }),
  here: z.string().default('main').meta({
    title: 'What it says of the rows here',
    about: 'What that column says of the rows of this table.',
  }),
});

/** Params of the operation `union`. */
export type UnionParams = z.infer<typeof params>;

export default defineOperation<UnionParams>({
  id: 'union',
  version: 1,
  title: 'Union',
  category: 'tables',
  summary:
    'Puts the rows of another source below, its columns matched by name or by place. Types that differ are brought to one (integers to the widest, with decimals to decimals, with floats to float64, dates with timestamps to timestamps); other mixtures are refused. A column that only one side has is null on the other, or refused. Equal rows (nulls are equal here) are kept or stand once. A further column can say where a row is from: the source’s name.',
  synonyms: [
    'concat',
    'concatenate',
    'append',
    'stack rows',
    'union all',
    'bind rows',
    'bind_rows',
  ],
  params,
  rows: 'other',
  order: 'loses',
  identity: 'loses',
  sources: (params) => [params.with.source],
  outputSchema: (context) => unionColumns(context).output,
  emit: {
    duckdb: (context) => {
      const { params, from, relation } = context;
      const { columns } = unionColumns(context);
      const side = (which: 'left' | 'right', label: string): Sql =>
        joinSql([
          ...columns.map((one) => {
            const found = one[which];
            const value = found
              ? emitDuckdb(widenedColumn(found, one.type), context)
              : sql`NULL::${duckdbType(one.type)}`;
            return found?.name === one.name && sameType(found.type, one.type)
              ? value
              : sql`${value} AS ${ident(one.name)}`;
          }),
          ...(params.sourceColumn === undefined
            ? []
            : [sql`${lit(label)} AS ${ident(params.sourceColumn)}`]),
        ]);
      const kind = params.duplicates === 'keep' ? sql`UNION ALL` : sql`UNION`;
      return sql`SELECT ${side('left', params.here)} FROM ${from} ${kind} SELECT ${side('right', params.with.source)} FROM ${relation(params.with.source)}`;
    },
    pandas: (context) =>
      orUnsupported(() => {
        const { params, frame, output, relation } = context;
        const { columns } = unionColumns(context);
        context.import('import pandas as pd');
        context.import('import pyarrow as pa');
        const names = output.map(({ name }) => name);
        const other = py`other_rows`;
        const { source } = params.with;
        const floats = output.filter(({ type }) => isFloat(type));
        return [
          py`${other} = ${relation(source)}`,
          ...pandasSide(columns, 'left', params.here, frame, context),
          ...pandasSide(columns, 'right', source, other, context),
          py`columns = ${pyLit(names)}`,
          py`${frame} = pd.concat([${frame}[columns], ${other}[columns]], ignore_index=True)`,
          ...(params.duplicates === 'keep'
            ? []
            : [
                // -0.0 becomes the 0.0 that it equals.
                ...floats.map(({ name, type }) => {
                  const column = py`${frame}[${pyLit(name)}]`;
                  const plain = py`${column} + 0.0`;
                  // Without rows a float32 would come out as a double.
                  return type.kind === 'float32'
                    ? py`${column} = (${plain}).astype(${pandasType(type)})`
                    : py`${column} = ${plain}`;
                }),
                py`alike = ${frame}.groupby(columns, dropna=False, sort=False).ngroup()`,
                py`${frame} = ${frame}[~alike.duplicated()].reset_index(drop=True)`,
              ]),
        ];
      }),
    polars: (context) =>
      orUnsupported(() => {
        const { params, frame } = context;
        context.import('import polars as pl');
        const sides = pythonSides(context, {
          name: polarsName,
          value: (column) => emitPolars(column, context),
          none: (type) => py`pl.lit(None, dtype=${polarsType(type)})`,
          constant: (label) => py`pl.lit(${pyLit(label)})`,
        });
        return [
          ...sides,
          py`${frame} = pl.concat([${frame}, other_rows])${params.duplicates === 'drop' ? py`.unique()` : py``}`,
        ];
      }),
    pyspark: (context) =>
      orUnsupported(() => {
        const { params, frame } = context;
        context.import('from pyspark.sql import functions as F');
        const sides = pythonSides(context, {
          name: sparkName,
          value: (column) => emitPyspark(column, context),
          none: (type) => py`F.lit(None).cast(${sparkType(type)})`,
          constant: (label) => py`F.lit(${pyLit(label)})`,
        });
        return [
          ...sides,
          py`${frame} = ${frame}.union(other_rows)${params.duplicates === 'drop' ? py`.distinct()` : py``}`,
        ];
      }),
  },
  examples: unionExamples,
});

interface UnionColumn extends Column {
  readonly left: Column | undefined;
  readonly right: Column | undefined;
}

/** The columns afterwards, and what they are on each side. */
function unionColumns({ params, input, source }: FlowContext<UnionParams>): {
  readonly columns: readonly UnionColumn[];
  readonly output: Schema;
} {
  const other = source(params.with.source, ['with', 'source']);
  const columns = params.match === 'name' ? byName(input, other) : byPlace(input, other);
  const lone = columns.find((one) => !one.left || !one.right);
  if (lone && params.missing === 'error') {
    throw new StepError(
      ['missing'],
      `Only ${lone.left ? 'this table' : `“${params.with.source}”`} has a column “${lone.name}”.`,
      'Rename it, leave it out, or let it be null on the other side.',
    );
  }
  const output: Column[] = [];
  for (const { name, type } of columns) {
    requireNewName(output, name, ['with']);
    output.push({ name, type });
  }
  if (params.sourceColumn !== undefined) {
    requireNewName(output, params.sourceColumn, ['sourceColumn']);
    output.push({ name: params.sourceColumn, type: { kind: 'text' } });
  }
  if (params.duplicates === 'drop') {
    for (const one of output) {
      requireType(one, isOrdered, 'a type that can be compared', ['duplicates']);
    }
  }
  return { columns, output };
}

function byName(input: Schema, other: Schema): readonly UnionColumn[] {
  const right = (name: string): Column | undefined => other.find((one) => one.name === name);
  const extra = other.filter(({ name }) => !input.some((one) => one.name === name));
  return [
    ...input.map((left) => together(left, right(left.name))),
    ...extra.map((one) => ({ ...one, left: undefined, right: one })),
  ];
}

function byPlace(input: Schema, other: Schema): readonly UnionColumn[] {
  if (input.length !== other.length) {
    throw new StepError(
      ['match'],
      `There are ${String(input.length)} columns here and ${String(other.length)} there.`,
      'Match them by name, or select as many on both sides.',
    );
  }
  return input.map((left, index) => together(left, other[index]));
}

function together(left: Column, right: Column | undefined): UnionColumn {
  const type: ColumnType | undefined = right ? commonType(left.type, right.type) : left.type;
  if (type) return { name: left.name, type, left, right };
  throw new StepError(
    ['with'],
    `“${left.name}” is ${formatType(left.type)} here and ${formatType(right?.type ?? left.type)} there.`,
    'Change the type of one of them first.',
  );
}

/** Brings one side to the columns afterwards; `pd.concat` matches them by name. */
function pandasSide(
  columns: readonly UnionColumn[],
  which: 'left' | 'right',
  label: string,
  frame: Py,
  context: PythonContext<UnionParams>,
): readonly Py[] {
  const scope = { ...context, frame };
  const values = columns.flatMap((one) => {
    const found = one[which];
    if (found?.name === one.name && sameType(found.type, one.type)) return [];
    const value = found
      ? emitPandasColumn(widenedColumn(found, one.type), scope)
      : py`${useHelper(context, constant)}(${frame}, None, ${arrowType(one.type)})`;
    return [py`${pyLit(one.name)}: ${value}`];
  });
  const { sourceColumn } = context.params;
  if (sourceColumn !== undefined) {
    const value = py`${useHelper(context, constant)}(${frame}, ${pyLit(label)}, pa.string())`;
    values.push(py`${pyLit(sourceColumn)}: ${value}`);
  }
  return values.length === 0 ? [] : pythonLines(py`${frame} = ${frame}.assign(**{`, values, py`})`);
}

/** How a Python engine with expressions writes a column. */
interface Dialect {
  /** A column that stays as it is. */
  readonly name: (name: string) => Py;
  /** A cast of a column. */
  readonly value: (column: TypedExpression) => Py;
  /** A null of a type. */
  readonly none: (type: ColumnType) => Py;
  /** One text for all rows. */
  readonly constant: (text: string) => Py;
}

/** Selects that bring both sides, the frame and `other_rows`, to the columns afterwards. */
function pythonSides(context: PythonContext<UnionParams>, dialect: Dialect): readonly Py[] {
  const { params, frame, relation } = context;
  const { columns } = unionColumns(context);
  const side = (which: 'left' | 'right', label: string): readonly Py[] => [
    ...columns.map((one) => {
      const found = one[which];
      if (found?.name === one.name && sameType(found.type, one.type)) return dialect.name(one.name);
      const value = found ? dialect.value(widenedColumn(found, one.type)) : dialect.none(one.type);
      return py`${value}.alias(${pyLit(one.name)})`;
    }),
    ...(params.sourceColumn === undefined
      ? []
      : [py`${dialect.constant(label)}.alias(${pyLit(params.sourceColumn)})`]),
  ];
  const { source } = params.with;
  return [
    ...pythonLines(py`other_rows = ${relation(source)}.select(`, side('right', source), py`)`),
    ...pythonLines(py`${frame} = ${frame}.select(`, side('left', params.here), py`)`),
  ];
}
