import type { ColumnDrift } from '../../../shared/profile/drift.ts';
import { sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import type { ProfiledColumn } from '../column.ts';
import { ECDF } from './ks.ts';
import { valueText } from './merged.ts';
import type { Totals } from './merged.ts';

type Bins = NonNullable<ColumnDrift['bins']>;

/** Added to every count, so that an empty bin has a logarithm. */
const SMOOTHING = 0.5;

/**
 * The edges of ten bins that hold a tenth of `before` each, as far as equal values let them: the
 * deciles by the inverse of the distribution function (Hyndman and Fan's type 1), so that each is a
 * value of the column, with its rows and all rows up to it on both sides. `before` must have values.
 */
export function edgesQuery(column: ProfiledColumn): Sql {
  const rows = sql`(SELECT max(cb) FROM ${ECDF})`;
  const decile = sql`(((cb - b) * 10) // ${rows} + 1)`;
  return sql`SELECT ${valueText(column)}, CAST(b AS VARCHAR), CAST(a AS VARCHAR), CAST(cb AS VARCHAR), CAST(ca AS VARCHAR) FROM ${ECDF} WHERE b > 0 AND ${decile} <= 9 AND ${decile} * ${rows} <= cb * 10 ORDER BY v`;
}

/**
 * Reads the rows of `edgesQuery`: counts of both sides above each edge, up to and with the next. Where
 * the first edge is the least value of `before`, what lies below it has a bin of its own.
 */
export function readBins(rows: readonly (readonly (string | null)[])[], totals: Totals): Bins {
  const bins: { label: string; before: number; after: number }[] = [];
  let last: { readonly text: string; readonly before: number; readonly after: number } | undefined;
  for (const row of rows) {
    const text = row[0] ?? '';
    const [b = 0, a = 0, before = 0, after = 0] = row.slice(1).map(Number);
    if (!last && before === b) {
      bins.push({ label: `< ${text}`, before: 0, after: after - a });
      bins.push({ label: text, before: b, after: a });
    } else {
      const from = last ?? { text: '', before: 0, after: 0 };
      const label = last ? `${from.text} – ${text}` : `≤ ${text}`;
      bins.push({ label, before: before - from.before, after: after - from.after });
    }
    last = { text, before, after };
  }
  if (last) {
    const { text, before, after } = last;
    const label = `> ${text}`;
    bins.push({ label, before: totals.before - before, after: totals.after - after });
  }
  return bins;
}

/**
 * Population stability index Σ (qᵢ − pᵢ) ln(qᵢ / pᵢ) over bins or categories (Siddiqi, Credit Risk
 * Scorecards, 2006), with shares (count + ½) / (rows + k/2) over the k bins that are not empty on both
 * sides: the estimator of Krichevsky and Trofimov (The Performance of Universal Encoding, 1981).
 * Undefined where a side has no values.
 */
export function psi(bins: Bins): number | undefined {
  const used = bins.filter(({ before, after }) => before > 0 || after > 0);
  const sum = (of: (bin: Bins[number]) => number): number =>
    used.reduce((total, bin) => total + of(bin), 0);
  const rows = { before: sum(({ before }) => before), after: sum(({ after }) => after) };
  if (rows.before === 0 || rows.after === 0) return undefined;
  const all = used.length * SMOOTHING;
  return sum(({ before, after }) => {
    const p = (before + SMOOTHING) / (rows.before + all);
    const q = (after + SMOOTHING) / (rows.after + all);
    return (q - p) * Math.log(q / p);
  });
}
