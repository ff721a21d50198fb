import type { ColumnType } from '../../../src/shared/columnType.ts';
import type { Json } from '../../../src/core/operations/define.ts';
import { integerBits } from '../../../src/core/expression/types.ts';
import type { Draw } from './draw.ts';

/** What the texts of a table are made of: the odd, the blank, what looks like something else. */
export const oddTexts: readonly string[] = [
  ...['', ' ', '  ', '\t', '\n', 'a', 'A', 'b', 'B', 'ab', 'abc', ' a', 'a ', ' a b ', 'a  b'],
  ...[
    'é',
    'e\u0301',
    'É',
    'ß',
    'ẞ',
    'SS',
    'İ',
    'ı',
    'ſ',
    'ǅ',
    'ﬁ',
    'Ω',
    'ς',
    '名前',
    '٣',
    '½',
    '²',
  ],
  ...['🚀', '👩‍👩‍👧', '🇩🇪', 'a🚀b', '𝔘', 'n\u0303', '\u00a0', '\u2003x', '\u200b', '\ufeffx'],
  ...['0', '1', '-1', '007', '1.5', '1,5', '1e3', '0x1', '١', '1_000', '+1', '9223372036854775808'],
  ...['NaN', 'nan', 'inf', 'null', 'NULL', 'None', 'true', 'False', 'yes', 'N/A', '-', '--'],
  ...['2024-02-29', '2023-02-29', '2024-01-31 10:30:00', '31.01.2024', '10:30', '2024-W01'],
  ...[
    "it's",
    '"q"',
    'a\\b',
    '\\n',
    'a,b',
    'a;b',
    'a|b',
    'a/b',
    'a.b',
    '%',
    '_',
    '^a$',
    '{0}',
    '$1',
  ],
  ...['a@b.c', 'https://a.b/c?d=e#f', '{"a": 1}', '[1, 2]', '<b>x</b>', 'x'.repeat(40)],
];

const oddDates: readonly string[] = [
  ...['1970-01-01', '1969-12-31', '2000-02-29', '2024-02-29', '2024-02-28', '2023-03-01'],
  ...['2020-12-31', '2021-01-01', '2021-01-03', '2024-12-30', '2024-01-31', '2024-03-31'],
  ...['1900-03-01', '1582-10-15', '0001-01-01', '9999-12-31', '2038-01-19', '1999-12-31'],
];

const oddTimes: readonly string[] = [
  ...['00:00:00', '00:00:00', '12:00:00', '23:59:59', '23:59:59.999999', '00:00:00.000001'],
  ...['02:30:00', '01:00:00', '10:15:30.5', '06:00:00.123'],
];

/** Floats of which any sum is exact, so that engines may add them in any order. */
const mildFloats: readonly number[] = [
  ...[0, 1, -1, 2, 0.5, -0.5, 1.5, 2.5, -2.5, 0.25, 0.125, 3, 4, 10, 100, -100, 1000, 12345.5],
  ...[7, -7, 1e6, 65536.75, 255],
];

const wildFloats: readonly number[] = [
  ...[0.1, 0.2, 0.3, 1 / 3, -1 / 3, 1e-7, 1e15, 1e16, 123456789.123, 9007199254740993],
  ...[1.7976931348623157e308, -1.7976931348623157e308, 5e-324, 2.2250738585072014e-308],
  ...[9.223372036854776e18, -9.223372036854776e18, 2147483648, 0.49999999999999994, 4.35, 1e-300],
];

/** How wild a column is: whether its floats may be of any size. */
export interface Temper {
  readonly wild: boolean;
}

