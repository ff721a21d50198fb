import { z } from 'zod';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';

/** The share of the judged rows that must keep a rule. */
export function atLeast(): z.ZodExactOptional<z.ZodNumber> {
  return z.number().min(0).max(1).meta({ title: 'At least this share (0 to 1)' }).exactOptional();
}

/** “ in at least 95 % of the rows”; nothing where all rows must keep the rule. */
export function shareWords(share: number | undefined): string {
  if (share === undefined) return '';
  return ` in at least ${String(Number((share * 100).toPrecision(12)))} % of the rows`;
}

/**
 * Whether too many rows break a rule, of columns `found` and `judged`. A share of no rows holds. Two
 * whole numbers are divided as exactly as a written share is read, so that 7 of 100 are 0.07.
 */
export function brokenSql(share: number | undefined): Sql {
  if (share === undefined) return sql`found > 0`;
  return sql`judged > 0 AND (judged - found) / judged < ${lit(share)}`;
}

/** The same of the Python variables `found` and `judged`. */
export function brokenPython(share: number | undefined): Py {
  if (share === undefined) return py`found > 0`;
  return py`judged > 0 and (judged - found) / judged < ${pyLit(share)}`;
}
