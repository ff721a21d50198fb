import { isFloat } from '../expression/types.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import type { PythonContext } from './define.ts';

type Context = Pick<PythonContext<unknown>, 'frame' | 'input'>;

/** The frame with -0.0 as the 0.0 that it equals in the columns named, which pandas tells apart. */
export function pandasKeys(groups: readonly string[], { frame, input }: Context): Py {
  const floats = groups.filter((name) =>
    input.some((column) => column.name === name && isFloat(column.type)),
  );
  const zeros = floats.map((name) => py`${pyLit(name)}: ${frame}[${pyLit(name)}] + 0.0`);
  return floats.length === 0 ? frame : py`${frame}.assign(**{${joinPy(zeros)}})`;
}

/** `df.groupby([…], dropna=False, sort=False)`: null is a group, NaN is one. */
export function pandasGroups(groups: readonly string[], context: Context): Py {
  return py`${pandasKeys(groups, context)}.groupby(${pyLit(groups)}, dropna=False, sort=False)`;
}

/** Each row's place in its group, counted from 0 in the order of the frame. */
export function pandasPlaces(groups: readonly string[], context: Context): Py {
  return py`${pandasGroups(groups, context)}.cumcount()`;
}
