import type { Column } from '../../shared/columnType.ts';
import { AppError } from '../../shared/errors.ts';
import { boundedMean } from './aggregateSql.ts';
import { ident, joinSql, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { StepError } from './define.ts';
import type { Fit, FittedValues, FlowContext, Json } from './define.ts';

/**
 * A figure of a column's finite values as doubles. `std` divides by n, `sampleStd` by n − 1, both
 * from centred values; quantiles are linear. `deviation`: the median of the distances from the
 * median; `meanDeviation`: their mean.
 */
export type Statistic =
  | 'mean'
  | 'std'
  | 'sampleStd'
  | 'min'
  | 'max'
  | 'median'
  | 'deviation'
  | 'meanDeviation'
  | { readonly quantile: number };

/**
 * Learns figures of number columns from their finite values (nulls, NaN and infinities are left
 * out), and what `learned` makes of them by column; null for a column without a finite value.
 * Decoding throws `bad-data` for a figure that is too large for a double.
 */
export function learnStatistics(
  columns: readonly Column[],
  from: Sql,
  statistics: readonly Statistic[],
  learned: (figures: readonly number[], column: Column) => Json,
): Fit {
  // One row of centres beside each value: DuckDB's own std adds up in one pass, which loses digits.
  const values = joinSql(columns.map(({ name }, i) => sql`${finite(name)} AS ${at('x', i)}`));
  const centres = columns.flatMap((_, i) => [
    sql`${centre(at('x', i))} AS ${at('mean', i)}`,
    sql`quantile_cont(${at('x', i)}, 0.5) AS ${at('median', i)}`,
  ]);
  const figures = columns.flatMap((_, i) =>
    statistics.map((statistic) => sql`(${figure(statistic, i)})::VARCHAR`),
  );
  const source = sql`(SELECT ${values} FROM ${from})`;
  return {
    query: sql`SELECT ${joinSql(figures)} FROM ${source} AS v, (SELECT ${joinSql(centres)} FROM ${source}) AS c`,
    decode: ([row = []]): FittedValues =>
      Object.fromEntries(
        columns.map((column, i) => {
          const cells = row.slice(i * statistics.length, (i + 1) * statistics.length);
          const found = cells.map((cell) => (cell === null ? null : numberOf(cell, column)));
          const numbers = found.filter((number) => number !== null);
          const isWhole = found.length > 0 && numbers.length === found.length;
          return [column.name, isWhole ? learned(numbers, column) : null];
        }),
      ),
  };
}

/**
 * The numbers that a step has learned of a column, by key; a null is none. Undefined where nothing
 * was learned. Throws `StepError` for fitted values of another form.
 */
export function learnedNumbers<K extends string>(
  { fitted }: Pick<FlowContext<unknown>, 'fitted'>,
  name: string,
  keys: readonly K[],
): Partial<Record<K, number>> | undefined {
  const stored = fitted?.[name] ?? null;
  if (stored === null) return undefined;
  const values = new Map<string, Json>(typeof stored === 'object' ? Object.entries(stored) : []);
  const found: Partial<Record<K, number>> = {};
  for (const key of keys) {
    const value = values.get(key);
    if (typeof value === 'number') found[key] = value;
    else if (value !== null) throw unreadable(name, keys);
  }
  return found;
}

/** The error for fitted values of a column that are not what the step keeps. */
export function unreadable(name: string, wanted: readonly string[]): StepError {
  return new StepError(
    ['columns'],
    `The fitted values of “${name}” are not ${wanted.join(' and ')}.`,
    'Run with --refit to learn them anew.',
  );
}

function finite(name: string): Sql {
  const value = sql`${ident(name)}::DOUBLE`;
  return sql`CASE WHEN isfinite(${value}) THEN ${value} END`;
}

function centre(x: Sql): Sql {
  return boundedMean(sql`favg(${x})`, sql`min(${x})`, sql`max(${x})`);
}

function at(name: string, index: number): Sql {
  return ident(`${name}${String(index)}`);
}

function figure(statistic: Statistic, index: number): Sql {
  const x = at('x', index);
  const [mean, median] = [at('mean', index), at('median', index)];
  if (typeof statistic === 'object') return sql`quantile_cont(${x}, ${lit(statistic.quantile)})`;
  const squares = sql`fsum((${x} - ${mean}) * (${x} - ${mean}))`;
  switch (statistic) {
    case 'mean':
      return sql`any_value(${mean})`;
    case 'std':
      return sql`sqrt(${squares} / count(${x}))`;
    case 'sampleStd':
      return sql`CASE WHEN count(${x}) > 1 THEN sqrt(${squares} / (count(${x}) - 1)) END`;
    case 'min':
      return sql`min(${x})`;
    case 'max':
      return sql`max(${x})`;
    case 'median':
      return sql`any_value(${median})`;
    case 'deviation':
      return sql`quantile_cont(abs(${x} - ${median}), 0.5)`;
    case 'meanDeviation':
      return sql`favg(abs(${x} - ${median}))`;
  }
}

function numberOf(cell: Json, { name }: Column): number {
  const number = Number(cell);
  if (Number.isFinite(number)) return number;
  throw new AppError('bad-data', `The values of “${name}” are too large to learn from.`, {
    hint: 'Clip them, or bring them to another unit first.',
  });
}
