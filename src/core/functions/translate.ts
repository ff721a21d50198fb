import { sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { text } from '../expression/types.ts';
import { expectFilled, literalText } from '../expression/literalArgument.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { translation } from '../expression/functionHelpers.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { defineFunction } from './define.ts';

/** Each character and what it becomes; of one that is named twice the first counts. */
function pairs(args: readonly TypedExpression[]): ReadonlyMap<string, string> {
  const by = [...literalText(args[2])];
  const map = new Map<string, string>();
  [...literalText(args[1])].forEach((c, index) => {
    if (!map.has(c)) map.set(c, by[index] ?? '');
  });
  return map;
}

export default defineFunction({
  name: 'translate',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'characters', kind: 'text', must: 'literal' },
    { name: 'replacements', kind: 'text', must: 'literal' },
  ],
  result: () => text,
  check: (args) => {
    expectFilled(args[1], 'characters');
  },
  summary:
    'Each code point that is in `characters` replaced by the one at its place in `replacements`; where there is none it is left out. Of one that is named twice the first counts. Null gives null.',
  emit: {
    duckdb: ([a = sql``, b = sql``, c = sql``]) => sql`translate(${a}, ${b}, ${c})`,
    pandas: ([a = py``], { args }, scope) => {
      const map = pairs(args);
      // What has no replacement stands last.
      const found = pyLit([...map.keys()].join(''));
      const by = pyLit([...map.values()].join(''));
      return py`${useHelper(scope, pandasEach)}(${useHelper(scope, translation)}(${found}, ${by}), pa.string(), ${a})`;
    },
    polars: ([a = py``], { args }) => {
      const map = pairs(args);
      return py`${a}.str.replace_many(${pyLit([...map.keys()])}, ${pyLit([...map.values()])})`;
    },
    pyspark: ([a = py``, b = py``, c = py``]) => py`F.translate(${a}, ${b}, ${c})`,
  },
  examples: [
    { args: ["'1.234,5'", "'.,'", "',.'"], result: '1,234.5' },
    { args: ["'äbc'", "'äc'", "'x'"], result: 'xb' },
    { args: ["'aba'", "'aa'", "'xy'"], result: 'xbx' },
    { args: ["'a🚀'", "'🚀a'", "'é🚀'"], result: '🚀é' },
    { args: ["'a-b'", "'-'", "''"], result: 'ab' },
    { args: ['null', "'a'", "'b'"], result: null },
  ],
});
