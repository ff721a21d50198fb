import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { ExpressionError } from '../expression/expressionError.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as polarsEach } from '../expression/polarsHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { isInteger, text } from '../expression/types.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { formatType } from '../sql/types.ts';
import { defineFunction } from './define.ts';

const ofText = py`lambda v: v.encode().hex().upper()`;
const ofInteger = py`lambda v: f"{v % 2**64:X}"`;

function isNumber([value]: readonly TypedExpression[]): boolean {
  return value !== undefined && isInteger(value.type);
}

export default defineFunction({
  name: 'hex',
  aliases: ['to_hex'],
  parameters: [{ name: 'value', kind: 'any' }],
  result: () => text,
  check: ([value]) => {
    if (!value || value.type.kind === 'text' || isInteger(value.type)) return;
    throw new ExpressionError(
      value.place,
      `hex needs a text or an integer, not ${formatType(value.type)}.`,
      'Cast it: cast(a as text).',
    );
  },
  summary:
    'A text’s UTF-8 bytes, two hexadecimal digits each, or an integer in hexadecimal without leading zeros (a negative one as 64 bits, two’s complement), in capitals. Null gives null.',
  emit: {
    duckdb: ([a = sql``], { args }) => (isNumber(args) ? sql`hex(${a}::BIGINT)` : sql`hex(${a})`),
    pandas: ([a = py``], { args }, scope) =>
      py`${useHelper(scope, pandasEach)}(${isNumber(args) ? ofInteger : ofText}, pa.string(), ${a})`,
    polars: ([a = py``], { args }, scope) =>
      isNumber(args)
        ? py`${useHelper(scope, polarsEach)}(${ofInteger}, pl.String, ${a})`
        : py`${a}.str.encode("hex").str.to_uppercase()`,
    pyspark: ([a = py``], { args }) =>
      isNumber(args) ? py`F.hex(${a}.cast("bigint"))` : py`F.hex(${a})`,
  },
  examples: [
    { args: ["'aé'"], result: '61C3A9' },
    { args: ["''"], result: '' },
    { args: ['255'], result: 'FF' },
    { args: ['0'], result: '0' },
    { args: ['-1'], result: 'FFFFFFFFFFFFFFFF' },
    { args: ['9223372036854775807'], result: '7FFFFFFFFFFFFFFF' },
    { args: ["cast('-128' as int8)"], result: 'FFFFFFFFFFFFFF80' },
    { args: ['null'], result: null },
  ],
});
