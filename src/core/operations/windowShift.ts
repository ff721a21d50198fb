import type { Column } from '../../shared/columnType.ts';
import { ident, lit, sql, trusted } from '../sql/sql.ts';

import { py, pyLit, trustedPy } from '../python/py.ts';

import { polarsColumn, sparkColumn } from './pythonColumn.ts';
import type { WindowColumn } from './windowColumn.ts';

/**
 * The value of the row `offset` rows before (for a negative one: after) within the group; beyond
 * the group's edge null.
 */
export function shifted(source: Column, offset: number, name: string): WindowColumn {
  const rows = Math.abs(offset);
  return {
    name,
    type: source.type,
    duckdb: ({ over }) =>
      sql`${trusted(offset > 0 ? 'lag' : 'lead')}(${ident(source.name)}, ${lit(rows)}) ${over()}`,
    pandas: ({ within, column }) => py`${within(column(source.name))}.shift(${pyLit(offset)})`,
    polars: ({ over }) => over(py`${polarsColumn(source.name)}.shift(${pyLit(offset)})`),
    pyspark: ({ over }) =>
      over(
        py`F.${trustedPy(offset > 0 ? 'lag' : 'lead')}(${sparkColumn(source.name)}, ${pyLit(rows)})`,
      ),
  };
}

/** True where there is a row `offset` rows before, else null. */
export function shiftedRow(offset: number, name: string): WindowColumn {
  const rows = Math.abs(offset);
  return {
    name,
    type: { kind: 'boolean' },
    duckdb: ({ over }) =>
      sql`${trusted(offset > 0 ? 'lag' : 'lead')}(TRUE, ${lit(rows)}) ${over()}`,
    pandas: ({ within, ordered, context }) => {
      context.import('import pandas as pd');
      context.import('import pyarrow as pa');
      const yes = py`pd.Series(True, index=${ordered}.index, dtype=pd.ArrowDtype(pa.bool_()))`;
      return py`${within(yes)}.shift(${pyLit(offset)})`;
    },
    polars: ({ over }) => over(py`pl.repeat(True, pl.len()).shift(${pyLit(offset)})`),
    pyspark: ({ over }) =>
      over(py`F.${trustedPy(offset > 0 ? 'lag' : 'lead')}(F.lit(True), ${pyLit(rows)})`),
  };
}
