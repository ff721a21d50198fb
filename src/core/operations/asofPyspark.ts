import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { sparkType } from '../python/pythonType.ts';
import { asofNames, asofPlan } from './asofPlan.ts';
import type { AsofParams, AsofPlan } from './asofPlan.ts';
import type { PythonContext } from './define.ts';
import { sparkColumn } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { passing } from './windowColumn.ts';

const { place, found, key: keyName } = asofNames;
const isLeft = passing('is_left');

/** The join in Spark: both tables in one, where each left row looks for the last right one. */
export function asofPyspark(context: PythonContext<AsofParams>): readonly Py[] {
  const { frame, relation, params, input, hidden } = context;
  context.import('from pyspark.sql import functions as F');
  context.import('from pyspark.sql import Window');
  const plan = asofPlan(context);
  const { by, key, right, ties, direction } = plan;
  const other = py`right_rows`;
  const names = by.map((_, index) => asofNames.by(index));
  const keysOf = (side: 'left' | 'right'): readonly (readonly [Py, Py])[] => [
    ...by.map(
      (pair, index) =>
        [
          pyLit(asofNames.by(index)),
          py`${sparkColumn(pair[side])}.cast(${sparkType(pair.type)})`,
        ] as const,
    ),
    [pyLit(keyName), keyNumber(plan, key[side].name)],
  ];
  const fields = right.map(({ from, to }) => py`${sparkColumn(from)}.alias(${pyLit(to)})`);
  const row = py`F.struct(${joinPy([...fields, py`${keyNumber(plan, key.right.name)}.alias(${pyLit(keyName)})`])})`;
  const field = (name: string): Py => py`F.col(${pyLit(found)}).getField(${pyLit(name)})`;
  const order = ties.map(
    (name) => py`${field(right.find(({ from }) => from === name)?.to ?? name)}.asc_nulls_last()`,
  );
  const keys = pyLit([...names, keyName]);
  const single =
    order.length === 0
      ? [py`${other} = ${other}.dropDuplicates(${keys})`]
      : [
          ...pythonLines(py`alike = Window.partitionBy(${keys}).orderBy(`, order, py`)`),
          py`${other} = ${other}.withColumn(${pyLit(place)}, F.row_number().over(alike))`,
          py`${other} = ${other}.filter(F.col(${pyLit(place)}) == 1).drop(${pyLit(place)})`,
        ];
  const picked = [
    ...[...input.map(({ name }) => name), ...hidden].map(sparkColumn),
    ...right.map(({ to }) => py`${field(to)}.alias(${pyLit(to)})`),
    pyLit(place),
  ];
  return [
    ...pythonLines(
      py`${other} = ${relation(params.with.source)}.select(`,
      [
        ...keysOf('right').map(([name, value]) => py`${value}.alias(${name})`),
        py`${row}.alias(${pyLit(found)})`,
      ],
      py`).dropna(subset=${keys})`,
    ),
    ...single,
    ...pythonLines(
      py`left_rows = ${frame}.withColumns({`,
      [
        py`${pyLit(place)}: F.monotonically_increasing_id()`,
        py`${pyLit(isLeft)}: F.lit(True)`,
        ...keysOf('left').map(([name, value]) => py`${name}: ${value}`),
      ],
      py`})`,
    ),
    py`${frame} = left_rows.unionByName(${other}, allowMissingColumns=True)`,
    ...foundLines(plan, direction, names, frame),
    ...pythonLines(py`${frame} = ${frame}.filter(${pyLit(isLeft)}).select(`, picked, py`)`),
    py`${frame} = ${frame}.orderBy(${pyLit(place)}).drop(${pyLit(place)})`,
  ];
}

/** Rows that the windows find, and which of them count. */
function foundLines(
  plan: AsofPlan,
  direction: AsofParams['direction'],
  names: readonly string[],
  frame: Py,
): readonly Py[] {
  const window = (side: 'asc' | 'desc'): Py =>
    py`Window.partitionBy(${pyLit(names)}).orderBy(F.${side === 'asc' ? py`asc` : py`desc`}(${pyLit(keyName)}), F.asc_nulls_first(${pyLit(isLeft)}))`;
  const last = (over: Py): Py => py`F.last(${pyLit(found)}, ignorenulls=True).over(${over})`;
  const add = (name: Py, value: Py): Py => py`${frame} = ${frame}.withColumn(${name}, ${value})`;
  const own = pyLit(found);
  const isNear =
    plan.tolerance === undefined
      ? py`F.col(${pyLit(keyName)}).isNotNull()`
      : py`${gap(plan, found)} <= ${pyLit(plan.tolerance)}`;
  const kept = add(own, py`F.when(${isNear}, F.col(${own}))`);
  if (direction !== 'nearest') {
    return [
      py`upto = ${window(direction === 'backward' ? 'asc' : 'desc')}`,
      add(own, last(py`upto`)),
      kept,
    ];
  }
  const after = pyLit(passing('after'));
  return [
    py`upto = ${window('asc')}`,
    py`back_to = ${window('desc')}`,
    ...pythonLines(
      py`${frame} = ${frame}.withColumns({`,
      [py`${own}: ${last(py`upto`)}`, py`${after}: ${last(py`back_to`)}`],
      py`})`,
    ),
    py`is_before = F.col(${after}).isNull() | (${gap(plan, found)} <= ${gap(plan, passing('after'))})`,
    add(own, py`F.when(is_before, F.col(${own})).otherwise(F.col(${after}))`),
    kept,
  ];
}

/** Whole numbers (days, microseconds) or doubles; null for NaN, which matches nothing. */
function keyNumber({ key, isFloat }: AsofPlan, name: string): Py {
  const column = sparkColumn(name);
  if (isFloat) return py`F.when(~F.isnan(${column}), ${column}.cast("double"))`;
  const { kind } = key.left.type;
  if (kind === 'date') return py`F.unix_date(${column}).cast("bigint")`;
  if (kind === 'timestamp' || kind === 'timestamptz') {
    return py`F.unix_micros(${column}.cast("timestamp"))`;
  }
  return py`${column}.cast("bigint")`;
}

function gap({ isFloat }: AsofPlan, other: string): Py {
  const own = py`F.col(${pyLit(keyName)})`;
  const there = py`F.col(${pyLit(other)}).getField(${pyLit(keyName)})`;
  // Infinity lies at itself, but infinity less infinity is no number.
  return isFloat
    ? py`F.when(${own} == ${there}, 0.0).otherwise(F.abs(${own} - ${there}))`
    : py`F.abs(${own}.cast("decimal(20,0)") - ${there}.cast("decimal(20,0)"))`;
}
