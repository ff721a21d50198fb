import { joinSql, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { text } from '../expression/types.ts';
import { expectBetween, literalInteger } from '../expression/literalArgument.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { defineFunction } from './define.ts';

/** Start counted from 0, and length. */
function range(args: readonly TypedExpression[]): readonly [number, number | undefined] {
  const length = args[2] ? literalInteger(args[2], 0) : undefined;
  return [literalInteger(args[1], 1) - 1, length];
}

export default defineFunction({
  name: 'substring',
  aliases: ['substr'],
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'start', kind: 'integer', must: 'literal' },
    { name: 'length', kind: 'integer', must: 'literal', optional: true },
  ],
  result: () => text,
  check: (args) => {
    expectBetween(args[1], 'start', 1, 1e9);
    expectBetween(args[2], 'length', 0, 1e9);
  },
  summary:
    'The part from the code point `start` (counted from 1) on, at most `length` code points; empty beyond the end. Null gives null.',
  emit: {
    duckdb: (args) => sql`substring(${joinSql(args)})`,
    pandas: ([a = py``], { args }) => {
      const [start, length] = range(args);
      return length === undefined
        ? py`${a}.str.slice(${pyLit(start)})`
        : py`${a}.str.slice(${pyLit(start)}, ${pyLit(start + length)})`;
    },
    polars: ([a = py``], { args }) => {
      const [start, length] = range(args);
      return length === undefined
        ? py`${a}.str.slice(${pyLit(start)})`
        : py`${a}.str.slice(${pyLit(start)}, ${pyLit(length)})`;
    },
    pyspark: ([a = py``], { args }) => {
      const [start, length = 2147483647] = range(args);
      return py`F.substring(${a}, ${pyLit(start + 1)}, ${pyLit(length)})`;
    },
  },
  examples: [
    { args: ["'héllo'", '2', '3'], result: 'éll' },
    { args: ["'héllo'", '4'], result: 'lo' },
    { args: ["'ab'", '5', '2'], result: '' },
    { args: ['null', '1', '2'], result: null },
  ],
});
