import { lit, sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { unquoted } from '../expression/codecHelpers.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as polarsEach } from '../expression/polarsHelpers.ts';
import { each as pysparkEach } from '../expression/pysparkHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { percentUtf8 } from '../expression/utf8Patterns.ts';
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
    // DuckDB stops at bytes that are no UTF-8.
    duckdb: ([a = sql``]) => {
      const others = sql`regexp_replace(${a}, ${lit(percentUtf8)}, '-', 'g')`;
      return sql`(CASE WHEN NOT regexp_matches(${others}, '%[89A-Fa-f][0-9A-Fa-f]') THEN url_decode(${a}) END)`;
    },
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
    { args: ["'%ED%A0%80'"], result: null },
    { args: ["'%E0%80%80'"], result: null },
    { args: ["'%F4%90%80%80'"], result: null },
    { args: ["'%%c3%a98%ef%bf%bd%F4%8F%BF%BD'"], result: '%é8\ufffd\u{10fffd}' },
    { args: ['null'], result: null },
  ],
});
