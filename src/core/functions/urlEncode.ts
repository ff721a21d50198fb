import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as polarsEach } from '../expression/polarsHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'url_encode',
  parameters: [{ name: 'value', kind: 'text' }],
  result: () => text,
  summary:
    'The text as it may stand in an address: every UTF-8 byte but letters, digits and - _ . ~ becomes %XX. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`url_encode(${a})`,
    pandas: ([a = py``], _, scope) => {
      scope.import('import urllib.parse');
      return py`${useHelper(scope, pandasEach)}(lambda v: urllib.parse.quote(v, safe=""), pa.string(), ${a})`;
    },
    polars: ([a = py``], _, scope) => {
      scope.import('import urllib.parse');
      return py`${useHelper(scope, polarsEach)}(lambda v: urllib.parse.quote(v, safe=""), pl.String, ${a})`;
    },
    // Spark encodes as forms do.
    pyspark: ([a = py``]) =>
      py`F.replace(F.replace(F.replace(F.url_encode(${a}), F.lit("+"), F.lit("%20")), F.lit("*"), F.lit("%2A")), F.lit("%7E"), F.lit("~"))`,
  },
  examples: [
    { args: ["'a b&c=d/e'"], result: 'a%20b%26c%3Dd%2Fe' },
    { args: ["'-_.~*+%'"], result: '-_.~%2A%2B%25' },
    { args: ["'é🚀'"], result: '%C3%A9%F0%9F%9A%80' },
    { args: ["''"], result: '' },
    { args: ['null'], result: null },
  ],
});
