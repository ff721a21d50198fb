import type { FlowContext } from './define.ts';
import { StepError } from './define.ts';
import { literalOf } from '../expression/literal.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { boolean, float64, int64, text } from '../expression/types.ts';
import type { ColumnType } from '../../shared/columnType.ts';
import type { Value } from './params.ts';
import { at } from './stepPath.ts';

type Path = readonly (string | number)[];

/**
 * A `value` param as an expression: a parameter, or a literal of `type`; without a type text,
 * boolean, int64 or float64, as JSON tells them apart. Throws `StepError`.
 */
export function writtenValue(
  value: Value,
  type: ColumnType | undefined,
  { parameters }: Pick<FlowContext<unknown>, 'parameters'>,
  path: Path,
): TypedExpression {
  if (typeof value !== 'object') {
    return at(path, () => literalOf(value, type ?? plainType(value)));
  }
  const found = Object.hasOwn(parameters, value.param) ? parameters[value.param] : undefined;
  if (found) return { kind: 'param', name: value.param, type: found, place: { start: 0, end: 0 } };
  throw new StepError(
    [...path, 'param'],
    `The recipe has no parameter “${value.param}”.`,
    'Add it to the parameters.',
  );
}

function plainType(value: string | number | boolean): ColumnType {
  if (typeof value === 'string') return text;
  if (typeof value === 'boolean') return boolean;
  return Number.isSafeInteger(value) ? int64 : float64;
}
