import type { Column } from '../../shared/columnType.ts';
import { ident, sql, trusted } from '../sql/sql.ts';
import { py, pyLit, trustedPy } from '../python/py.ts';
import { polarsColumn, sparkColumn } from './pythonColumn.ts';
import type { Frame, WindowColumn } from './windowColumn.ts';

/** The nearest row of the group that holds a value, the row itself first. */
export interface Neighbor {
  readonly direction: 'forward' | 'backward';
  /** How many rows away it may be; undefined: as far as the group goes. */
  readonly limit: number | undefined;
}

/** A column's own value, or where it is null that of the nearest row on one side. */
export function fromNeighbor(
  source: Column,
  { direction, limit }: Neighbor,
  name: string,
): WindowColumn {
  const forward = direction === 'forward';
  const far = limit ?? 'all';
  const frame: Frame = forward ? { before: far, after: 0 } : { before: 0, after: far };
  const most = limit === undefined ? py`` : py`limit=${pyLit(limit)}`;
  return {
    name,
    type: source.type,
    duckdb: ({ over }) =>
      sql`${trusted(forward ? 'last_value' : 'first_value')}(${ident(source.name)} IGNORE NULLS) ${over(frame)}`,
    pandas: ({ within, column }) =>
      py`${within(column(source.name))}.${trustedPy(forward ? 'ffill' : 'bfill')}(${most})`,
    polars: ({ over }) =>
      over(py`${polarsColumn(source.name)}.${trustedPy(direction)}_fill(${most})`),
    pyspark: ({ over }) =>
      over(
        py`F.${trustedPy(forward ? 'last' : 'first')}(${sparkColumn(source.name)}, ignorenulls=True)`,
        frame,
      ),
  };
}
