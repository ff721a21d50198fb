import { joinPy, py, pyLit } from '../python/py.ts';
import type { PythonContext } from './define.ts';
import { polarsName } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { polarsKeys, withIdentity } from './sortKeys.ts';
import { passing } from './windowColumn.ts';
import type { PolarsWindow } from './windowColumn.ts';
import type { WindowPlan, WindowWriter } from './windowPlan.ts';

/** The frame is put in order, gets its columns and goes back to the order that it had. */
export function polarsWindow(plan: WindowPlan, context: PythonContext<unknown>): WindowWriter {
  context.import('import polars as pl');
  const { frame, hidden } = context;
  const place = pyLit(passing('place'));
  const groups = plan.group.map(polarsName);
  const window: PolarsWindow = {
    context,
    over: (expression, more = []) => {
      const keys = [...new Set([...groups, ...more])];
      return keys.length === 0 ? expression : py`${expression}.over(${joinPy(keys)})`;
    },
  };
  return {
    begin: plan.order
      ? pythonLines(
          py`${frame} = ${frame}.with_row_index(${place}).sort(`,
          polarsKeys(withIdentity(plan.order, hidden)),
          py`)`,
        )
      : [],
    add: (columns) => {
      const first = columns.flatMap((column) => column.polarsFirst?.(window) ?? []);
      return [
        ...first.map(
          ([name, value]) => py`${frame} = ${frame}.with_columns(${value}.alias(${pyLit(name)}))`,
        ),
        ...pythonLines(
          py`${frame} = ${frame}.with_columns(`,
          columns.map((column) => py`${column.polars(window)}.alias(${pyLit(column.name)})`),
          py`)`,
        ),
        ...(first.length === 0
          ? []
          : [
              py`${frame} = ${frame}.drop(${joinPy([...new Set(first.map(([name]) => pyLit(name)))])})`,
            ]),
      ];
    },
    end: (gone) => {
      const names = [...(plan.order ? [place] : []), ...gone.map((name) => pyLit(name))];
      const back = plan.order ? py`.sort(${place})` : py``;
      return names.length === 0 ? [] : [py`${frame} = ${frame}${back}.drop(${joinPy(names)})`];
    },
  };
}
