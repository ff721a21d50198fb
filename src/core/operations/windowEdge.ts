import type { Column } from '../../shared/columnType.ts';
import { ident, sql, trusted } from '../sql/sql.ts';
import { py, pyLit, trustedPy } from '../python/py.ts';
import { polarsColumn, sparkColumn } from './pythonColumn.ts';
import type { WindowColumn } from './windowColumn.ts';

/** The value of the first or last row of the group, or of those rows that hold one. */
export function atEdge(
  source: Column,
  which: 'first' | 'last',
  skipNulls: boolean,
  name: string,
): WindowColumn {
  const all = { before: 'all', after: 'all' } as const;
  return {
    name,
    type: source.type,
    duckdb: ({ over }) =>
      sql`${trusted(which)}_value(${ident(source.name)}${trusted(skipNulls ? ' IGNORE NULLS' : '')}) ${over(all)}`,
    pandas: ({ context, column, group }) => {
      context.import('import numpy as np');
      context.import('import pandas as pd');
      context.import('import pyarrow as pa');
      context.helper('edge_value', edgeValue);
      return py`edge_value(${column(source.name)}, ${group()}, ${pyLit(which)}, ${pyLit(skipNulls)})`;
    },
    polars: ({ over }) =>
      over(
        py`${polarsColumn(source.name)}${skipNulls ? py`.drop_nulls()` : py``}.${trustedPy(which)}()`,
      ),
    pyspark: ({ over }) =>
      over(
        py`F.${trustedPy(which)}(${sparkColumn(source.name)}${skipNulls ? py`, ignorenulls=True` : py``})`,
        all,
      ),
  };
}

const edgeValue = `def edge_value(values, group, which, skip_nulls):
    """The value of each group's first or last row, or of those that hold one."""
    place = pd.Series(np.arange(len(values)), index=values.index)
    if skip_nulls:
        place = place.where(values.notna().to_numpy())
    place = place.groupby(group).transform(which)
    array = pa.array(values.array).take(pa.array(place, pa.int64(), from_pandas=True))
    return pd.Series(pd.arrays.ArrowExtensionArray(array), index=values.index)
`;
