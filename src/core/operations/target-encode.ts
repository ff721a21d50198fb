import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { float64, isNumber } from '../expression/types.ts';
import { ident, joinSql, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { requireColumn, requireType } from './columns.ts';
import { requireFew } from './countedCategories.ts';
import { defineOperation, StepError } from './define.ts';
import type { FittedValues, FlowContext, Json } from './define.ts';
import { encodedColumnsOf, learnedPairs, maxCategories, suffix } from './encodedCategories.ts';
import { targetEncodeExamples } from './examples/targetEncode.ts';
import { lookUp } from './lookUp.ts';
import type { LookedUp } from './lookedUp.ts';
import { valueOf } from './oneHotColumns.ts';
import { column, columns } from './params.ts';

const params = z.strictObject({
  columns: columns(),
  target: column().meta({
    ui: 'column',
    title: 'Target',
    description: 'The column whose mean is taken: a number or a boolean.',
  }),
  smoothing: z.number().min(0).max(1e9).default(10).meta({
    description:
      'How many rows the overall mean counts for beside those of a category; 0 for none.',
  }),
  unseen: z
    .enum(['overall', 'missing', 'error'])
    .default('overall')
    .meta({
      title: 'Values that were not seen',
      description: 'Values that were not there when the step learned; error: the run stops.',
      labels: { overall: 'Get the overall mean' },
    }),
  nulls: z
    .enum(['overall', 'missing'])
    .default('overall')
    .meta({
      title: 'Missing values',
      about: 'Whether missing values get the overall mean, or stay missing.',
      labels: { overall: 'Get the overall mean', missing: 'Stay missing' },
    }),
  suffix,
  maxCategories,
});

/** Params of the operation `target-encode`. */
export type TargetParams = z.infer<typeof params>;

export default defineOperation<TargetParams>({
  id: 'target-encode',
  version: 1,
  title: 'Target encode',
  category: 'categories',
  summary:
    'Puts the mean of a target (a number, or a boolean as 0 and 1) over the rows of a category in its place (float64), drawn towards the overall mean: (sum + smoothing · overall) / (rows + smoothing). Rows whose target is null, NaN or infinite count for nothing. The means are learned once, on the training part where a split stands above, and kept in the recipe; null and values that were not seen get the overall mean, or null.',
  synonyms: [
    ...['mean encode', 'targetencoder', 'likelihood encode', 'impact encode', 'bayesian encode'],
    ...['m-estimate', 'supervised encoding', 'smoothed mean'],
  ],
  params,
  ...lookUp(lookedOf),
  fit: ({ params, from }) => ({
    query: sql`SELECT i, v, s, n FROM (${joinSql(
      [
        overallQuery(params.target, from),
        ...params.columns.map((name, index) => sumsQuery(name, index, params.target, from)),
      ],
      ' UNION ALL ',
    )}) ORDER BY i, r`,
    decode: (rows) => decode(params, rows),
  }),
  examples: targetEncodeExamples,
});

/** The sum of each category's targets and how many there are, in the order of the categories. */
function sumsQuery(name: string, index: number, target: string, from: Sql): Sql {
  const values = sql`SELECT ${ident(name)} AS c, ${finite(target)} AS t FROM ${from} WHERE ${ident(name)} IS NOT NULL`;
  const sums = sql`SELECT c, fsum(t) AS s, count(t) AS n FROM (${values}) GROUP BY c`;
  return sql`(SELECT ${lit(index)} AS i, c::VARCHAR AS v, s, n, row_number() OVER (ORDER BY c) AS r FROM (${sums}))`;
}

function overallQuery(target: string, from: Sql): Sql {
  const values = sql`SELECT ${finite(target)} AS t FROM ${from}`;
  return sql`(SELECT -1 AS i, NULL AS v, fsum(t) AS s, count(t) AS n, 0 AS r FROM (${values}))`;
}

function finite(target: string): Sql {
  const value = sql`${ident(target)}::DOUBLE`;
  return sql`CASE WHEN isfinite(${value}) THEN ${value} END`;
}

/** By column: the overall mean, null without any target, and the smoothed mean of each category. */
function decode(params: TargetParams, rows: readonly (readonly Json[])[]): FittedValues {
  const [, , sum, count] = rows[0] ?? [];
  const mean = Number(count) > 0 ? requireFinite(Number(sum) / Number(count), params.target) : null;
  return Object.fromEntries(
    params.columns.map((name, index): [string, Json] => {
      const own = rows.filter(([place]) => place === index);
      requireFew(name, own.length, params.maxCategories);
      if (mean === null) return [name, { overall: null, means: [] }];
      const means = own.map(([, text, sum, count]) => {
        const weight = Number(count) + params.smoothing;
        // The sum of no values is null, which counts as 0.
        const value = weight === 0 ? mean : (Number(sum) + params.smoothing * mean) / weight;
        const shown = typeof text === 'string' ? text : JSON.stringify(text);
        return [shown, requireFinite(value, params.target)];
      });
      return [name, { overall: mean, means }];
    }),
  );
}

function requireFinite(mean: number, target: string): number {
  if (Number.isFinite(mean)) return mean;
  throw new AppError('bad-data', `The values of “${target}” are too large to learn from.`, {
    hint: 'Clip them, or bring them to another unit first.',
  });
}

function lookedOf(context: FlowContext<TargetParams>): readonly LookedUp[] {
  const { params, input, fitted } = context;
  const target = requireColumn(input, params.target, ['target']);
  const fits = isNumber(target.type) || target.type.kind === 'boolean';
  requireType(target, () => fits, 'a number or a boolean', ['target']);
  if (params.columns.includes(target.name)) {
    const index = params.columns.indexOf(target.name);
    const message = `“${target.name}” is the target itself.`;
    throw new StepError(['columns', index], message, 'Leave it out, or choose another target.');
  }
  return encodedColumnsOf(context).map((column) => {
    const { overall, means } = learnedOf(fitted?.[column.name] ?? null, column.name);
    return {
      column,
      categories: means.map(([text]) => valueOf(text ?? '', column.type)),
      name: column.name + (params.suffix ?? ''),
      type: float64,
      results: means.map(([, mean]) => mean),
      unseen:
        params.unseen === 'error'
          ? 'error'
          : { value: params.unseen === 'overall' ? overall : null },
      missing: params.nulls === 'overall' ? overall : null,
    };
  });
}

function learnedOf(
  learned: Json,
  name: string,
): { overall: number | null; means: readonly (readonly [string | null, number])[] } {
  const values = new Map<string, Json>(
    learned !== null && typeof learned === 'object' ? Object.entries(learned) : [],
  );
  const overall = values.get('overall') ?? null;
  return {
    overall: typeof overall === 'number' ? overall : null,
    means: learnedPairs(values.get('means'), name),
  };
}
