import type { ColumnType } from '../../shared/columnType.ts';
import type { FunctionParameter, ScalarFunction } from './typed.ts';
import { formatType, sameType } from '../sql/types.ts';
import type { Place } from './ast.ts';
import { atCharacter, ExpressionError } from './expressionError.ts';
import type { TypedExpression } from './typed.ts';
import {
  boolean,
  commonType,
  date,
  float64,
  int64,
  integerBits,
  isFloat,
  isInteger,
  isNumber,
  text,
  timestamp,
} from './types.ts';
import { isNull, widen } from './widen.ts';

/** A call with its arguments brought to the kinds that the function takes. Throws `ExpressionError`. */
export function checkCall(
  found: ScalarFunction,
  args: readonly TypedExpression[],
  place: Place,
): TypedExpression {
  checkCount(found, args.length, place);
  const parameterOf = (index: number): FunctionParameter | undefined =>
    found.parameters[Math.min(index, found.parameters.length - 1)];
  const brought = args.map((arg, index) => {
    const parameter = parameterOf(index);
    return parameter ? bring(found, parameter, arg) : arg;
  });
  const shared = new Map<string, ColumnType>();
  brought.forEach((arg, index) => {
    const group = sharedGroup(parameterOf(index));
    if (group === undefined || isNull(arg)) return;
    const before = shared.get(group);
    const type = before ? commonType(before, arg.type) : arg.type;
    if (!type) {
      throw new ExpressionError(
        arg.place,
        `${found.name} cannot take ${formatType(before ?? arg.type)} together with ${formatType(arg.type)}${atCharacter(arg.place)}.`,
        'Cast one of them: cast(a as text).',
      );
    }
    shared.set(group, type);
  });
  const list = brought.find((arg) => arg.type.kind === 'list')?.type;
  const final = brought.map((arg, index) => {
    if (parameterOf(index)?.kind === 'item' && list?.kind === 'list') {
      return bringItem(found, list.item, arg);
    }
    const group = sharedGroup(parameterOf(index));
    return group === undefined ? arg : widen(arg, shared.get(group) ?? arg.type);
  });
  found.check?.(final);
  return { kind: 'call', function: found, args: final, type: found.result(final), place };
}

/** How a function is written: `substring(value, start[, length])`. */
function signatureOf(found: ScalarFunction): string {
  const parts = found.parameters.map(
    (p, i) =>
      `${p.optional ? '[' : ''}${i > 0 ? ', ' : ''}${p.name}${p.repeated ? ', …' : ''}${p.optional ? ']' : ''}`,
  );
  return `${found.name}(${parts.join('')})`;
}

/** Parameters of one group are brought to one type. */
function sharedGroup(parameter: FunctionParameter | undefined): string | undefined {
  return parameter?.kind === 'any' || parameter?.kind === 'ordered' ? 'any' : undefined;
}

function checkCount(found: ScalarFunction, count: number, place: Place): void {
  const least = found.parameters.filter((p) => !p.optional).length;
  const most = found.parameters.at(-1)?.repeated ? Infinity : found.parameters.length;
  if (count >= least && count <= most) return;
  throw new ExpressionError(
    place,
    `${found.name} takes ${least === most ? String(least) : most === Infinity ? `at least ${String(least)}` : `${String(least)} to ${String(most)}`} argument${most === 1 ? '' : 's'}, not ${String(count)}${atCharacter(place)}.`,
    `Write ${signatureOf(found)}.`,
  );
}

