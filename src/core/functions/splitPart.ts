import { sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { atCharacter, ExpressionError } from '../expression/expressionError.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { expectBetween, expectFilled, literalInteger } from '../expression/literalArgument.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

/** The place in a Python list. */
function placeOf(index: number): number {
  return index > 0 ? index - 1 : index;
}

/** One part of a Python list, empty where there is none. */
function partOf(parts: Py, index: number): Py {
  const place = pyLit(placeOf(index));
  const missing = py`[""] * ${pyLit(Math.abs(index))}`;
  return index > 0 ? py`(${parts} + ${missing})[${place}]` : py`(${missing} + ${parts})[${place}]`;
}

function expectNotZero(e: TypedExpression | undefined): void {
  if (!e || literalInteger(e, 1) !== 0) return;
  throw new ExpressionError(
    e.place,
    `There is no part 0${atCharacter(e.place)}.`,
    'Write 1 for the first part or -1 for the last one.',
  );
}

export default defineFunction({
  name: 'split_part',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'separator', kind: 'text', must: 'literal' },
    { name: 'index', kind: 'integer', must: 'literal' },
  ],
  result: () => text,
  check: (args) => {
    expectFilled(args[1], 'separator');
    expectBetween(args[2], 'index', -1000, 1000);
    expectNotZero(args[2]);
  },
  summary:
    'The part number `index` between separators, from 1 or with -1 from the last one back; empty if there are fewer. Null gives null.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``, b = sql``, c = sql``]) => sql`split_part(${a}, ${b}, ${c})`,
    pandas: ([a = py``, b = py``], { args }, scope) =>
      py`${useHelper(scope, pandasEach)}(lambda v: ${partOf(py`v.split(${b})`, literalInteger(args[2], 1))}, pa.string(), ${a})`,
    polars: ([a = py``, b = py``], { args }) => {
      const part = py`${a}.str.split(${b}).list.get(${pyLit(placeOf(literalInteger(args[2], 1)))}, null_on_oob=True)`;
      return py`pl.when(${a}.is_not_null()).then(${part}.fill_null(""))`;
    },
    pyspark: ([a = py``, b = py``, c = py``]) => py`F.split_part(${a}, F.lit(${b}), F.lit(${c}))`,
  },
  examples: [
    { args: ["'a,b,c'", "','", '2'], result: 'b' },
    { args: ["'a,b'", "','", '3'], result: '' },
    { args: ["'a'", "','", '1'], result: 'a' },
    { args: ["'a,b,c'", "','", '-1'], result: 'c' },
    { args: ["'a,b'", "','", '-3'], result: '' },
    { args: ['null', "','", '1'], result: null },
  ],
});
