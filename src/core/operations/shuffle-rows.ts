import { z } from 'zod';
import { joinSql, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { defineOperation } from './define.ts';
import { column } from './params.ts';
import { pythonLines } from './pythonLines.ts';
import { checkKey, noIdentity } from './seededKey.ts';
import { duckdbHash, hashColumn, pandasHash, polarsHash, sparkHash } from './seededHash.ts';
import { ascending, decidedKeys, duckdbOrder, polarsSort, sparkOrder } from './sortKeys.ts';
import { pandasSort } from './sortPandas.ts';
import { shuffleRowsExamples } from './examples/shuffleRows.ts';

const params = z.strictObject({
  seed: z
    .int()
    .default(0)
    .meta({ description: 'The same seed gives the same order, on every engine.' }),
  key: z.array(column()).default([]).meta({
    ui: 'columns',
    description: 'Rows with equal values here stay side by side; none: each row by itself.',
  }),
});

export default defineOperation<z.infer<typeof params>>({
  id: 'shuffle-rows',
  version: 1,
  title: 'Shuffle rows',
  category: 'rows',
  summary:
    'Puts the rows in an order by chance, the same for the same seed on every engine: by a seeded hash of their place in the source, or of key columns. Rows with equal keys stay side by side, in order of their other columns.',
  synonyms: [
    ...['random order', 'permute', 'randomize', 'order by random', 'sample(frac=1)'],
    ...['shuffle', 'reorder', 'mix'],
  ],
  params,
  rows: 'same',
  order: 'defines',
  identity: 'keeps',
  needsIdentity: (params) => params.key.length === 0,
  hashesIdentity: true,
  outputSchema: (context) => {
    checkKey(context);
    return context.input;
  },
  emit: {
    duckdb: (context) => {
      const hash = duckdbHash(context);
      if (hash === undefined) return noIdentity;
      const ties = decidedKeys([], context);
      const order = ties.length === 0 ? hash : joinSql([hash, duckdbOrder(ties)]);
      return sql`SELECT * FROM ${context.from} ORDER BY ${order}`;
    },
    pandas: (context) => {
      const lines = pandasHash(context);
      if (!lines) return noIdentity;
      const { frame } = context;
      return [
        ...lines,
        ...pandasSort(decidedKeys([ascending(hashColumn)], context), context),
        py`${frame} = ${frame}.drop(columns=${pyLit(hashColumn)})`,
      ];
    },
    polars: (context) => {
      const lines = polarsHash(context);
      if (!lines) return noIdentity;
      const { frame } = context;
      return [
        ...lines,
        ...polarsSort(decidedKeys([ascending(hashColumn)], context), frame),
        py`${frame} = ${frame}.drop(${pyLit(hashColumn)})`,
      ];
    },
    pyspark: (context) => {
      const lines = sparkHash(context);
      if (!lines) return noIdentity;
      const { frame } = context;
      return [
        ...lines,
        ...pythonLines(
          py`${frame} = ${frame}.orderBy(`,
          sparkOrder(decidedKeys([ascending(hashColumn)], context)),
          py`)`,
        ),
        py`${frame} = ${frame}.drop(${pyLit(hashColumn)})`,
      ];
    },
  },
  examples: shuffleRowsExamples,
});
