import type { DuckDBConnection } from '@duckdb/node-api';
import * as calendar from '../../core/profile/details/calendar.ts';
import type { Counted } from '../../core/profile/details/counted.ts';
import * as facts from '../../core/profile/details/dateFacts.ts';
import * as bins from '../../core/profile/details/dateHistogram.ts';
import * as gaps from '../../core/profile/details/gaps.ts';
import { instantTextsQuery } from '../../core/profile/details/instants.ts';
import type { Instants } from '../../core/profile/details/instants.ts';
import { unorderedQuery } from '../../core/profile/details/unordered.ts';
import { sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import type { DateDetails, Gap } from '../../shared/profile/columnDetails.ts';
import { textRows } from './textRows.ts';

const STEPS = sql`__sluice_details_steps`;

/** All figures of a column of dates or moments; undefined where all of them are infinite. */
export async function dateDetails(
  connection: DuckDBConnection,
  values: Counted,
  of: {
    readonly instants: Instants;
    readonly now: Date;
    readonly relation: Sql;
    /** The relation holds all rows in their order. */
    readonly ordered: boolean;
  },
): Promise<DateDetails | undefined> {
  const { instants, relation, ordered } = of;
  const now = (BigInt(of.now.getTime()) * instants.perDay) / 86_400_000n;
  const [row = []] = await textRows(connection, facts.dateFactsQuery(values, instants, now));
  const [infinite = []] = await textRows(connection, facts.infiniteDatesQuery(values));
  const found = facts.readDateFacts(row, infinite, instants);
  if (!found) return undefined;
  const steps = calendar.stepsOf(instants, found);
  await connection.run(calendar.stepTable(STEPS, values, instants, steps));
  const week = await textRows(connection, calendar.weekQuery(STEPS, steps));
  const [days = []] = await textRows(connection, calendar.filledDaysQuery(STEPS, steps));
  const holes = ordered ? await gapsOf(connection, instants, steps, found.granularity) : undefined;
  const unordered = ordered
    ? (await textRows(connection, unorderedQuery(relation, values.column)))[0]?.[0]
    : undefined;
  return {
    granularity: found.granularity,
    histogram: await histogram(connection, values, instants, found),
    ...calendar.readWeek(week, instants, steps),
    ...(holes && { gaps: holes }),
    future: found.future,
    implausible: facts.implausible(found, Number(days[0]), instants),
    ...(unordered !== undefined && unordered !== null && { unordered: Number(unordered) }),
  };
}

async function histogram(
  connection: DuckDBConnection,
  values: Counted,
  instants: Instants,
  { min, max }: facts.DateFacts,
): Promise<DateDetails['histogram']> {
  const cut = bins.dateBins(instants, min, max);
  const counts = await textRows(connection, bins.dateHistogramQuery(values, instants, cut));
  const edges = await textRows(connection, instantTextsQuery(instants, cut.edges));
  return bins.readDateHistogram(
    counts,
    edges.map(([text]) => text ?? ''),
  );
}

/** Gaps in the finest unit that is filled regularly; undefined if none is. */
async function gapsOf(
  connection: DuckDBConnection,
  instants: Instants,
  steps: calendar.Steps,
  granularity: DateDetails['granularity'],
): Promise<readonly Gap[] | undefined> {
  for (const unit of gaps.gapUnits(steps, granularity)) {
    const [filled = []] = await textRows(connection, gaps.filledStepsQuery(STEPS, steps, unit));
    if (!gaps.isRegular(filled)) continue;
    const query = gaps.gapsQuery(STEPS, instants, steps, unit);
    return gaps.readGaps(await textRows(connection, query), unit);
  }
  return undefined;
}
