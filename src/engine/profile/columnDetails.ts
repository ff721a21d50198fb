import type { DuckDBConnection } from '@duckdb/node-api';
import { distinctValues, everyValue } from '../../core/profile/details/counted.ts';
import type { Counted } from '../../core/profile/details/counted.ts';
import { instantsOf } from '../../core/profile/details/instants.ts';
import { scaleDetails } from '../../core/profile/details/scaleDetails.ts';
import {
  frequentTable,
  readTopValues,
  topValuesQuery,
} from '../../core/profile/details/topValues.ts';
import { isNumeric } from '../../core/profile/column.ts';
import type { ProfiledColumn } from '../../core/profile/column.ts';
import { sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import type { Basis } from '../../shared/profile/columnProfile.ts';
import { throwIfCancelled } from '../../shared/errors.ts';
import type { ColumnDetails, DetailsResult } from '../../shared/profile/columnDetails.ts';
import type { HandlerContext } from '../../shared/rpc/contract.ts';
import { dateDetails } from './columnDetailsDates.ts';
import { nestedDetails } from './columnDetailsNested.ts';
import { missingNumbers, numberDetails } from './columnDetailsNumbers.ts';
import { prepareDetails } from './columnDetailsRows.ts';
import type { DetailsOrder, DetailsRows, SampleFigures } from './columnDetailsRows.ts';
import { narrowRows } from './narrowRows.ts';
import { textDetails } from './columnDetailsText.ts';
import { diskBytes } from './diskBytes.ts';
import { groupValues } from './groupValues.ts';
import { textRows } from './textRows.ts';

/** Above this share of distinct values in the sample a column's values are not grouped. */
const NEARLY_UNIQUE = 0.92;

/** With fewer filled rows in the sample, the whole has few of them too. */
const FEW_FILLED = 2000;

const VALUES = sql`__sluice_details_values`;

/**
 * The second tier of the figures of some columns. A column whose values repeat is grouped once, and all
 * is asked of its distinct values; of nearly unique ones, numbers and dates are read row by row, and
 * texts are looked at in a sample where each would have to go through many patterns.
 */
export async function columnDetails(
  connection: DuckDBConnection,
  order: DetailsOrder,
  context: HandlerContext,
): Promise<DetailsResult> {
  const rows = await prepareDetails(connection, order, context);
  const bytes = await diskBytes(connection, order.parquet?.files ?? []);
  const factor = rows.sampled === undefined ? 1 : rows.rows / Math.max(1, rows.sampled);
  const columns: ColumnDetails[] = [];
  for await (const some of narrowRows(connection, { ...rows, signal: context.signal })) {
    const own = { ...rows, ...some };
    for (const column of some.columns) {
      throwIfCancelled(context.signal);
      const figures = rows.figures[columns.length];
      const found = await oneColumn(connection, own, column, figures, order.now);
      const size = bytes.get(column.name);
      const sized = size === undefined ? found : { ...found, bytes: size };
      columns.push(rows.sampled === undefined ? sized : scaleDetails(sized, factor));
      const done = columns.length;
      context.progress({ what: 'details', done, total: rows.columns.length, unit: 'steps' });
    }
  }
  const sampled = rows.sampled === undefined ? {} : { sampled: rows.sampled };
  return { rows: rows.rows, ...sampled, columns };
}

async function oneColumn(
  connection: DuckDBConnection,
  rows: DetailsRows,
  column: ProfiledColumn,
  figures: SampleFigures | undefined,
  now: Date,
): Promise<ColumnDetails> {
  const { relation } = rows;
  if (column.family === 'nested') {
    return { name: column.name, ...(await nestedDetails(connection, rows, column)) };
  }
  const many =
    figures !== undefined &&
    figures.filled >= FEW_FILLED &&
    figures.distinct > NEARLY_UNIQUE * figures.filled;
  const sample = many && rows.sample ? everyValue(rows.sample, column) : undefined;
  if (!sample) await groupValues(connection, VALUES, relation, column);
  const values = sample ? everyValue(relation, column) : distinctValues(VALUES, column);
  const counts = await countValues(connection, values, relation, column);
  const basis: Record<string, Basis> = {};
  if (sample) Object.assign(basis, { uniqueness: 'sketch ±3%', values: 'estimate' });
  const { filled, distinct } = counts;
  if (filled === 0) return { name: column.name, filled, basis: {} };
  if (sample && rows.sample) {
    await connection.run(frequentTable(VALUES, relation, column, rows.sample));
  }
  const top = await textRows(connection, topValuesQuery(VALUES, column));
  const found = {
    name: column.name,
    filled,
    uniqueness: Math.min(1, distinct / filled),
    ...(top.length > 0 && { values: readTopValues(top, column, filled) }),
    ...(await byFamily(connection, { rows, values, sample, filled, distinct, now, basis })),
  };
  if (top.length === 0) delete basis['values'];
  return { ...found, basis };
}

interface Family {
  readonly rows: DetailsRows;
  readonly values: Counted;
  readonly sample: Counted | undefined;
  readonly filled: number;
  readonly distinct: number;
  readonly now: Date;
  readonly basis: Record<string, Basis>;
}

async function byFamily(
  connection: DuckDBConnection,
  { rows, values, sample, filled, distinct, now, basis }: Family,
): Promise<Partial<ColumnDetails>> {
  const { column } = values;
  const { relation } = rows;
  if (isNumeric(column)) {
    const numbers = await numberDetails(connection, values, sample, relation);
    const missing = await missingNumbers(connection, values, sample);
    return { numbers, ...(missing.length > 0 && { missingNumbers: missing }) };
  }
  if (column.type.kind === 'text') {
    const { text, looked } = await textDetails(connection, values, { rows, filled, distinct });
    if (looked === 'sample') Object.assign(basis, textSampleBasis);
    return { text };
  }
  const instants = instantsOf(column);
  if (!instants) return {};
  const ordered = rows.sampled === undefined;
  const dates = await dateDetails(connection, values, { instants, now, relation, ordered });
  return dates ? { dates } : {};
}

const textSampleBasis: Readonly<Record<string, Basis>> = Object.fromEntries(
  ['characters', 'patterns', 'kinds', 'leadingZeros', 'missingWords', 'zones', 'dateFormats'].map(
    (part) => [`text.${part}`, 'estimate'],
  ),
);

/** Filled rows and distinct values; of ungrouped ones an estimate by hash sampling. */
async function countValues(
  connection: DuckDBConnection,
  values: Counted,
  relation: Sql,
  column: ProfiledColumn,
): Promise<{ filled: number; distinct: number }> {
  const c = column.sql;
  const query = values.grouped
    ? sql`SELECT coalesce(sum(n), 0), count(*) FROM ${values.from}`
    : sql`SELECT count(${c}), 256 * count(DISTINCT hash(${c})) FILTER (WHERE ${c} IS NOT NULL AND hash(${c}) >> 56 = 0) FROM ${relation}`;
  const [row = []] = await textRows(connection, query);
  return { filled: Number(row[0]), distinct: Number(row[1]) };
}
