import type { ExampleTable, Json, Operation } from '../../../src/core/operations/define.ts';
import type { ColumnType } from '../../../src/shared/columnType.ts';
import { parseType } from '../../../src/core/sql/types.ts';
import { drawCell } from './cells.ts';
import type { Draw } from './draw.ts';

type ExampleColumn = ExampleTable['columns'][number];

const plainNames = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n'];
const hostileNames = [
  ...['a"b', 'select', "it's", 'a space', '🚀', 'a.b', 'back`tick', '^x$', '*', 'brace{0}\\n'],
  ...['%s', 'Größe', 'A1', 'index', 'values', 'df', 'main', 'NULL', '1'],
];

const baseTypes = [
  ...['int8', 'int16', 'int32', 'int64', 'int64', 'float32', 'float64', 'float64'],
  ...['decimal(10,2)', 'decimal(38,0)', 'decimal(18,6)', 'text', 'text', 'text'],
  ...['boolean', 'date', 'timestamp'],
];

/** They are carried along by every step, whatever it does to others. */
const carriedTypes = [
  ...['timestamptz', 'binary', 'list<int64>', 'list<text>', 'struct<"a":int64,"b":text>'],
];

/** The types of an operation's examples: it may have something to do with the rare ones. */
export function typesOf({ examples }: Operation<unknown>): readonly string[] {
  const tables = examples.flatMap(({ input, sources }) => [input, ...Object.values(sources ?? {})]);
  const types = tables.flatMap(({ columns }) => columns.map(([, type]) => type));
  return [...new Set(types)];
}

/** A column's type, as documents write it; `own` are the types of an operation's examples. */
export function drawType(draw: Draw, own: readonly string[]): string {
  return draw.weighted<() => string>([
    [75, () => draw.one(baseTypes)],
    [20, () => draw.one(own.length > 0 ? own : baseTypes)],
    [5, () => draw.one(carriedTypes)],
  ])();
}

/** Columns of drawn types; names that break what is not quoted come now and then. */
export function drawColumns(draw: Draw, count: number, own: readonly string[]): ExampleColumn[] {
  const names = draw.some(
    draw.chance(25) ? [...hostileNames, ...plainNames] : plainNames.slice(0, count + 2),
    count,
  );
  return names.map((name) => [name, drawType(draw, own)] as const);
}

/** Columns of many types, for params that want a type of their own. */
export function manyTypes(draw: Draw, own: readonly string[]): ExampleColumn[] {
  const types = [...draw.some([...new Set([...baseTypes, ...own])], 12), draw.one(carriedTypes)];
  return types.map((type, at) => [plainNames[at] ?? '', type] as const);
}

/** How a column's values lie. */
type Shape = 'any' | 'few' | 'one' | 'filled' | 'null';

/** Rows for these columns. `known` are cells that are worth having in a column, by its name. */
export function drawRows(
  draw: Draw,
  columns: readonly ExampleColumn[],
  known: (name: string, type: string) => readonly Json[],
): ExampleTable {
  const count = draw.weighted([
    [5, 0],
    [9, 1],
    [50, draw.between(2, 9)],
    [30, draw.between(10, 30)],
    [6, draw.between(31, 60)],
  ]);
  const wildTable = draw.chance(20);
  const cells = columns.map(([name, type]) => {
    const parsed = parseType(type);
    const pool = known(name, type).filter((cell) => cell !== null);
    const temper = { wild: wildTable && draw.chance(60) };
    const fresh = (): Json =>
      pool.length > 0 && draw.chance(60) ? draw.one(pool) : drawCell(draw, parsed, temper);
    const shape = draw.weighted<Shape>([
      [45, 'any'],
      [25, 'few'],
      [5, 'one'],
      [20, 'filled'],
      [5, 'null'],
    ]);
    const few = Array.from({ length: shape === 'one' ? 1 : 3 }, fresh);
    const one = (): Json => (shape === 'few' || shape === 'one' ? draw.one(few) : fresh());
    const nulls = { any: 20, few: 15, one: 10, filled: 0, null: 100 }[shape];
    return withOneLargest(
      Array.from({ length: count }, () => (draw.chance(nulls) ? null : one())),
      parsed,
    );
  });
  return {
    columns,
    rows: Array.from({ length: count }, (_, row) => cells.map((column) => column[row] ?? null)),
  };
}

/**
 * One of the largest doubles stays in a column, as the sum of several leaves their range or does not
 * by the order in which an engine adds; the others become so small that any sum of them stays in it.
 */
function withOneLargest(cells: readonly Json[], { kind }: ColumnType): readonly Json[] {
  if (kind !== 'float64') return cells;
  const isLargest = (cell: Json): boolean => {
    const size = Math.abs(Number(cell));
    return cell !== null && Number.isFinite(size) && size > 1e290;
  };
  const first = cells.findIndex(isLargest);
  return cells.map((cell, at) =>
    at !== first && isLargest(cell) ? Math.sign(Number(cell)) * 1e290 : cell,
  );
}
