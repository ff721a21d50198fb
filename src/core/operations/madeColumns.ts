import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { pythonLines } from './pythonLines.ts';
import { loopName } from './sameCode.ts';
import type { MadeCode } from './sameCode.ts';

/** Lines that give the frame columns in pandas. */
export function pandasMade(parts: readonly MadeCode[], frame: Py): readonly Py[] {
  return parts.flatMap((part) =>
    'loop' in part
      ? [py`${part.loop.head}:`, py`    ${frame}[${loopName}] = ${part.loop.value}`]
      : part.single.map(({ name, value }) => py`${frame}[${pyLit(name)}] = ${value}`),
  );
}

/** As `pandasMade`, in polars. */
export function polarsMade(parts: readonly MadeCode[], frame: Py): readonly Py[] {
  const [head, tail] = [py`${frame} = ${frame}.with_columns(`, py`)`];
  const named = (value: Py, name: Py): Py => py`(${value}).alias(${name})`;
  return parts.flatMap((part) => {
    if ('loop' in part) {
      return [head, py`    ${named(part.loop.value, loopName)} ${part.loop.head}`, tail];
    }
    const items = part.single.map(({ name, value }) => named(value, pyLit(name)));
    return pythonLines(head, items, tail);
  });
}

/** As `pandasMade`, in PySpark. */
export function sparkMade(parts: readonly MadeCode[], frame: Py): readonly Py[] {
  return parts.flatMap((part) => {
    if ('loop' in part) {
      return [
        py`${frame} = ${frame}.withColumns(`,
        py`    {${loopName}: ${part.loop.value} ${part.loop.head}}`,
        py`)`,
      ];
    }
    const [only, second] = part.single;
    if (only && !second) {
      return [py`${frame} = ${frame}.withColumn(${pyLit(only.name)}, ${only.value})`];
    }
    const items = part.single.map(({ name, value }) => py`${pyLit(name)}: ${value}`);
    return pythonLines(py`${frame} = ${frame}.withColumns({`, items, py`})`);
  });
}
