import { z } from 'zod';
import { joinSql, lit, sql } from '../sql/sql.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import { defineOperation, StepError } from './define.ts';
import type { FlowContext } from './define.ts';
import {
  lookedAt,
  missingDuckdb,
  missingPandas,
  missingParams,
  missingPolars,
  missingSpark,
} from './missingCells.ts';
import { pythonLines } from './pythonLines.ts';
import { dropMissingExamples } from './examples/dropMissing.ts';

const params = z.strictObject({
  ...missingParams,
  how: z
    .enum(['any', 'all', 'at-least'])
    .default('any')
    .meta({ title: 'Rows in which', description: 'How many of the cells must be missing.' }),
  count: z
    .int()
    .min(1)
    .optional()
    .meta({
      when: { how: ['at-least'] },
      about: 'How many missing cells such a row has at least.',
    }),
  keep: z.boolean().default(false).meta({
    title: 'Keep these rows, and drop the others',
    about: 'Whether these rows stay, and the others go.',
  }),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'drop-missing',
  version: 1,
  title: 'Drop missing',
  category: 'missing',
  summary:
    'Drops the rows in which any, all or at least some number of the cells in the columns named (none: all) are missing; with keep on it keeps just these. Missing is null; on demand also NaN, and text that is empty or spaces only.',
  synonyms: [
    ...['dropna', 'drop_na', 'drop nulls', 'drop_nulls', 'na.omit', 'remove missing'],
    ...['complete cases', 'keep missing', 'null rows', 'nan', 'is null', 'delete blanks'],
  ],
  params,
  rows: 'fewer',
  order: 'keeps',
  identity: 'keeps',
  outputSchema: (context) => {
    countOf(context);
    lookedAt(context);
    return context.input;
  },
  emit: {
    duckdb: (context) => {
      const { params, from } = context;
      const cells = lookedAt(context).map((column) => missingDuckdb(column, params));
      const found = {
        any: () => joinSql(cells, ' OR '),
        all: () => joinSql(cells, ' AND '),
        'at-least': () =>
          sql`${joinSql(
            cells.map((cell) => sql`(${cell})::INTEGER`),
            ' + ',
          )} >= ${lit(countOf(context))}`,
      }[params.how]();
      return sql`SELECT * FROM ${from} WHERE ${params.keep ? found : sql`NOT (${found})`}`;
    },
    pandas: (context) => {
      const { params, frame } = context;
      const missing = missingPandas(context);
      if (params.how === 'any' && !params.keep && !params.nan && !params.blank) {
        const columns = pyLit(lookedAt(context).map(({ name }) => name));
        return [py`${frame} = ${frame}.dropna(subset=${columns}, ignore_index=True)`];
      }
      const found = {
        any: () => py`${missing}.any(axis=1)`,
        all: () => py`${missing}.all(axis=1)`,
        'at-least': () => py`${missing}.sum(axis=1) >= ${pyLit(countOf(context))}`,
      }[params.how]();
      return [
        py`found = ${found}`,
        py`${frame} = ${frame}[${params.keep ? py`` : py`~`}found].reset_index(drop=True)`,
      ];
    },
    polars: (context) => {
      const { params, frame } = context;
      context.import('import polars as pl');
      const cells = joinPy(lookedAt(context).map((column) => missingPolars(column, params)));
      const found = {
        any: () => py`pl.any_horizontal(${cells})`,
        all: () => py`pl.all_horizontal(${cells})`,
        'at-least': () => py`(pl.sum_horizontal(${cells}) >= ${pyLit(countOf(context))})`,
      }[params.how]();
      return pythonLines(
        py`${frame} = ${frame}.filter(`,
        [params.keep ? found : py`~${found}`],
        py`)`,
      );
    },
    pyspark: (context) => {
      const { params, frame } = context;
      context.import('from pyspark.sql import functions as F');
      const cells = lookedAt(context).map((column) => missingSpark(column, params));
      const counted = joinPy(
        cells.map((cell) => py`${cell}.cast("int")`),
        ' + ',
      );
      const found = {
        any: () => joinPy(cells, ' | '),
        all: () => joinPy(cells, ' & '),
        'at-least': () => py`${counted} >= ${pyLit(countOf(context))}`,
      }[params.how]();
      return pythonLines(
        py`${frame} = ${frame}.filter(`,
        [params.keep ? found : py`~(${found})`],
        py`)`,
      );
    },
  },
  examples: dropMissingExamples,
});

/** How many cells must be missing, where a number is asked for. */
function countOf({ params }: Pick<FlowContext<Params>, 'params'>): number {
  if (params.how !== 'at-least') {
    if (params.count === undefined) return 1;
    throw new StepError(['count'], `A number is not for “${params.how}”.`, 'Leave it out.');
  }
  if (params.count !== undefined) return params.count;
  throw new StepError(['count'], 'There is no number of missing cells.', 'Give one.');
}
