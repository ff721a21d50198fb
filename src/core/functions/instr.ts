import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { int64 } from '../expression/types.ts';
import { expectFilled } from '../expression/literalArgument.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'instr',
  aliases: ['strpos'],
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'part', kind: 'text', must: 'literal' },
  ],
  result: () => int64,
  check: (args) => {
    expectFilled(args[1], 'part');
  },
  summary:
    'At which code point, counted from 1, `part` (not empty, compared exactly) first begins; 0 where it is not found. Null gives null.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``, b = sql``]) => sql`instr(${a}, ${b})`,
    pandas: ([a = py``, b = py``], _, scope) =>
      py`${useHelper(scope, pandasEach)}(lambda v: v.find(${b}) + 1, pa.int64(), ${a})`,
    polars: ([a = py``, b = py``]) => {
      const before = py`${a}.str.split(${b}).list.first().str.len_chars().cast(pl.Int64)`;
      return py`pl.when(~${a}.str.contains(${b}, literal=True)).then(0).otherwise(${before} + 1)`;
    },
    pyspark: ([a = py``, b = py``]) => py`F.instr(${a}, ${b}).cast("bigint")`,
  },
  examples: [
    { args: ["'a.b.c'", "'.'"], result: '2' },
    { args: ["'🚀é.b'", "'.b'"], result: '3' },
    { args: ["'abc'", "'B'"], result: '0' },
    { args: ["''", "'a'"], result: '0' },
    { args: ['null', "'a'"], result: null },
  ],
});
