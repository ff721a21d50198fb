import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { unquoted } from '../expression/codecHelpers.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as polarsEach } from '../expression/polarsHelpers.ts';
import { each as pysparkEach } from '../expression/pysparkHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'url_decode',
  parameters: [{ name: 'value', kind: 'text' }],
  result: () => text,
  summary:
    'Reads %XX as UTF-8 bytes; other signs stay, + and a % without two hexadecimal digits too. Null gives null; null, counted, where the bytes are no UTF-8.',
  fails: true,
  repeats: true,
  emit: {
    // TRY would hide errors of the argument, which the condition brings out.
    duckdb: ([a = sql``]) => sql`(CASE WHEN ${a} IS NOT NULL THEN TRY(url_decode(${a})) END)`,
    pandas: ([a = py``], _, scope) =>
      py`${useHelper(scope, pandasEach)}(${useHelper(scope, unquoted)}, pa.string(), ${a})`,
    polars: ([a = py``], _, scope) =>
      py`${useHelper(scope, polarsEach)}(${useHelper(scope, unquoted)}, pl.String, ${a})`,
    pyspark: ([a = py``], _, scope) =>
      py`${useHelper(scope, pysparkEach)}(${useHelper(scope, unquoted)}, "string", ${a})`,
  },
  examples: [
    { args: ["'a%20b%26c%3dd'"], result: 'a b&c=d' },
    { args: ["'%C3%A9%F0%9F%9A%80é'"], result: 'é🚀é' },
    { args: ["'a+b%zz%4%'"], result: 'a+b%zz%4%' },
    { args: ["'%25%34'"], result: '%4' },
    { args: ["'%FF'"], result: null },
    { args: ["'%C3x'"], result: null },
    { args: ['null'], result: null },
  ],
});
