import { lit, sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { base64Form, fromBase64 } from '../expression/codecHelpers.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as polarsEach } from '../expression/polarsHelpers.ts';
import { each as pysparkEach } from '../expression/pysparkHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { hexadecimalUtf8 } from '../expression/utf8Patterns.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'from_base64',
  parameters: [{ name: 'value', kind: 'text' }],
  result: () => text,
  summary:
    'The text whose UTF-8 bytes stand here in Base64 (RFC 4648), padded with = and without blanks. Null gives null; null, counted, for what is no such text.',
  fails: true,
  repeats: true,
  emit: {
    // DuckDB stops at what is no Base64 or no UTF-8.
    duckdb: ([a = sql``]) =>
      sql`(CASE WHEN regexp_full_match(${a}, ${lit(base64Form)}) THEN CASE WHEN regexp_full_match(hex(from_base64(${a})), ${lit(hexadecimalUtf8)}) THEN decode(from_base64(${a})) END END)`,
    pandas: ([a = py``], _, scope) =>
      py`${useHelper(scope, pandasEach)}(${useHelper(scope, fromBase64)}, pa.string(), ${a})`,
    polars: ([a = py``], _, scope) =>
      py`${useHelper(scope, polarsEach)}(${useHelper(scope, fromBase64)}, pl.String, ${a})`,
    pyspark: ([a = py``], _, scope) =>
      py`${useHelper(scope, pysparkEach)}(${useHelper(scope, fromBase64)}, "string", ${a})`,
  },
  examples: [
    { args: ["'Zm9vYmE='"], result: 'fooba' },
    { args: ["'w6nwn5qAPj8='"], result: 'é🚀>?' },
    { args: ["''"], result: '' },
    { args: ["'Zg'"], result: null },
    { args: ["'Zg==Zg=='"], result: null },
    { args: ["' Zg=='"], result: null },
    { args: ["'Zg=='"], result: 'f' },
    { args: ["'Zm8=\n'"], result: null },
    { args: ["'Z*=='"], result: null },
    { args: ["'/w=='"], result: null },
    { args: ["'w6nigqzwn5qA7b+/'"], result: null },
    { args: ["'w6nigqzwn5qA'"], result: 'é€🚀' },
    { args: ['null'], result: null },
  ],
});
