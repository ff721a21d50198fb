import { joinPy, py, pyLit, trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { differingLiterals, pieces } from './differingLiterals.ts';

/** A column and the code of its value. */
export interface ColumnCode {
  readonly name: string;
  readonly value: Py;
}

/** Columns that a loop makes: its head, such as `for name in [...]`, and the code of each value. */
export interface LoopCode {
  readonly head: Py;
  readonly value: Py;
}

/** Columns in the order of their making. */
export type MadeCode =
  | { readonly loop: LoopCode }
  /** One after the other. */
  | { readonly single: readonly ColumnCode[] };

/** The variable of a loop that stands for the column's name. */
export const loopName = py`name`;

/**
 * Parts the columns of a step into those that a loop makes and all others: over their names, where
 * each is made in its own place by the same code, or over names and values, where codes differ in
 * one literal. `ownColumn` is how code reads a column, `df["a"]` or `df[name]`. A `lazy` target runs
 * lambdas after the loop has gone on, so that none may hold the value.
 */
export function partedBySameCode(
  columns: readonly ColumnCode[],
  ownColumn: (name: Py) => Py,
  lazy: boolean,
): readonly MadeCode[] {
  const { loops, rest } = inPlace(columns, ownColumn);
  return [...loops.map((loop) => ({ loop })), ...partedByValue(rest, lazy)];
}

/** From so many characters on a second copy is more to read than a loop. */
const long = 60;

function inPlace(
  columns: readonly ColumnCode[],
  ownColumn: (name: Py) => Py,
): { readonly loops: readonly LoopCode[]; readonly rest: readonly ColumnCode[] } {
  const byCode = new Map<string, ColumnCode[]>();
  for (const column of columns) {
    const own = ownColumn(pyLit(column.name));
    if (!column.value.includes(own) || pieces(column.value)?.includes('name') !== false) continue;
    const code = column.value.replaceAll(own, ownColumn(loopName));
    byCode.set(code, [...(byCode.get(code) ?? []), column]);
  }
  const shared = [...byCode].filter(
    ([code, { length }]) => length > 2 || (length > 1 && code.length > long),
  );
  const looped = new Set(shared.flatMap(([, found]) => found));
  return {
    loops: shared.map(([code, found]) => ({
      head: py`for ${loopName} in [${joinPy(found.map(({ name }) => pyLit(name)))}]`,
      value: trustedPy(code),
    })),
    rest: columns.filter((column) => !looped.has(column)),
  };
}

/** As `partedBySameCode`, over names and values only. */
export function partedByValue(columns: readonly ColumnCode[], lazy: boolean): readonly MadeCode[] {
  const made: MadeCode[] = [];
  const codes = columns.map(({ value }) => pieces(value));
  let single: ColumnCode[] = [];
  for (let at = 0; at < columns.length;) {
    const run = differingLiterals(codes, at);
    const column = columns[at];
    if (run && run.literals.length > 2 && !(lazy && run.code.includes('lambda'))) {
      if (single.length > 0) made.push({ single });
      single = [];
      const pairs = run.literals.map(
        (literal, i) => py`${pyLit(columns[at + i]?.name ?? '')}: ${literal}`,
      );
      const head = py`for ${loopName}, value in {${joinPy(pairs)}}.items()`;
      made.push({ loop: { head, value: run.code } });
      at += run.literals.length;
    } else {
      if (column) single.push(column);
      at += 1;
    }
  }
  return single.length > 0 ? [...made, { single }] : made;
}
