import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';

/** A column's name where polars takes one: `^…$` and `*` would be patterns, so they are escaped. */
export function polarsName(name: string): Py {
  const pattern = name === '*' || (name.startsWith('^') && name.endsWith('$'));
  return pyLit(pattern ? `^${name.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$` : name);
}

/** `pl.col("name")`. */
export function polarsColumn(name: string): Py {
  return py`pl.col(${polarsName(name)})`;
}

/** A column's name where Spark parses it: quoted by backticks unless it is a plain word. */
export function sparkName(name: string): Py {
  return pyLit(/^[A-Za-z_]\w*$/.test(name) ? name : `\`${name.replaceAll('`', '``')}\``);
}

/** `F.col("name")`. */
export function sparkColumn(name: string): Py {
  return py`F.col(${sparkName(name)})`;
}