function bring(
  found: ScalarFunction,
  parameter: FunctionParameter,
  arg: TypedExpression,
): TypedExpression {
  const fits = accepted(parameter, arg);
  if (!fits) {
    throw new ExpressionError(
      arg.place,
      `${found.name} needs ${kindWords[parameter.kind]} as “${parameter.name}”, not ${formatType(arg.type)}${atCharacter(arg.place)}.`,
      `Write ${signatureOf(found)}; cast the value if it is of another type.`,
    );
  }
  const { must, choices } = parameter;
  if (must === undefined) return fits;
  const isLiteral = fits.kind === 'literal' && !isNull(fits);
  if (!isLiteral && !(must === 'constant' && fits.kind === 'param')) {
    throw new ExpressionError(
      arg.place,
      `${found.name} needs a ${must === 'literal' ? 'literal' : 'literal or a parameter'} as “${parameter.name}”${atCharacter(arg.place)}.`,
      choices ? `Write one of ${choices.join(', ')} in quotes.` : `Write ${signatureOf(found)}.`,
    );
  }
  if (choices && fits.kind === 'literal' && fits.value.kind === 'text') {
    const value = fits.value.value.toLowerCase();
    if (choices.includes(value)) return { ...fits, value: { kind: 'text', value } };
    throw new ExpressionError(
      arg.place,
      `“${fits.value.value}” is not a “${parameter.name}” of ${found.name}${atCharacter(arg.place)}.`,
      `Write one of ${choices.join(', ')} in quotes.`,
    );
  }
  return fits;
}

/** A value brought to the type of a list's items, which it must not be wider than. */
function bringItem(found: ScalarFunction, item: ColumnType, arg: TypedExpression): TypedExpression {
  if (isNull(arg)) return widen(arg, item);
  if (arg.kind === 'literal' && arg.value.kind === 'integer' && isInteger(item)) {
    const bits = BigInt(2 ** ((integerBits(item) ?? 64) - 1));
    if (arg.value.value >= -bits && arg.value.value < bits) return { ...arg, type: item };
  }
  const type = commonType(item, arg.type);
  if (type && sameType(type, item)) return widen(arg, item);
  throw new ExpressionError(
    arg.place,
    `${found.name} cannot look for ${formatType(arg.type)} among items of ${formatType(item)}${atCharacter(arg.place)}.`,
    'Cast the value to the type of the items.',
  );
}

const kindWords: Record<FunctionParameter['kind'], string> = {
  text: 'text',
  integer: 'an integer',
  number: 'a number',
  plain: 'a number',
  float: 'a number',
  boolean: 'a boolean',
  date: 'a date',
  timestamp: 'a timestamp',
  temporal: 'a date or timestamp',
  any: 'a value',
  list: 'a list',
  item: 'a value',
  ordered: 'a number, text, date or timestamp',
};

function accepted(parameter: FunctionParameter, arg: TypedExpression): TypedExpression | undefined {
  const { type } = arg;
  const none = isNull(arg);
  switch (parameter.kind) {
    case 'text':
      return none || type.kind === 'text' ? widen(arg, text) : undefined;
    case 'integer':
      return none || isInteger(type) ? widen(arg, int64) : undefined;
    case 'float':
      return none || isNumber(type) ? widen(arg, float64) : undefined;
    case 'number':
      if (none || isFloat(type)) return widen(arg, float64);
      if (isInteger(type)) return widen(arg, int64);
      return type.kind === 'decimal' ? arg : undefined;
    case 'plain':
      return none || !isInteger(type)
        ? none || isNumber(type)
          ? widen(arg, float64)
          : undefined
        : widen(arg, int64);
    case 'boolean':
      return none || type.kind === 'boolean' ? widen(arg, boolean) : undefined;
    case 'date':
      return none || type.kind === 'date' ? widen(arg, date) : undefined;
    case 'timestamp':
    case 'temporal': {
      if (none) return widen(arg, timestamp);
      if (type.kind === 'timestamptz') return widen(arg, timestamp);
      if (type.kind === 'date') return parameter.kind === 'temporal' ? arg : widen(arg, timestamp);
      return type.kind === 'timestamp' ? arg : undefined;
    }
    case 'list':
      return type.kind === 'list' ? arg : undefined;
    case 'item':
    case 'any':
      return arg;
    case 'ordered':
      if (none) return arg;
      if (isNumber(type))
        return isFloat(type) ? widen(arg, float64) : isInteger(type) ? widen(arg, int64) : arg;
      return ['text', 'date', 'timestamp'].includes(type.kind) ? arg : undefined;
  }
}
