import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import type { PythonContext } from './define.ts';
import { sparkName } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { sparkKey, withIdentity } from './sortKeys.ts';
import { passing } from './windowColumn.ts';
import type { Frame, RangeFrame, SparkWindow } from './windowColumn.ts';
import type { WindowPlan, WindowWriter } from './windowPlan.ts';

/** Windows bring the rows of a group together; afterwards the rows go back to the order they had. */
export function sparkWindow(plan: WindowPlan, context: PythonContext<unknown>): WindowWriter {
  context.import('from pyspark.sql import functions as F');
  context.import('from pyspark.sql import Window');
  const { frame, hidden } = context;
  const place = pyLit(passing('place'));
  const groups = plan.group.map(sparkName);
  const partition = (more: readonly Py[] = []): Py =>
    py`Window.partitionBy(${joinPy([...groups, ...more])})`;
  const window: SparkWindow = {
    context,
    over: (expression, frame) =>
      frame && 'key' in frame
        ? py`${expression}.over(${partition()}${range(frame)})`
        : py`${expression}.over(window${frame ? rows(frame) : py``})`,
    ties: (expression) =>
      py`${expression}.over(${partition()}.orderBy(${joinPy((plan.order ?? []).map(sparkKey))}))`,
    whole: (expression, more) =>
      py`${expression}.over(${plan.order || more ? partition(more) : py`window`})`,
  };
  return {
    begin: [
      ...(plan.order
        ? pythonLines(
            py`window = ${partition()}.orderBy(`,
            withIdentity(plan.order, hidden).map(sparkKey),
            py`)`,
          )
        : [py`window = ${partition()}`]),
      py`${frame} = ${frame}.withColumn(${place}, F.monotonically_increasing_id())`,
    ],
    add: (columns) =>
      columns.length === 1
        ? columns.map(
            (column) =>
              py`${frame} = ${frame}.withColumn(${pyLit(column.name)}, ${column.pyspark(window)})`,
          )
        : pythonLines(
            py`${frame} = ${frame}.withColumns({`,
            columns.map((column) => py`${pyLit(column.name)}: ${column.pyspark(window)}`),
            py`})`,
          ),
    end: (gone) => [
      py`${frame} = ${frame}.orderBy(${place}).drop(${joinPy([place, ...gone.map((name) => pyLit(name))])})`,
    ],
  };
}

function range({ key, far, near }: RangeFrame): Py {
  return py`.orderBy(${sparkName(key)}).rangeBetween(${pyLit(-far)}, ${pyLit(0 - near)})`;
}

function rows({ before, after }: Frame): Py {
  const start = before === 'all' ? py`Window.unboundedPreceding` : pyLit(-before);
  const end = after === 'all' ? py`Window.unboundedFollowing` : pyLit(after);
  return py`.rowsBetween(${before === 0 ? py`0` : start}, ${end})`;
}
