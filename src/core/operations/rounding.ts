import type { Column, ColumnType } from '../../shared/columnType.ts';
import { isFloat, isInteger } from '../expression/types.ts';
import { ex, exCast, exColumn, exLit, exValue } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { StepError } from './define.ts';

/** Where a number between two rounded ones goes. */
export const roundings = ['half-away', 'half-even', 'down', 'up', 'towards-zero'] as const;
type Rounding = (typeof roundings)[number];

/** How far and in which way numbers are rounded. */
export interface RoundParams {
  readonly method: Rounding;
  readonly digits: number;
  readonly multiple?: number | undefined;
}

/** A column rounded, in its own type. Throws `StepError` for a multiple that the type cannot hold. */
export function rounded(column: Column, params: RoundParams): ExpressionText {
  const { name, type } = column;
  const value = exColumn(name);
  if (isFloat(type)) return exCast(roundedFloat(value, params), type);
  const { method, digits, multiple } = params;
  const scale = type.kind === 'decimal' ? type.scale : 0;
  if (multiple === undefined) {
    if (digits >= scale) return value;
    if (type.kind === 'decimal' && digits >= 0 && method === 'half-away') {
      // A cast to fewer digits rounds in just this way.
      return exCast(exCast(value, { ...type, scale: digits }), type);
    }
  }
  return exCast(roundedExact(value, stepOf(column, params, scale), method), type);
}

function roundedFloat(
  value: ExpressionText,
  { method, digits, multiple }: RoundParams,
): ExpressionText {
  const to = (inner: ExpressionText): ExpressionText => call(method, inner);
  if (multiple !== undefined) {
    const found = ex`${to(ex`${value} / ${exLit(multiple)}`)} * ${exLit(multiple)}`;
    return multiple < 1 ? unlessWhole(value, found) : found;
  }
  if (method === 'half-away' || method === 'half-even') {
    return digits === 0 ? to(value) : call(method, ex`${value}, ${exLit(digits)}`);
  }
  const power = exLit(10 ** Math.abs(digits));
  if (digits === 0) return to(value);
  if (digits < 0) return ex`${to(ex`${value} / ${power}`)} * ${power}`;
  return unlessWhole(value, ex`${to(ex`${value} * ${power}`)} / ${power}`);
}

/** From 2⁵³ on doubles have no fraction, and could become too large on the way. */
function unlessWhole(value: ExpressionText, found: ExpressionText): ExpressionText {
  return ex`case when abs(${value}) < ${exLit(2 ** 53)} then ${found} else ${value} end`;
}

function call(method: Rounding, inner: ExpressionText): ExpressionText {
  switch (method) {
    case 'half-away':
      return ex`round(${inner})`;
    case 'half-even':
      return ex`round_even(${inner})`;
    case 'down':
      return ex`floor(${inner})`;
    case 'up':
      return ex`ceil(${inner})`;
    case 'towards-zero':
      return ex`trunc(${inner})`;
  }
}

/** Whole numbers and decimals: by the remainder, so that no digit is lost. */
function roundedExact(
  value: ExpressionText,
  step: ExpressionText,
  method: Rounding,
): ExpressionText {
  const rest = ex`${value} % ${step}`;
  const lower = ex`${value} - ${rest}`;
  switch (method) {
    case 'towards-zero':
      return lower;
    case 'down':
      return ex`${lower} - case when ${rest} < 0 then ${step} else 0 end`;
    case 'up':
      return ex`${lower} + case when ${rest} > 0 then ${step} else 0 end`;
    case 'half-away':
      return ex`${lower} + case when ${rest} * 2 >= ${step} then ${step} when ${rest} * 2 <= -${step} then -${step} else 0 end`;
    case 'half-even': {
      const odd = ex`${value} // ${step} % 2 <> 0`;
      const up = ex`${rest} * 2 > ${step} or ${rest} * 2 = ${step} and ${odd}`;
      const down = ex`${rest} * 2 < -${step} or ${rest} * 2 = -${step} and ${odd}`;
      return ex`${lower} + case when ${up} then ${step} when ${down} then -${step} else 0 end`;
    }
  }
}

/** What the results are multiples of, as a literal that is as exact as the column. */
function stepOf(column: Column, { digits, multiple }: RoundParams, scale: number): ExpressionText {
  if (multiple === undefined && digits <= 0) return exLit(10 ** -digits);
  const text = multiple === undefined ? `0.${'1'.padStart(digits, '0')}` : String(multiple);
  const fraction = text.split('.')[1]?.length ?? 0;
  if (fraction > scale) {
    const holds = isInteger(column.type)
      ? 'whole numbers'
      : `${String(scale)} digits after the point`;
    throw new StepError(
      ['multiple'],
      `“${column.name}” holds ${holds}, so it cannot hold multiples of ${text}.`,
      'Choose another multiple, or change the column’s type to float64 first.',
    );
  }
  if (fraction === 0) return exLit(Number(text));
  const type: ColumnType = { kind: 'decimal', precision: text.length, scale: fraction };
  return exValue(text, type);
}
