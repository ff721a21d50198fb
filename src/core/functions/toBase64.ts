import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'to_base64',
  aliases: ['base64'],
  parameters: [{ name: 'value', kind: 'text' }],
  result: () => text,
  summary: 'The text’s UTF-8 bytes in Base64 (RFC 4648), padded with =. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`to_base64(encode(${a}))`,
    pandas: ([a = py``], _, scope) => {
      scope.import('import base64');
      return py`${useHelper(scope, pandasEach)}(lambda v: base64.b64encode(v.encode()).decode(), pa.string(), ${a})`;
    },
    polars: ([a = py``]) => py`${a}.str.encode("base64")`,
    // Spark 3.5 breaks lines after 76 signs.
    pyspark: ([a = py``]) =>
      py`F.replace(F.base64(F.encode(${a}, "UTF-8")), F.lit("\\r\\n"), F.lit(""))`,
  },
  // RFC 4648, 10; the others by base64 -w 0.
  examples: [
    { args: ["'foobar'"], result: 'Zm9vYmFy' },
    { args: ["'fooba'"], result: 'Zm9vYmE=' },
    { args: ["'f'"], result: 'Zg==' },
    { args: ["'é🚀>?'"], result: 'w6nwn5qAPj8=' },
    {
      args: [
        "'a text that is longer than one line of an e-mail may be, which some encoders break'",
      ],
      result:
        'YSB0ZXh0IHRoYXQgaXMgbG9uZ2VyIHRoYW4gb25lIGxpbmUgb2YgYW4gZS1tYWlsIG1heSBiZSwgd2hpY2ggc29tZSBlbmNvZGVycyBicmVhaw==',
    },
    { args: ["''"], result: '' },
    { args: ['null'], result: null },
  ],
});
