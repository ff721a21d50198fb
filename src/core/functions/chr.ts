import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { character } from '../expression/functionHelpers.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as polarsEach } from '../expression/polarsHelpers.ts';
import { each as pysparkEach } from '../expression/pysparkHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'chr',
  parameters: [{ name: 'code', kind: 'integer' }],
  result: () => text,
  summary:
    'The character of a code point. A number that is none (below 1, above 1,114,111, 55,296 to 57,343) gives null, which is counted.',
  fails: true,
  repeats: true,
  emit: {
    duckdb: ([a = sql``]) =>
      sql`CASE WHEN ${a} BETWEEN 1 AND 55295 OR ${a} BETWEEN 57344 AND 1114111 THEN chr(${a}::INTEGER) END`,
    pandas: ([a = py``], _, scope) =>
      py`${useHelper(scope, pandasEach)}(${useHelper(scope, character)}, pa.string(), ${a})`,
    polars: ([a = py``], _, scope) =>
      py`${useHelper(scope, polarsEach)}(${useHelper(scope, character)}, pl.String, ${a})`,
    pyspark: ([a = py``], _, scope) =>
      py`${useHelper(scope, pysparkEach)}(${useHelper(scope, character)}, "string", ${a})`,
  },
  examples: [
    { args: ['65'], result: 'A' },
    { args: ['233'], result: 'é' },
    { args: ['128640'], result: '🚀' },
    { args: ['1114111'], result: '\u{10ffff}' },
    { args: ['0'], result: null },
    { args: ['55296'], result: null },
    { args: ['9223372036854775807'], result: null },
    { args: ['null'], result: null },
  ],
});
