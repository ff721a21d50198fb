import { sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { MERGED } from './merged.ts';
import type { Totals } from './merged.ts';
import { kolmogorovTail } from './kolmogorov.ts';

/** The merged values in order, with the rows up to and with each: before `cb`, after `ca`. */
export const ECDF = sql`__sluice_ecdf`;

/** Makes the two empirical distribution functions over all values of both sides. */
export function ecdfQuery(): Sql {
  return sql`CREATE OR REPLACE TEMP TABLE ${ECDF} AS SELECT v, b, a, CAST(sum(b) OVER (ORDER BY v) AS BIGINT) AS cb, CAST(sum(a) OVER (ORDER BY v) AS BIGINT) AS ca FROM ${MERGED}`;
}

/**
 * The two-sample Kolmogorov–Smirnov statistic D = max |F(v) − G(v)| (Smirnov, Table for Estimating the
 * Goodness of Fit of Empirical Distributions, 1948), over all values, so it is exact with ties too.
 */
export function ksQuery(): Sql {
  const share = (part: Sql, of: Sql): Sql =>
    sql`CAST(${part} AS DOUBLE) / (SELECT max(${of}) FROM ${ECDF})`;
  return sql`SELECT CAST(max(abs(${share(sql`cb`, sql`cb`)} - ${share(sql`ca`, sql`ca`)})) AS VARCHAR) FROM ${ECDF}`;
}

/**
 * Reads the one row of `ksQuery`. The p of both sides being drawn from one distribution is that of the
 * one-sample statistic at n·m/(n + m) values, rounded, as scipy's `ks_2samp(method="asymp")` has it.
 */
export function readKs(
  row: readonly (string | null)[],
  { before, after }: Totals,
): { readonly d: number; readonly p: number } {
  const d = Number(row[0]);
  return { d, p: kolmogorovTail(Math.round((before * after) / (before + after)), d) };
}
