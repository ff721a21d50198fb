import type { DuckDBConnection } from '@duckdb/node-api';
import { exactSumQuery, readExactSum } from '../../core/profile/details/exactSum.ts';
import * as missing from '../../core/profile/details/missingNumbers.ts';
import {
  momentsQuery,
  readMoments,
  scaledMeanQuery,
  unitScale,
} from '../../core/profile/details/moments.ts';
import { numberFactsQuery, readNumberFacts } from '../../core/profile/details/numberFacts.ts';
import type { NumberFacts } from '../../core/profile/details/numberFacts.ts';
import { fences, outliersQuery, readOutliers } from '../../core/profile/details/outliers.ts';
import * as quartiles from '../../core/profile/details/quartiles.ts';
import { asDouble, needsOrigin, originQuery } from '../../core/profile/details/scaledNumber.ts';
import type { AsDouble } from '../../core/profile/details/scaledNumber.ts';
import { everyValue } from '../../core/profile/details/counted.ts';
import type { Counted } from '../../core/profile/details/counted.ts';
import { figure, parseDouble } from '../../core/profile/profileValue.ts';
import { lit, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import type { TopValue } from '../../shared/profile/columnProfile.ts';
import type { NumberDetails } from '../../shared/profile/columnDetails.ts';
import { textRows } from './textRows.ts';

/** Of so few rows the quartiles are picked, whether the values are grouped or not. */
const FEW_ROWS = 100_000;

/** All figures of a numeric column. `sample`: where the values are not grouped. */
export async function numberDetails(
  connection: DuckDBConnection,
  values: Counted,
  sample: Counted | undefined,
  relation: Sql,
): Promise<NumberDetails> {
  const { column } = values;
  const [row = []] = await textRows(connection, numberFactsQuery(values));
  const facts = readNumberFacts(row);
  const { zeros, negatives, whole, min, max } = facts;
  const counts = { zeros, negatives, ...(whole !== undefined && { whole }) };
  if (facts.numbers === 0) return counts;
  const sum = await sumOf(connection, relation, facts, values);
  const known = { ...counts, ...(sum !== undefined && { sum }) };
  if (min === undefined || max === undefined) return known;
  const origin = needsOrigin(column, min, max)
    ? (await textRows(connection, originQuery(sample ?? values)))[0]?.[0]
    : undefined;
  const x = asDouble(column, origin ?? undefined);
  const moments = await momentsOf(connection, values, x, facts);
  const few = facts.numbers <= FEW_ROWS ? everyValue(relation, column) : undefined;
  const { variance, skewness, kurtosis } = moments;
  const shown = variance === undefined ? undefined : figure(variance);
  return {
    ...known,
    ...(shown !== undefined && { variance: shown }),
    ...(skewness !== undefined && Number.isFinite(skewness) && { skewness }),
    ...(kurtosis !== undefined && Number.isFinite(kurtosis) && { kurtosis }),
    ...(await spreadOf(connection, { values, sample, few }, x, facts.numbers)),
  };
}

/** Numbers that stand for a missing value, if any do. */
export async function missingNumbers(
  connection: DuckDBConnection,
  values: Counted,
  sample: Counted | undefined,
): Promise<TopValue[]> {
  const rows = await textRows(connection, missing.missingNumbersQuery(values));
  if (!rows.some(([, count]) => Number(count) > 1)) return [];
  const [row = []] = await textRows(connection, missing.ordinaryQuery(values));
  if (row[1] === null || row[1] === undefined) return [];
  const looked = missing.ordinaryValues(sample ?? values);
  const [counted = []] = await textRows(connection, missing.ordinaryQuery(sample ?? values));
  const x = sql`CAST(v AS DOUBLE)`;
  const found = await quartilesOf(connection, { values: looked }, x, [1, 3], Number(counted[0]));
  const [q1 = NaN, q3 = NaN] = found;
  const ordinary = { min: parseDouble(row[1]), max: parseDouble(row[2] ?? 'nan'), q1, q3 };
  return missing.readMissingNumbers(rows, ordinary, values.column);
}

async function sumOf(
  connection: DuckDBConnection,
  relation: Sql,
  facts: NumberFacts,
  { column }: Counted,
): Promise<NumberDetails['sum']> {
  if (column.family === 'float') return facts.finite === 0 ? undefined : figure(facts.sum);
  const [row = []] = await textRows(connection, exactSumQuery(relation, column));
  return readExactSum(row, column);
}

async function momentsOf(
  connection: DuckDBConnection,
  values: Counted,
  x: AsDouble,
  facts: NumberFacts,
): Promise<ReturnType<typeof readMoments>> {
  const { min = '0', max = '0', finite, sum } = facts;
  const scale = unitScale(parseDouble(max) / 2 - parseDouble(min) / 2);
  let mean = (sum / finite) * scale;
  if (x.origin !== 0 || !Number.isFinite(mean)) {
    const [row = []] = await textRows(connection, scaledMeanQuery(values, x.sql, scale));
    mean = parseDouble(row[0] ?? 'nan') / finite;
  }
  const [row = []] = await textRows(connection, momentsQuery(values, x.sql, scale, mean));
  return readMoments(row, scale);
}

async function spreadOf(
  connection: DuckDBConnection,
  of: Ranked,
  x: AsDouble,
  count: number,
): Promise<Partial<NumberDetails>> {
  const { values } = of;
  const found = await quartilesOf(connection, of, x.sql, [1, 2, 3], count);
  const [q1 = NaN, median = NaN, q3 = NaN] = found;
  const iqr = figure(q3 - q1);
  const away = sql`abs(${x.sql} - ${lit(median)})`;
  const [mad = NaN] = Number.isFinite(median)
    ? await quartilesOf(connection, of, away, [2], count)
    : [];
  const bounds = { ...fences(q1, q3), median, mad };
  const [row = []] = await textRows(connection, outliersQuery(values, x.sql, bounds));
  return { ...(iqr !== undefined && { iqr }), ...readOutliers(row, bounds, x.origin) };
}

/** Values whose quartiles are sought. */
interface Ranked {
  readonly values: Counted;
  /** Of nearly unique values a sample. */
  readonly sample?: Counted | undefined;
  /** The values row by row, where there are few. */
  readonly few?: Counted | undefined;
}

async function quartilesOf(
  connection: DuckDBConnection,
  { values, sample, few }: Ranked,
  x: Sql,
  quarters: readonly (1 | 2 | 3)[],
  count: number,
): Promise<readonly number[]> {
  if (count === 0) return [];
  if (few) {
    const query = quartiles.fewQuartilesQuery(few, x, quarters, count);
    return quartiles.readQuartiles(await textRows(connection, query), quarters, count) ?? [];
  }
  const look = async (
    stretches: readonly quartiles.Stretch[],
  ): Promise<readonly number[] | undefined> => {
    const query = quartiles.quartilesQuery(values, x, quarters, count, stretches);
    return quartiles.readQuartiles(await textRows(connection, query), quarters, count);
  };
  if (sample) {
    const query = quartiles.stretchesQuery(sample, x, quarters);
    const found = await look(quartiles.readStretches(await textRows(connection, query)));
    if (found) return found;
  }
  return (await look(quartiles.everywhere)) ?? [];
}
