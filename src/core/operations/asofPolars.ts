import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { polarsType } from '../python/pythonType.ts';
import { asofNames, asofPlan } from './asofPlan.ts';
import type { AsofParams, AsofPlan } from './asofPlan.ts';
import type { PythonContext } from './define.ts';
import { polarsColumn, polarsName } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { ascending, polarsKeys } from './sortKeys.ts';

const { place, found, key: keyName } = asofNames;

/** The join in polars: `join_asof` on the rows whose keys are known, twice for the nearest row. */
export function asofPolars(context: PythonContext<AsofParams>): readonly Py[] {
  const { frame, relation, params, output, hidden } = context;
  context.import('import polars as pl');
  const plan = asofPlan(context);
  const { by, key, right, ties, direction } = plan;
  const other = py`right_rows`;
  const names = [...by.map((_, index) => asofNames.by(index)), keyName];
  const keysOf = (side: 'left' | 'right'): readonly Py[] => [
    ...by.map(
      (pair, index) =>
        py`${polarsColumn(pair[side])}.cast(${polarsType(pair.type)}).alias(${pyLit(asofNames.by(index))})`,
    ),
    py`${keyNumber(plan, key[side].name)}.alias(${pyLit(keyName)})`,
  ];
  const known = py`.drop_nulls(${pyLit(names)})${plan.isFloat ? py`.drop_nans(${pyLit(keyName)})` : py``}`;
  const sorted = [
    ...names,
    ...ties.map((name) => right.find(({ from }) => from === name)?.to ?? name),
  ];
  const nearest = direction === 'nearest';
  const equal = by.length === 0 ? [] : [py`by=${pyLit(names.slice(0, -1))}`];
  const join = (target: Py, more: readonly Py[]): readonly Py[] =>
    pythonLines(
      py`matches = ${target}.join_asof(`,
      [py`right_keys`, py`on=${pyLit(keyName)}`, ...equal, ...more, py`check_sortedness=False`],
      py`)`,
    );
  const picked = [...output.map(({ name }) => name), ...hidden].map(polarsName);
  return [
    ...pythonLines(
      py`${other} = ${relation(params.with.source)}.select(`,
      [
        ...keysOf('right'),
        ...right.map(({ from, to }) =>
          from === to ? polarsColumn(from) : py`${polarsColumn(from)}.alias(${pyLit(to)})`,
        ),
      ],
      py`)`,
    ),
    ...pythonLines(py`${other} = ${other}${known}.sort(`, polarsKeys(sorted.map(ascending)), py`)`),
    py`${other} = ${other}.unique(${pyLit(names)}, keep="first", maintain_order=True)`,
    py`${other} = ${other}.sort(${pyLit(keyName)}).with_row_index(${pyLit(found)})`,
    py`right_keys = ${other}.select(${joinPy([found, ...names].map((name) => pyLit(name)))}, matched=${pyLit(keyName)})`,
    py`${frame} = ${frame}.with_row_index(${pyLit(place)})`,
    ...pythonLines(
      py`left_keys = ${frame}.select(`,
      [pyLit(place), ...keysOf('left')],
      py`)${known}.sort(${pyLit(keyName)})`,
    ),
    ...join(py`left_keys`, [py`strategy=${pyLit(nearest ? 'backward' : direction)}`]),
    ...(nearest
      ? [...join(py`matches`, [py`strategy="forward"`, py`suffix="_after"`]), ...nearestOf(plan)]
      : []),
    ...(plan.tolerance === undefined
      ? []
      : [py`matches = matches.filter(${gap(plan, 'matched')} <= ${pyLit(plan.tolerance)})`]),
    py`matches = matches.select(${pyLit(place)}, ${pyLit(found)})`,
    py`${other} = ${other}.drop(${pyLit(names)})`,
    py`${frame} = ${frame}.join(matches, on=${pyLit(place)}, how="left", maintain_order="left")`,
    py`${frame} = ${frame}.join(${other}, on=${pyLit(found)}, how="left", maintain_order="left")`,
    ...pythonLines(py`${frame} = ${frame}.select(`, picked, py`)`),
  ];
}

/** The rows before, or those after where these lie nearer. */
function nearestOf(plan: AsofPlan): readonly Py[] {
  const choice = (name: string): Py =>
    py`pl.when(is_before).then(${pyLit(name)}).otherwise(${pyLit(`${name}_after`)}).alias(${pyLit(name)})`;
  const none = py`pl.col("matched_after").is_null()`;
  return [
    py`is_before = ${none} | (${gap(plan, 'matched')} <= ${gap(plan, 'matched_after')})`,
    ...pythonLines(py`matches = matches.with_columns(`, [choice(found), choice('matched')], py`)`),
  ];
}

/** Whole numbers (days, microseconds) or doubles. */
function keyNumber({ key, isFloat }: AsofPlan, name: string): Py {
  const column = polarsColumn(name);
  if (isFloat) return py`(${column}.cast(pl.Float64) + 0.0)`;
  const { kind } = key.left.type;
  if (kind === 'date') return py`${column}.dt.epoch("d").cast(pl.Int64)`;
  if (kind === 'timestamp' || kind === 'timestamptz') return py`${column}.dt.epoch("us")`;
  return py`${column}.cast(pl.Int64)`;
}

function gap({ isFloat }: AsofPlan, other: string): Py {
  const [own, there] = [py`pl.col(${pyLit(keyName)})`, py`pl.col(${pyLit(other)})`];
  // Infinity lies at itself, but infinity less infinity is no number.
  return isFloat
    ? py`pl.when(${own} == ${there}).then(0.0).otherwise((${own} - ${there}).abs())`
    : py`(${own}.cast(pl.Int128) - ${there}.cast(pl.Int128)).abs()`;
}
