import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { text } from '../expression/types.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as polarsEach } from '../expression/polarsHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'sha256',
  parameters: [{ name: 'value', kind: 'text' }],
  result: () => text,
  summary: 'The SHA-256 of the text’s UTF-8 bytes as 64 hexadecimal digits. Null gives null.',
  emit: {
    duckdb: ([a = sql``]) => sql`sha256(${a})`,
    pandas: ([a = py``], _, scope) => {
      scope.import('import hashlib');
      return py`${useHelper(scope, pandasEach)}(lambda v: hashlib.sha256(v.encode()).hexdigest(), pa.string(), ${a})`;
    },
    polars: ([a = py``], _, scope) => {
      scope.import('import hashlib');
      return py`${useHelper(scope, polarsEach)}(lambda v: hashlib.sha256(v.encode()).hexdigest(), pl.String, ${a})`;
    },
    pyspark: ([a = py``]) => py`F.sha2(${a}, 256)`,
  },
  // FIPS 180-2, B.1; the others by sha256sum.
  examples: [
    {
      args: ["'abc'"],
      result: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    },
    { args: ["''"], result: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
    { args: ["'é🚀'"], result: '5db4d7b036b83313f6bf71b894e20df431c6641a66b76a9a34f09025568468d2' },
    { args: ['null'], result: null },
  ],
});
