import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import {
  duckdbPath,
  expectJsonPath,
  isJsonDuckdb,
  jsonPath,
  jsonText,
  pythonPath,
  quotedNumbersDuckdb,
} from '../expression/jsonHelpers.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as polarsEach } from '../expression/polarsHelpers.ts';
import { each as pysparkEach } from '../expression/pysparkHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'json_extract_string',
  aliases: ['json_extract_path_text'],
  parameters: [
    { name: 'json', kind: 'text' },
    { name: 'path', kind: 'text', must: 'literal' },
  ],
  result: () => text,
  check: (args) => {
    expectJsonPath(args[1]);
  },
  summary:
    'The text, number (its digits as written) or boolean at a path of a JSON text, as text; a path is $ and then .name, ."a name" or [0]. Null where there is none, for a JSON null, an object or an array, and for what is no JSON (RFC 8259); of fields that stand twice the first one counts.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``], { args }) => {
      const path = duckdbPath(jsonPath(args[1]));
      const kind = sql`(CASE WHEN ${isJsonDuckdb(a)} THEN json_type(${a}, ${path}) END)`;
      return sql`(CASE ${kind} WHEN 'VARCHAR' THEN json_extract_string(${a}, ${path}) WHEN 'BOOLEAN' THEN json_extract_string(${a}, ${path}) WHEN 'UBIGINT' THEN json_extract_string(${a}, ${path}) WHEN 'BIGINT' THEN json_extract_string(${quotedNumbersDuckdb(a)}, ${path}) WHEN 'DOUBLE' THEN json_extract_string(${quotedNumbersDuckdb(a)}, ${path}) END)`;
    },
    pandas: ([a = py``], { args }, scope) =>
      py`${useHelper(scope, pandasEach)}(lambda v: ${useHelper(scope, jsonText)}(v${pythonPath(jsonPath(args[1]))}), pa.string(), ${a})`,
    polars: ([a = py``], { args }, scope) =>
      py`${useHelper(scope, polarsEach)}(lambda v: ${useHelper(scope, jsonText)}(v${pythonPath(jsonPath(args[1]))}), pl.String, ${a})`,
    pyspark: ([a = py``], { args }, scope) =>
      py`${useHelper(scope, pysparkEach)}(lambda v: ${useHelper(scope, jsonText)}(v${pythonPath(jsonPath(args[1]))}), "string", ${a})`,
  },
  examples: [
    { args: [`'{"a": {"b": "x"}}'`, "'$.a.b'"], result: 'x' },
    { args: [`'{"a": [1, {"c d": true}]}'`, `'$.a[1]."c d"'`], result: 'true' },
    { args: [`'{"n": 1.10}'`, "'$.n'"], result: '1.10' },
    { args: [`'{"n": -0}'`, "'$.n'"], result: '-0' },
    { args: [`'{"a": "-1,2\\"3", "n": 1e400}'`, "'$.n'"], result: '1e400' },
    { args: [`'{"a": "-1,2\\"3", "n": 1E+2}'`, "'$.a'"], result: '-1,2"3' },
    { args: ["'[12345678901234567890123]'", "'$[0]'"], result: '12345678901234567890123' },
    { args: [`' "é\\u00e9\\ud83d\\ude80\\n" '`, "'$'"], result: 'éé🚀\n' },
    { args: [`'{"a": null}'`, "'$.a'"], result: null },
    { args: [`'{"a": {}, "a": 2}'`, "'$.a'"], result: null },
    { args: [`'{"a": 1, "a": 2}'`, "'$.a'"], result: '1' },
    { args: [`'{"a": [1]}'`, "'$.a'"], result: null },
    { args: [`'{"a": [1]}'`, "'$.a[1]'"], result: null },
    { args: [`'{"a": 1}'`, "'$.b'"], result: null },
    { args: [`'{"a": 1}'`, "'$[0]'"], result: null },
    { args: [`'{"a": 1,}'`, "'$.a'"], result: null },
    { args: [`'{"a": NaN, "b": 1}'`, "'$.b'"], result: null },
    { args: [`'{"a": "NaN,]", "b": 1}'`, "'$.b'"], result: '1' },
    { args: [`'["\\ud800", 1]'`, "'$[1]'"], result: null },
    { args: ["'{a: 1}'", "'$.a'"], result: null },
    { args: ["''", "'$'"], result: null },
    { args: ['null', "'$.a'"], result: null },
  ],
});
