import { lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';

/** Where a function of a double is defined: its argument, null outside, as each target writes it. NaN stays. */
export interface Domain {
  readonly duckdb: (value: Sql) => Sql;
  readonly pandas: (value: Py) => Py;
  readonly polars: (value: Py) => Py;
  readonly pyspark: (value: Py) => Py;
}

/** Greater than a whole number. */
export function above(limit: number): Domain {
  return {
    duckdb: (a) => sql`CASE WHEN ${a} > ${lit(limit)} THEN ${a} END`,
    pandas: (a) => py`${a}.where(~(${a} <= ${pyLit(limit)}))`,
    polars: (a) => py`pl.when(${a} > ${pyLit(limit)}).then(${a})`,
    pyspark: (a) => py`F.when(${a} > ${pyLit(limit)}, ${a})`,
  };
}

/** From -1 to 1. */
export const unitInterval: Domain = {
  duckdb: (a) => sql`CASE WHEN abs(${a}) <= 1 OR isnan(${a}) THEN ${a} END`,
  pandas: (a) => py`${a}.where(~(${a}.abs() > 1))`,
  polars: (a) => py`pl.when((${a}.abs() <= 1) | ${a}.is_nan()).then(${a})`,
  pyspark: (a) => py`F.when((F.abs(${a}) <= 1) | F.isnan(${a}), ${a})`,
};

/** All but the infinities. */
export const finite: Domain = {
  duckdb: (a) => sql`CASE WHEN NOT isinf(${a}) THEN ${a} END`,
  pandas: (a) => py`${a}.where(${a}.abs() != float("inf"))`,
  polars: (a) => py`pl.when(${a}.abs() != float("inf")).then(${a})`,
  pyspark: (a) => py`F.when(F.abs(${a}) != float("inf"), ${a})`,
};
