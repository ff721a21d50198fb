import { isFloat } from '../expression/types.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import type { PythonContext } from './define.ts';
import { withIdentity } from './sortKeys.ts';
import { pandasSorted } from './sortPandas.ts';
import type { PandasWindow } from './windowColumn.ts';
import type { WindowPlan, WindowWriter } from './windowPlan.ts';

/** Columns are worked out on the rows in order; the index puts each value beside its own row. */
export function pandasWindow(plan: WindowPlan, context: PythonContext<unknown>): WindowWriter {
  const { frame, hidden } = context;
  const ordered = plan.order ? py`ordered` : frame;
  let isGrouped = false;
  let needsGroup = false;
  const group = (): Py => {
    needsGroup = true;
    return py`group`;
  };
  const window: PandasWindow = {
    context,
    ordered,
    group,
    column: (name) => py`${ordered}[${pyLit(name)}]`,
    groupBy: (more) => pandasGroups([...new Set([...plan.group, ...more])], ordered, context),
    within: (series) => (plan.group.length === 0 ? series : py`${series}.groupby(${group()})`),
  };
  return {
    begin: plan.order
      ? pandasSorted(ordered, withIdentity(plan.order, hidden), context, 'kept')
      : [],
    add: (columns, isFirst) => {
      const values = columns.map(
        (column) => py`${frame}[${pyLit(column.name)}] = ${column.pandas(window)}`,
      );
      const again = plan.order && !isFirst ? [py`${ordered} = ${frame}.loc[${ordered}.index]`] : [];
      const grouping = needsGroup && !isGrouped ? pandasGroup(plan, ordered, context) : [];
      isGrouped ||= needsGroup;
      return [...again, ...grouping, ...values];
    },
    end: (gone) =>
      gone.length === 0 ? [] : [py`${frame} = ${frame}.drop(columns=${pyLit(gone)})`],
  };
}

/** The number of each row's group as `group`; null is a group, NaN is one, -0.0 is 0.0. */
function pandasGroup(
  { group }: WindowPlan,
  ordered: Py,
  context: PythonContext<unknown>,
): readonly Py[] {
  if (group.length === 0) {
    context.import('import pandas as pd');
    return [py`group = pd.Series(0, index=${ordered}.index)`];
  }
  return [py`group = ${pandasGroups(group, ordered, context)}`];
}

function pandasGroups(
  names: readonly string[],
  ordered: Py,
  { input }: PythonContext<unknown>,
): Py {
  const floats = input.filter(({ name, type }) => names.includes(name) && isFloat(type));
  // -0.0 becomes the 0.0 that it equals.
  const values = floats.map(({ name }) => py`${pyLit(name)}: ${ordered}[${pyLit(name)}] + 0.0`);
  const keys = floats.length === 0 ? ordered : py`${ordered}.assign(**{${joinPy(values)}})`;
  return py`${keys}.groupby(${pyLit(names)}, dropna=False, sort=False).ngroup()`;
}
