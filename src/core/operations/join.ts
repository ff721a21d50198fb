import { z } from 'zod';
import type { Column, Schema } from '../../shared/columnType.ts';
import { joinKinds } from '../../shared/joinFigures.ts';
import { ident, joinSql, sql, trusted } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { duckdbType } from '../sql/types.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { defineOperation } from './define.ts';
import { joinColumns, keepsRight } from './joinColumns.ts';
import { pandasRight, polarsRight, renamed } from './joinRight.ts';
import type { JoinColumns, JoinParams } from './joinColumns.ts';
import { column, otherSource } from './params.ts';
import { polarsColumn, polarsName, sparkColumn, sparkName } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { pandasType, polarsType, sparkType } from '../python/pythonType.ts';
import { withoutMinusZero } from './minusZero.ts';
import { joinExamples } from './examples/join.ts';

const params = z.strictObject({
  with: otherSource().meta({
    ui: 'source',
    title: 'Join with',
    about: 'The source whose columns come in.',
  }),
  how: z.enum(joinKinds).meta({
    title: 'Kind of join',
    description:
      'left, right and full keep rows without a match; semi and anti only filter; cross pairs all.',
  }),
  on: z
    .array(z.tuple([column(), column()]))
    .min(1)
    .optional()
    .meta({
      ui: 'column-pairs',
      title: 'Where these are equal',
      about: 'Pairs of a column here and one there whose values must be equal.',
      when: { how: joinKinds.filter((kind) => kind !== 'cross') },
    }),
  suffix: z.string().min(1).default('_right').meta({
    title: 'Suffix for columns of the same name',
    about: 'What follows a name from there that a column here has already.',
  }),
});

/** Merge with this extra key on both sides, so that rows with a null key never meet. */
const marker = '__sluice_null_key';