/** A value of this type that is not null, as examples write it. */
export function drawCell(draw: Draw, type: ColumnType, temper: Temper): Json {
  switch (type.kind) {
    case 'boolean':
      return draw.chance(50);
    case 'int8':
    case 'int16':
    case 'int32':
    case 'int64':
      return integer(draw, integerBits(type) ?? 64, temper);
    case 'float32':
    case 'float64':
      return float(draw, type.kind === 'float32', temper);
    case 'decimal':
      return decimal(draw, type.precision, type.scale, temper);
    case 'text':
      return text(draw);
    case 'binary':
      return draw.one(['', '00', 'ff', '6162', 'c3a9', '00ff10']);
    case 'date':
      return date(draw);
    case 'timestamp':
    case 'timestamp_ns':
      return `${date(draw, type.kind === 'timestamp_ns')} ${draw.one(oddTimes)}`;
    case 'timestamptz':
      return `${date(draw)} ${draw.one(oddTimes)}+00`;
    case 'time':
      return draw.one(oddTimes);
    case 'interval':
      return draw.one(['1 day', '2 months', '03:04:05', '1 year']);
    case 'list':
      return Array.from({ length: draw.between(0, 3) }, () => inner(draw, type.item));
    case 'struct':
      return Object.fromEntries(type.fields.map((f) => [f.name, inner(draw, f.type)]));
    case 'map': {
      const keys = draw.some(['a', 'b', 'c'], draw.between(0, 2));
      return Object.fromEntries(keys.map((key) => [key, inner(draw, type.value)]));
    }
  }
}

/** DuckDB reads nested values from JSON's text, where not every float and text can stand. */
function inner(draw: Draw, type: ColumnType): Json {
  if (draw.chance(20)) return null;
  switch (type.kind) {
    case 'text':
      return draw.one(['a', 'b', 'ab', 'é', '🚀', 'x y']);
    case 'float32':
    case 'float64':
      return draw.one([0, 1, -1.5, 2.25]);
    default:
      return drawCell(draw, type, { wild: false });
  }
}

function integer(draw: Draw, bits: number, { wild }: Temper): Json {
  if (draw.chance(65)) return draw.between(-3, 5);
  const limit = 1n << BigInt(bits - 1);
  if (wild && draw.chance(50)) {
    return draw.one([limit - 1n, -limit, limit - 2n, -limit + 1n]).toString();
  }
  return draw.between(bits === 8 ? -128 : -10_000, bits === 8 ? 127 : 10_000);
}

function float(draw: Draw, single: boolean, { wild }: Temper): Json {
  const special = draw.between(1, 100);
  if (special <= 5) return 'nan';
  if (special <= 7) return 'inf';
  if (special <= 9) return '-inf';
  if (special <= 13) return '-0.0';
  const value = wild ? draw.one(wildFloats) : draw.one(mildFloats);
  if (!single) return value;
  const rounded = Math.fround(value);
  return Number.isFinite(rounded) ? rounded : 3.4028234663852886e38;
}

function decimal(draw: Draw, precision: number, scale: number, { wild }: Temper): Json {
  const most = wild && draw.chance(40) ? precision : Math.min(precision, scale + 3, 12);
  const digits = Array.from({ length: draw.between(1, most) }, () => draw.between(0, 9)).join('');
  const whole = wild && draw.chance(15) ? '9'.repeat(precision) : digits;
  const padded = whole.padStart(scale + 1, '0');
  const cut = padded.length - scale;
  const text = scale === 0 ? padded : `${padded.slice(0, cut)}.${padded.slice(cut)}`;
  const plain = text.replace(/^0+(?=\d)/, '');
  return draw.chance(30) && /[1-9]/.test(plain) ? `-${plain}` : plain;
}

function text(draw: Draw): string {
  if (draw.chance(50)) return draw.one(['a', 'b', 'A', 'c', 'x', 'ab', 'b a', '']);
  if (draw.chance(70)) return draw.one(oddTexts);
  return draw.one(oddTexts) + draw.one(['', ' ', '-', '🚀']) + draw.one(oddTexts);
}

function date(draw: Draw, near = false): string {
  if (draw.chance(50)) return draw.one(near ? oddDates.slice(0, 12) : oddDates);
  const day = Date.UTC(2023, 0, 1) + draw.between(0, 800) * 86_400_000;
  return new Date(day).toISOString().slice(0, 10);
}
