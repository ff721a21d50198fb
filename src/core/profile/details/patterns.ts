import type { NamedCount } from '../../../shared/profile/columnDetails.ts';
import { lit, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { tally } from './counted.ts';
import type { Counted } from './counted.ts';
import { countOf } from './textRow.ts';
import type { TextRow } from './textRow.ts';

/** Patterns that are told. */
const MOST = 20;

/** Characters of a text that its pattern is made of. */
const LONGEST = 60;

/**
 * The commonest patterns of texts that are not empty: every letter (Unicode L) as `A`, every decimal
 * digit (Nd) as `9`, all else as it is. Of long texts the first 60 characters count.
 */
export function patternsQuery(values: Counted): Sql {
  const head = sql`left(v, ${lit(LONGEST)})`;
  const shape = sql`regexp_replace(regexp_replace(${head}, '\\p{L}', 'A', 'g'), '\\p{Nd}', '9', 'g')`;
  return sql`SELECT ${shape} AS shape, ${tally(values)} AS texts FROM ${values.from} WHERE v <> '' GROUP BY shape ORDER BY texts DESC, shape LIMIT ${lit(MOST)}`;
}

/** True where the patterns that are told are all there are, of texts short enough to be told whole. */
export function allPatternsKnown(rows: readonly TextRow[], longest: number): boolean {
  return rows.length < MOST && longest <= LONGEST;
}

/** Reads rows of a name and a count. */
export function readNamedCounts(rows: readonly TextRow[]): NamedCount[] {
  return rows.map(([name, count]) => ({ name: name ?? '', count: countOf(count) }));
}
