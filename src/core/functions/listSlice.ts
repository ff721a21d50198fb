import { sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { atCharacter, ExpressionError } from '../expression/expressionError.ts';
import { expectBetween, literalInteger } from '../expression/literalArgument.ts';
import { each } from '../expression/pandasHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { pandasExpressionType } from '../expression/targetType.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { text } from '../expression/types.ts';
import { defineFunction } from './define.ts';

const most = 1_000_000;

/** The first and the last place, from 1, or from -1 backwards. */
function bounds(args: readonly TypedExpression[]): readonly [number, number] {
  return [literalInteger(args[1], 1), literalInteger(args[2], -1)];
}

/** A place from 0, of a list of `length` items, where one before the first may be negative. */
function placeOf(place: number, length: Py): Py {
  return place > 0 ? pyLit(place - 1) : py`${length} - ${pyLit(-place)}`;
}

function expectPlace(e: TypedExpression | undefined, name: string): void {
  expectBetween(e, name, -most, most);
  if (!e || literalInteger(e, 1) !== 0) return;
  throw new ExpressionError(
    e.place,
    `A list has no place 0${atCharacter(e.place)}.`,
    'Write 1 for the first item or -1 for the last one.',
  );
}

export default defineFunction({
  name: 'list_slice',
  aliases: ['array_slice'],
  parameters: [
    { name: 'list', kind: 'list' },
    { name: 'begin', kind: 'integer', must: 'literal' },
    { name: 'end', kind: 'integer', must: 'literal', optional: true },
  ],
  result: ([a]) => a?.type ?? { kind: 'list', item: text },
  check: (args) => {
    expectPlace(args[1], 'begin');
    expectPlace(args[2], 'end');
  },
  summary:
    'The items from place `begin` to place `end` (the last one if not given), both included; from 1, or with -1 from the last one back. Places outside the list are left out. Null gives null.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``, b = sql``, c = sql`-1`]) => sql`list_slice(${a}, ${b}, ${c})`,
    pandas: ([a = py``], { args, type }, scope) => {
      const [begin, end] = bounds(args);
      const start = begin === 1 ? py`` : pyLit(begin > 0 ? begin - 1 : begin);
      const stop = end === -1 ? py`` : pyLit(end > 0 ? end : end + 1);
      return py`${useHelper(scope, each)}(lambda items: items[${start}:${stop}], ${pandasExpressionType(type)}, ${a})`;
    },
    polars: ([a = py``], { args }) => {
      const [begin, end] = bounds(args);
      if (begin < 0 && end === -1) return py`${a}.list.tail(${pyLit(-begin)})`;
      if (end === -1) return py`${a}.list.slice(${pyLit(begin - 1)})`;
      if (begin > 0 && end > 0) {
        return py`${a}.list.slice(${pyLit(begin - 1)}, ${pyLit(Math.max(end - begin + 1, 0))})`;
      }
      const length = py`${a}.list.len().cast(pl.Int64)`;
      const start =
        begin > 0 ? pyLit(begin - 1) : py`pl.max_horizontal(${placeOf(begin, length)}, 0)`;
      const count = py`pl.max_horizontal(${placeOf(end, length)} - ${start} + 1, 0)`;
      return py`${a}.list.slice(${start}, ${count})`;
    },
    pyspark: ([a = py``], { args }) => {
      const [begin, end] = bounds(args);
      if (begin > 0 && end > 0) {
        return py`F.slice(${a}, ${pyLit(begin)}, ${pyLit(Math.max(end - begin + 1, 0))})`;
      }
      const length = py`F.size(${a})`;
      const start =
        begin > 0
          ? py`F.lit(${pyLit(begin - 1)})`
          : py`F.greatest(${placeOf(begin, length)}, F.lit(0))`;
      const count = py`F.greatest(${placeOf(end, length)} - ${start} + 1, F.lit(0))`;
      return py`F.slice(${a}, ${start} + 1, ${count})`;
    },
  },
  examples: [
    { args: ['list_value(1, null, 3)', '2', '3'], result: '[null,3]' },
    { args: ['list_value(1, 2, 3)', '2'], result: '[2,3]' },
    { args: ['list_value(1, 2, 3)', '3', '2'], result: '[]' },
    { args: ['list_value(1, 2, 3)', '-2'], result: '[2,3]' },
    { args: ['list_value(1, 2, 3)', '-9', '2'], result: '[1,2]' },
    { args: ['list_value(1, 2, 3)', '-9', '-5'], result: '[]' },
    { args: ['list_value(1, 2, 3)', '2', '-2'], result: '[2]' },
    { args: ['list_value(1, 2, 3)', '-2', '-2'], result: '[2]' },
    { args: ["string_split('a,é,🚀', ',')", '2', '9'], result: '["é","🚀"]' },
    { args: ["string_split('a', ',')", '2', '9'], result: '[]' },
    { args: ["string_split(null, ',')", '-2', '2'], result: null },
  ],
});
