import { z } from 'zod';
import type { Column, Schema } from '../../shared/columnType.ts';
import { listItem } from '../expression/listHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { ident, joinSql, lit, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { requireColumn, requireNewName, requireType } from './columns.ts';
import { defineOperation } from './define.ts';
import type { FlowContext } from './define.ts';
import { column } from './params.ts';
import { polarsColumn, polarsName, sparkColumn, sparkName } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { listToColumnsExamples } from './examples/listToColumns.ts';

const params = z.strictObject({
  column: column().meta({ about: 'The list whose items become columns.' }),
  count: z
    .int()
    .min(1)
    .max(1000)
    .meta({ title: 'How many items', about: 'How many items, from the first on, become columns.' }),
  prefix: z.string().optional().meta({
    title: 'What the new names begin with',
    description: 'The column’s name and _ unless given.',
  }),
  keep: z
    .boolean()
    .default(false)
    .meta({ title: 'Keep the list itself', about: 'Whether the list stays as a column, too.' }),
});

/** Params of the operation `list-to-columns`. */
export type ListToColumnsParams = z.infer<typeof params>;

export default defineOperation<ListToColumnsParams>({
  id: 'list-to-columns',
  version: 1,
  title: 'List to columns',
  category: 'tables',
  summary:
    'Turns the first items of a list into columns at the end of the table, named by their place from 1: <column>_1, <column>_2, …. Where the list is shorter or null, null; further items are left out.',
  synonyms: [
    'expand list',
    'split list',
    'array to columns',
    'unnest wider',
    'embedding to columns',
  ],
  params,
  rows: 'same',
  order: 'keeps',
  identity: 'keeps',
  outputSchema: (context) => {
    const { kept, items } = planOf(context);
    return [...kept, ...items];
  },
  emit: {
    duckdb: (context) => {
      const { params, from, hidden } = context;
      const { kept, items } = planOf(context);
      const list = ident(params.column);
      return sql`SELECT ${joinSql([
        ...[...kept.map(({ name }) => name), ...hidden].map(ident),
        ...items.map(({ name }, index) => sql`${list}[${lit(index + 1)}] AS ${ident(name)}`),
      ])} FROM ${from}`;
    },
    pandas: (context) => {
      const { params, frame, hidden } = context;
      const { kept, items } = planOf(context);
      const list = py`${frame}[${pyLit(params.column)}]`;
      const names = [...kept, ...items].map(({ name }) => name);
      const item = useHelper(context, listItem);
      const made = items.map(
        ({ name }, index) => py`${pyLit(name)}: ${item}(${list}, ${pyLit(index)})`,
      );
      return [
        ...pythonLines(py`${frame} = ${frame}.assign(**{`, made, py`})`),
        ...(params.keep
          ? []
          : pythonLines(
              py`${frame} = ${frame}[[`,
              [...names, ...hidden].map((name) => pyLit(name)),
              py`]].copy()`,
            )),
      ];
    },
    polars: (context) => {
      const { params, frame, hidden } = context;
      const { kept, items } = planOf(context);
      context.import('import polars as pl');
      const list = polarsColumn(params.column);
      return pythonLines(
        py`${frame} = ${frame}.select(`,
        [
          ...[...kept.map(({ name }) => name), ...hidden].map(polarsName),
          ...items.map(
            ({ name }, index) =>
              py`${list}.list.get(${pyLit(index)}, null_on_oob=True).alias(${pyLit(name)})`,
          ),
        ],
        py`)`,
      );
    },
    pyspark: (context) => {
      const { params, frame, hidden } = context;
      const { kept, items } = planOf(context);
      context.import('from pyspark.sql import functions as F');
      const list = sparkColumn(params.column);
      return pythonLines(
        py`${frame} = ${frame}.select(`,
        [
          ...[...kept.map(({ name }) => name), ...hidden].map(sparkName),
          ...items.map(
            ({ name }, index) => py`F.get(${list}, F.lit(${pyLit(index)})).alias(${pyLit(name)})`,
          ),
        ],
        py`)`,
      );
    },
  },
  examples: listToColumnsExamples,
});

interface Plan {
  readonly kept: Schema;
  readonly items: Schema;
}

function planOf({ params, input }: FlowContext<ListToColumnsParams>): Plan {
  const list = requireColumn(input, params.column, ['column']);
  requireType(list, (type) => type.kind === 'list', 'a list', ['column']);
  const type = list.type.kind === 'list' ? list.type.item : list.type;
  const kept = input.filter((one) => params.keep || one !== list);
  const taken: Column[] = [...kept];
  const prefix = params.prefix ?? `${list.name}_`;
  const items = Array.from({ length: params.count }, (_, index) => {
    const name = `${prefix}${String(index + 1)}`;
    requireNewName(taken, name, ['prefix']);
    taken.push({ name, type });
    return { name, type };
  });
  return { kept, items };
}