export default defineOperation<JoinParams>({
  id: 'join',
  version: 1,
  title: 'Join',
  category: 'tables',
  summary:
    'Brings in the columns of another source where the key columns are equal. A null key matches nothing. The key stands once, under the left name (right and full joins take the right value where there is no left one; integer keys of two widths become the wider); other right columns follow, with the suffix where the name is taken. semi and anti keep the left rows with or without a match; cross pairs every left row with every right one and has no keys.',
  synonyms: ['merge', 'lookup', 'combine', 'cross join', 'cartesian product', 'expand grid'],
  params,
  rows: 'other',
  order: 'loses',
  identity: 'loses',
  sources: (params) => [params.with.source],
  joins: (context) => {
    const { how, with: other } = context.params;
    return { how, source: other.source, keys: joinColumns(context).keys };
  },
  outputSchema: (context) => joinColumns(context).output,
  emit: {
    duckdb: (context) => {
      const { params, from, relation, input } = context;
      const plan = joinColumns(context);
      const { keys, right } = plan;
      const l = (name: string): Sql => sql`l.${ident(name)}`;
      const r = (name: string): Sql => sql`r.${ident(name)}`;
      const on = joinSql(
        keys.map((key) => sql`${l(key.left)} = ${r(key.right)}`),
        ' AND ',
      );
      const left = input.map(({ name }) => {
        const key = keys.find((candidate) => candidate.left === name);
        if (!key) return l(name);
        const found = keepsRight(params.how) ? sql`coalesce(${l(name)}, ${r(key.right)})` : l(name);
        const typed = key.cast ? sql`${found}::${duckdbType(key.type)}` : found;
        return typed === l(name) ? typed : sql`${typed} AS ${ident(name)}`;
      });
      const select = [
        ...left,
        ...right.map(({ from: name, to }) =>
          name === to ? r(name) : sql`${r(name)} AS ${ident(to)}`,
        ),
      ];
      if (params.how === 'cross') {
        return sql`SELECT ${joinSql(select)} FROM ${from} AS l CROSS JOIN ${relation(params.with.source)} AS r`;
      }
      const kind = trusted(`${params.how.toUpperCase()} JOIN`);
      return sql`SELECT ${joinSql(select)} FROM ${from} AS l ${kind} ${relation(params.with.source)} AS r ON ${on}`;
    },
    pandas: (context) => {
      const { params, frame, input, hidden } = context;
      const plan = joinColumns(context);
      context.import('import pandas as pd');
      context.import('import pyarrow as pa');
      const other = py`right_rows`;
      const names = plan.keys.map((key) => pyLit(key.left));
      const left = plan.keys.filter((key) => key.cast || key.float);
      const lines = [
        ...pandasRight(plan, context, other),
        ...pandasCasts(left, frame),
        ...pandasCasts(left, other),
      ];
      if (params.how === 'cross') {
        return [...lines, py`${frame} = ${frame}.merge(${other}, how="cross")`];
      }
      if (params.how === 'semi' || params.how === 'anti') {
        const found = py`${frame}.merge(${other}.dropna().drop_duplicates(), how="left", on=[${joinPy(names)}], indicator="__sluice_found")`;
        return [
          ...lines,
          py`found = ${found}["__sluice_found"] == "both"`,
          py`${frame} = ${frame}[${params.how === 'semi' ? py`found` : py`~found`}.to_numpy()].reset_index(drop=True)`,
        ];
      }
      const on = [...names];
      if (params.how === 'full') {
        lines.push(
          py`${frame}[${pyLit(marker)}] = ${frame}[[${joinPy(names)}]].isna().any(axis=1).astype(int)`,
          py`${other}[${pyLit(marker)}] = ${other}[[${joinPy(names)}]].isna().any(axis=1).astype(int) * 2`,
        );
        on.push(pyLit(marker));
      } else if (params.how === 'right') {
        lines.push(py`${frame} = ${frame}.dropna(subset=[${joinPy(names)}])`);
      } else {
        lines.push(py`${other} = ${other}.dropna(subset=[${joinPy(names)}])`);
      }
      const how = params.how === 'full' ? 'outer' : params.how;
      return [
        ...lines,
        py`${frame} = ${frame}.merge(${other}, how=${pyLit(how)}, on=[${joinPy(on)}])`,
        // Else the columns stand as they should.
        ...(params.how === 'full' || hidden.length > 0
          ? pythonLines(
              py`${frame} = ${frame}[[`,
              outputNames(input, plan).map((name) => pyLit(name)),
              py`]].copy()`,
            )
          : []),
      ];
    },
    polars: (context) => {
      const { params, frame, input, hidden } = context;
      const plan = joinColumns(context);
      context.import('import polars as pl');
      const other = py`right_rows`;
      const casts = plan.keys
        .filter((key) => key.cast)
        .map((key) => py`${polarsColumn(key.left)}.cast(${polarsType(key.type)})`);
      const cast = (side: Py): readonly Py[] =>
        casts.length === 0 ? [] : pythonLines(py`${side} = ${side}.with_columns(`, casts, py`)`);
      const options = [
        other,
        ...(plan.keys.length === 0
          ? []
          : [py`on=[${joinPy(plan.keys.map((key) => polarsName(key.left)))}]`]),
        py`how=${pyLit(params.how)}`,
        ...(['semi', 'anti', 'cross'].includes(params.how) ? [] : [py`coalesce=True`]),
      ];
      return [
        ...polarsRight(plan, context, other),
        ...cast(frame),
        ...cast(other),
        ...pythonLines(py`${frame} = ${frame}.join(`, options, py`)`),
        // Else the columns stand as they should.
        ...(['right', 'full'].includes(params.how) || hidden.length > 0
          ? pythonLines(
              py`${frame} = ${frame}.select(`,
              outputNames(input, plan).map(polarsName),
              py`)`,
            )
          : []),
      ];
    },
    pyspark: (context) => {
      const { params, frame, relation, input } = context;
      const plan = joinColumns(context);
      context.import('from pyspark.sql import functions as F');
      const other = py`right_rows`;
      const picked = [
        ...plan.keys.map((key) => {
          const found = sparkColumn(key.right);
          const typed = key.cast ? py`${found}.cast(${sparkType(key.type)})` : found;
          return key.cast || key.left !== key.right
            ? py`${typed}.alias(${pyLit(key.left)})`
            : typed;
        }),
        ...plan.right.map(({ from, to }) => renamed(sparkColumn(from), from, to)),
      ];
      const casts = plan.keys
        .filter((key) => key.cast)
        .map(
          (key) => py`${pyLit(key.left)}: ${sparkColumn(key.left)}.cast(${sparkType(key.type)})`,
        );
      return [
        ...pythonLines(py`${other} = ${relation(params.with.source)}.select(`, picked, py`)`),
        ...(casts.length === 0
          ? []
          : pythonLines(py`${frame} = ${frame}.withColumns({`, casts, py`})`)),
        params.how === 'cross'
          ? py`${frame} = ${frame}.crossJoin(${other})`
          : py`${frame} = ${frame}.join(${other}, on=${pyLit(plan.keys.map((key) => key.left))}, how=${pyLit(params.how)})`,
        ...pythonLines(
          py`${frame} = ${frame}.select(`,
          outputNames(input, plan).map(sparkName),
          py`)`,
        ),
      ];
    },
  },
  examples: joinExamples,
});

/** All output names: the left columns, then the right ones. */
function outputNames(input: Schema, plan: JoinColumns): readonly string[] {
  return [...input.map((column: Column) => column.name), ...plan.right.map(({ to }) => to)];
}

/** Brings integer keys to one width, and makes -0.0 the 0.0 that it equals. */
function pandasCasts(keys: JoinColumns['keys'], side: Py): readonly Py[] {
  return keys.map((key) => {
    const found = py`${side}[${pyLit(key.left)}]`;
    return key.float
      ? py`${found} = ${withoutMinusZero(found, key.type)}`
      : py`${found} = ${found}.astype(${pandasType(key.type)})`;
  });
}
