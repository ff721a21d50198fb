import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { expectFilled } from '../expression/literalArgument.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { rawText } from '../expression/pythonCast.ts';
import { quotedSeparator } from '../expression/separatorPattern.ts';
import { text } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'string_split',
  aliases: ['str_split', 'string_to_array'],
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'separator', kind: 'text', must: 'literal' },
  ],
  result: () => ({ kind: 'list', item: text }),
  check: (args) => {
    expectFilled(args[1], 'separator');
  },
  summary:
    'The parts of a text between separators as a list; an empty text gives one empty part. Null gives null.',
  emit: {
    duckdb: ([a = sql``, b = sql``]) => sql`string_split(${a}, ${b})`,
    pandas: ([a = py``, b = py``], _, scope) =>
      py`${useHelper(scope, compute)}(pc.split_pattern, ${a}, ${b})`,
    polars: ([a = py``, b = py``]) => py`${a}.str.split(${b})`,
    pyspark: ([a = py``], { args }) => py`F.split(${a}, ${rawText(quotedSeparator(args[1]))}, -1)`,
  },
  examples: [
    { args: ["'a,b,,'", "','"], result: '["a","b","",""]' },
    { args: ["''", "','"], result: '[""]' },
    { args: ["'é.🚀.x'", "'.'"], result: '["é","🚀","x"]' },
    { args: ["'a||b'", "'||'"], result: '["a","b"]' },
    { args: ['null', "','"], result: null },
  ],
});
