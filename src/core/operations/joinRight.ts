import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import type { FlowContext, PythonContext } from './define.ts';
import type { JoinColumns, JoinParams } from './joinColumns.ts';
import { polarsColumn } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';

/** The right columns that a join takes, and their names afterwards. */
function takenRight(
  plan: JoinColumns,
  { params, source }: FlowContext<JoinParams>,
): {
  readonly pairs: readonly { readonly from: string; readonly to: string }[];
  readonly changed: readonly Py[];
  readonly isWhole: boolean;
} {
  const pairs = [...plan.keys.map((key) => ({ from: key.right, to: key.left })), ...plan.right];
  const changed = pairs.filter(({ from, to }) => from !== to);
  const all = source(params.with.source, ['with', 'source']);
  return {
    pairs,
    changed: changed.map(({ from, to }) => py`${pyLit(from)}: ${pyLit(to)}`),
    isWhole: all.every(({ name }) => pairs.some(({ from }) => from === name)),
  };
}

/** The right side in pandas, under the name `other`: a frame of its own, which may be written to. */
export function pandasRight(
  plan: JoinColumns,
  context: PythonContext<JoinParams>,
  other: Py,
): readonly Py[] {
  const source = context.relation(context.params.with.source);
  const { pairs, changed, isWhole } = takenRight(plan, context);
  if (isWhole) {
    return changed.length === 0
      ? [py`${other} = ${source}.copy()`]
      : pythonLines(py`${other} = ${source}.rename(columns={`, changed, py`})`);
  }
  const picked = pythonLines(
    py`${other} = ${source}[[`,
    pairs.map(({ from }) => pyLit(from)),
    py`]].copy()`,
  );
  return changed.length === 0
    ? picked
    : [...picked, ...pythonLines(py`${other} = ${other}.rename(columns={`, changed, py`})`)];
}

/** The right side in polars, under the name `other`. */
export function polarsRight(
  plan: JoinColumns,
  context: PythonContext<JoinParams>,
  other: Py,
): readonly Py[] {
  const source = context.relation(context.params.with.source);
  const { pairs, changed, isWhole } = takenRight(plan, context);
  if (isWhole) {
    return changed.length === 0
      ? [py`${other} = ${source}`]
      : pythonLines(py`${other} = ${source}.rename({`, changed, py`})`);
  }
  return pythonLines(
    py`${other} = ${source}.select(`,
    pairs.map(({ from, to }) => renamed(polarsColumn(from), from, to)),
    py`)`,
  );
}

/** A column under another name. */
export function renamed(found: Py, from: string, to: string): Py {
  return from === to ? found : py`${found}.alias(${pyLit(to)})`;
}
