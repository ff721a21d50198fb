import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as polarsEach } from '../expression/polarsHelpers.ts';
import { hmac } from '../expression/pysparkTextHelpers.ts';
import type { Sql } from '../sql/sql.ts';
import { trusted } from '../sql/sql.ts';
import { defineFunction } from './define.ts';

/** The key brought to 64 bytes, each of them XOR `pad` (0x36 and 0x5c), as a blob. */
function padded(key: Sql, pad: '54' | '92'): Sql {
  const digits = sql`rpad(CASE WHEN strlen(${key}) > 64 THEN sha256(${key}) ELSE hex(encode(${key})) END, 128, '0')`;
  const byte = sql`('0x' || substring(${digits}, 2 * i + 1, 2))::INTEGER`;
  return sql`unhex(array_to_string(list_transform(range(64), lambda i: printf('%02x', xor(${byte}, ${trusted(pad)}))), ''))`;
}

export default defineFunction({
  name: 'hmac_sha256',
  parameters: [
    { name: 'value', kind: 'text' },
    { name: 'key', kind: 'text', must: 'constant' },
  ],
  result: () => text,
  summary:
    'The HMAC-SHA-256 (RFC 2104) of the text’s UTF-8 bytes under a key, as 64 hexadecimal digits: who has no key cannot work it out from guessed values. Null gives null.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``, key = sql``]) =>
      sql`sha256(${padded(key, '92')} || unhex(sha256(${padded(key, '54')} || encode(${a}))))`,
    pandas: ([a = py``, key = py``], _, scope) => {
      scope.import('import hmac');
      return py`${useHelper(scope, pandasEach)}(lambda v: hmac.digest(${key}.encode(), v.encode(), "sha256").hex(), pa.string(), ${a})`;
    },
    polars: ([a = py``, key = py``], _, scope) => {
      scope.import('import hmac');
      return py`${useHelper(scope, polarsEach)}(lambda v: hmac.digest(${key}.encode(), v.encode(), "sha256").hex(), pl.String, ${a})`;
    },
    pyspark: ([a = py``, key = py``], _, scope) => py`${useHelper(scope, hmac)}(${a}, ${key})`,
  },
  // RFC 4231, test case 2; the others by openssl.
  examples: [
    {
      args: ["'what do ya want for nothing?'", "'Jefe'"],
      result: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    },
    {
      args: ["'é🚀'", "'schlüssel'"],
      result: 'a70bea2f9ca81ac69d6848abdc1c0d3aa7928bcb3b60417f9db690dc99e444cb',
    },
    {
      args: ["''", "'kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk'"],
      result: 'd15d4f22a7a5993c5f7674e0cf564d572ec94e748e5d512724916adf257cfaca',
    },
    { args: ['null', "'k'"], result: null },
  ],
});
