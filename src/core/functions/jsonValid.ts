import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { isJson, isJsonDuckdb } from '../expression/jsonHelpers.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as polarsEach } from '../expression/polarsHelpers.ts';
import { each as pysparkEach } from '../expression/pysparkHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { boolean } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'json_valid',
  parameters: [{ name: 'json', kind: 'text' }],
  result: () => boolean,
  summary:
    'Whether the text is JSON (RFC 8259), without NaN, infinities, and commas before a bracket. Null gives null.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``]) => isJsonDuckdb(a),
    pandas: ([a = py``], _, scope) =>
      py`${useHelper(scope, pandasEach)}(${useHelper(scope, isJson)}, pa.bool_(), ${a})`,
    polars: ([a = py``], _, scope) =>
      py`${useHelper(scope, polarsEach)}(${useHelper(scope, isJson)}, pl.Boolean, ${a})`,
    pyspark: ([a = py``], _, scope) =>
      py`${useHelper(scope, pysparkEach)}(${useHelper(scope, isJson)}, "boolean", ${a})`,
  },
  examples: [
    { args: [`'{"a": [1, -2.5e3, true, null]}'`], result: 'true' },
    { args: [`' "x" '`], result: 'true' },
    { args: [`'{"a": 1,}'`], result: 'false' },
    { args: ["'[NaN]'"], result: 'false' },
    { args: ["'[-Infinity]'"], result: 'false' },
    { args: [`'["NaN,]"]'`], result: 'true' },
    { args: ["'{a: 1}'"], result: 'false' },
    { args: ["'01'"], result: 'false' },
    { args: [`'"\\ud800"'`], result: 'false' },
    { args: ["'[1] x'"], result: 'false' },
    { args: ["''"], result: 'false' },
    { args: ['null'], result: null },
  ],
});
