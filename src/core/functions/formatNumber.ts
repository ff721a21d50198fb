import type { ColumnType } from '../../shared/columnType.ts';
import { lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { castDuckdb } from '../expression/castDuckdb.ts';
import { castPandas } from '../expression/castPandas.ts';
import { castPolars } from '../expression/castPolars.ts';
import { castPyspark } from '../expression/castPyspark.ts';
import { atCharacter, ExpressionError } from '../expression/expressionError.ts';
import {
  expectBetween,
  expectCharacter,
  literalInteger,
  literalText,
} from '../expression/literalArgument.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as polarsEach } from '../expression/polarsHelpers.ts';
import { each as pysparkEach } from '../expression/pysparkHelpers.ts';
import { exact, useHelper } from '../expression/pythonHelpers.ts';
import type { PythonHelper } from '../expression/pythonHelpers.ts';
import {
  pandasExpressionType,
  polarsExpressionType,
  pysparkExpressionType,
} from '../expression/targetType.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { float64, isFloat, text } from '../expression/types.ts';
import { duckdbType, sameType } from '../sql/types.ts';
import { defineFunction } from './define.ts';

/** The value's type, that of its rounded form, and how this is written. */
function planOf(args: readonly TypedExpression[]): {
  readonly from: ColumnType;
  readonly to: ColumnType;
  readonly digits: number;
  readonly thousands: string;
  readonly point: string;
} {
  const digits = literalInteger(args[1], 0);
  return {
    from: args[0]?.type ?? float64,
    to: { kind: 'decimal', precision: 38, scale: digits },
    digits,
    thousands: args[2] ? literalText(args[2]) : ',',
    point: args[3] ? literalText(args[3]) : '.',
  };
}

type Cast<T> = (value: T, from: ColumnType, to: ColumnType, onError: 'null', scope: Scope) => T;
type Scope = Parameters<typeof castPandas>[4];

/** An engine's way to call a Python function on each value, and its name of a type. */
interface PythonEngine {
  readonly cast: Cast<Py>;
  readonly each: PythonHelper;
  readonly type: (type: ColumnType) => Py;
}

function rounded(
  value: Py,
  args: readonly TypedExpression[],
  { cast, each, type }: PythonEngine,
  scope: Scope,
): Py {
  const { from, to, digits } = planOf(args);
  if (sameType(from, to)) return value;
  if (!isFloat(from)) return cast(value, from, to, 'null', scope);
  const decimal = py`lambda v: ${useHelper(scope, writtenDecimal)}(v, ${pyLit(digits)})`;
  return py`${useHelper(scope, each)}(${decimal}, ${type(to)}, ${value})`;
}

/** A float counts as what people see of it: 0.1 is a tenth, and 1e22 has zeros behind its one. */
const writtenDecimal: PythonHelper = {
  name: 'written_decimal',
  imports: ['import math'],
  uses: [exact],
  code: `def written_decimal(value, digits):
    """The number that a float's shortest text writes, rounded half away from zero; None where there is none."""
    return exact(repr(value), 38, digits) if math.isfinite(value) and abs(value) < 1e38 else None`,
};

const pandas = { cast: castPandas, each: pandasEach, type: pandasExpressionType };
const polars = { cast: castPolars, each: polarsEach, type: polarsExpressionType };
const pyspark = { cast: castPyspark, each: pysparkEach, type: pysparkExpressionType };

/** DuckDB takes a text such as 5e-7 for a unit of the last digit, so what rounds to 0 is 0 before. */
function fromWritten(value: Sql, to: ColumnType, digits: number): Sql {
  const least = lit(Number(`5e-${String(digits + 1)}`));
  return sql`TRY_CAST(CASE WHEN abs(${value}) < ${least} THEN '0' ELSE CAST(${value} AS VARCHAR) END AS ${duckdbType(to)})`;
}

/** A Python function of one decimal. */
function written(args: readonly TypedExpression[]): Py {
  const { thousands, point } = planOf(args);
  const format = thousands === '' ? py`f"{v:f}"` : py`f"{v:,f}"`;
  const signs = [
    ...(thousands === '' || thousands === ',' ? [] : [py`",": ${pyLit(thousands)}`]),
    ...(point === '.' ? [] : [py`".": ${pyLit(point)}`]),
  ];
  const [first, second] = signs;
  if (!first) return py`lambda v: ${format}`;
  return py`lambda v: ${format}.translate(str.maketrans({${second ? py`${first}, ${second}` : first}}))`;
}

function expectDifferent(args: readonly TypedExpression[]): void {
  const { thousands, point } = planOf(args);
  const [, , e = args[0]] = args;
  if (!e || thousands !== point) return;
  throw new ExpressionError(
    e.place,
    `“${point}” cannot part both thousands and decimals${atCharacter(e.place)}.`,
    "Write another sign, such as format_number(a, 2, '.', ',').",
  );
}

export default defineFunction({
  name: 'format_number',
  parameters: [
    { name: 'value', kind: 'number' },
    { name: 'digits', kind: 'integer', must: 'literal', optional: true },
    { name: 'thousands', kind: 'text', must: 'literal', optional: true },
    { name: 'decimal', kind: 'text', must: 'literal', optional: true },
  ],
  result: () => text,
  check: (args) => {
    expectBetween(args[1], 'digits', 0, 15);
    if (literalText(args[2]) !== '') expectCharacter(args[2], 'thousands');
    expectCharacter(args[3], 'decimal');
    expectDifferent(args);
  },
  summary:
    "The number as people read it: rounded half away from zero to `digits` after the point (0 if not given), with all of them written, and a `thousands` separator (, if not given; '' for none) between groups of three; `decimal` is the decimal point. A float counts as the number that its shortest text writes, so 1.005 gives 1.01 and digits beyond those are 0; a float32 counts as the float64 that it is. Null gives null; null, counted, for NaN, infinities and more than 38 digits.",
  fails: true,
  repeats: true,
  emit: {
    duckdb: ([a = sql``], { args }) => {
      const { from, to, digits, thousands, point } = planOf(args);
      const value = sameType(from, to)
        ? a
        : isFloat(from)
          ? fromWritten(a, to, digits)
          : castDuckdb(a, from, to, 'null');
      const whole = sql`trunc(abs(${value}))::HUGEINT`;
      const grouped =
        thousands === ''
          ? sql`${whole}::VARCHAR`
          : thousands === ','
            ? sql`format('{:,}', ${whole})`
            : sql`replace(format('{:,}', ${whole}), ',', ${lit(thousands)})`;
      const rest =
        digits === 0 ? sql`` : sql` || ${lit(point)} || right(${value}::VARCHAR, ${lit(digits)})`;
      return sql`(CASE WHEN ${value} < 0 THEN '-' ELSE '' END || ${grouped}${rest})::VARCHAR`;
    },
    pandas: ([a = py``], { args }, scope) =>
      py`${useHelper(scope, pandasEach)}(${written(args)}, pa.string(), ${rounded(a, args, pandas, scope)})`,
    polars: ([a = py``], { args }, scope) =>
      py`${useHelper(scope, polarsEach)}(${written(args)}, pl.String, ${rounded(a, args, polars, scope)})`,
    pyspark: ([a = py``], { args }, scope) => {
      const { digits, thousands, point } = planOf(args);
      const shown = py`F.format_number(${rounded(a, args, pyspark, scope)}, ${pyLit(digits)})`;
      return thousands === ',' && point === '.'
        ? shown
        : py`F.translate(${shown}, ".,", ${pyLit(point + thousands)})`;
    },
  },
  examples: [
    { args: ['1234567.891e0', '2'], result: '1,234,567.89' },
    { args: ['-1234.5', '2', "'.'", "','"], result: '-1.234,50' },
    { args: ['1234567', '0', "''"], result: '1234567' },
    { args: ['-9223372036854775808'], result: '-9,223,372,036,854,775,808' },
    { args: ['2.5e0'], result: '3' },
    { args: ['1.005e0', '2'], result: '1.01' },
    { args: ['0.30000000000000004e0', '15'], result: '0.300000000000000' },
    { args: ['1234567.891e0', '15'], result: '1,234,567.891000000000000' },
    { args: ['cast(0.1 as float32)', '15'], result: '0.100000001490116' },
    { args: ['1e22', '2'], result: '10,000,000,000,000,000,000,000.00' },
    { args: ['123456789012345678e0', '2'], result: '123,456,789,012,345,680.00' },
    { args: ['1e300', '2'], result: null },
    { args: ['5e-7', '2'], result: '0.00' },
    { args: ['5e-3', '2'], result: '0.01' },
    { args: ['-0.004e0', '2'], result: '0.00' },
    { args: ['-0.05', '1', "''", "','"], result: '-0,1' },
    { args: ['0', '15'], result: '0.000000000000000' },
    {
      args: ['1e15', '2', "'\u202f'"],
      result: '1\u202f000\u202f000\u202f000\u202f000\u202f000.00',
    },
    { args: ['1e40', '2'], result: null },
    { args: ["cast('nan' as float64)", '2'], result: null },
    { args: ["cast('-inf' as float64)", '2'], result: null },
    { args: ['null', '2'], result: null },
  ],
});
