import type { Column } from '../../shared/columnType.ts';
import { ex, exColumn } from '../expression/write.ts';
import { ident, sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { pandasType } from '../python/pythonType.ts';
import { polarsColumn, polarsName, sparkColumn, sparkName } from './pythonColumn.ts';
import { passing } from './windowColumn.ts';
import type { WindowColumn } from './windowColumn.ts';
import { overGroup } from './windowGroup.ts';
import type { Stage } from './windowPlan.ts';

const whole = { kind: 'int64' } as const;

/**
 * Stages that put the most frequent value of its group beside each row, of a tie the smallest; null
 * is no value. `names` are those of the results, one for each column.
 */
export function modeStages(columns: readonly Column[], names: readonly string[]): readonly Stage[] {
  const name = (what: string, index: number): string => passing(`${what}_${String(index)}`);
  return [
    { over: columns.map((column, index) => countOfValue(column, name('count', index))) },
    {
      over: columns.map((_, index) => {
        const source = { name: name('count', index), type: whole };
        return overGroup({ source, statistic: 'max', type: whole }, name('most', index));
      }),
    },
    {
      made: columns.map((column, index) => ({
        name: name('kept', index),
        value: ex`case when ${exColumn(name('count', index))} = ${exColumn(name('most', index))} then ${exColumn(column.name)} end`,
        path: ['columns', index],
      })),
    },
    {
      over: columns.map(({ type }, index) => {
        const source = { name: name('kept', index), type };
        return overGroup({ source, statistic: 'min', type }, names[index] ?? '');
      }),
    },
  ];
}

/** How many rows of the group hold the same value; 0 beside a null. */
function countOfValue({ name: column }: Column, name: string): WindowColumn {
  return {
    name,
    type: whole,
    duckdb: ({ whole }) => sql`count(${ident(column)}) ${whole([column])}`,
    pandas: ({ column: values, groupBy }) =>
      py`${values(column)}.groupby(${groupBy([column])}).transform("count").astype(${pandasType(whole)})`,
    polars: ({ over }) =>
      over(py`${polarsColumn(column)}.count().cast(pl.Int64)`, [polarsName(column)]),
    pyspark: ({ whole }) => whole(py`F.count(${sparkColumn(column)})`, [sparkName(column)]),
  };
}
