import { z } from 'zod';
import type { ColumnType } from '../../shared/columnType.ts';
import { conditionTests } from '../../shared/condition.ts';
import type { Condition, ConditionTest } from '../../shared/condition.ts';
import { AppError } from '../../shared/errors.ts';
import { findFunction } from '../functions/registry.ts';
import { StepError } from '../operations/define.ts';
import type { Json } from '../operations/define.ts';
import { formatType } from '../sql/types.ts';
import { checkCall } from './checkCall.ts';
import { checkExpression, checkIn, compare, negateIf } from './check.ts';
import type { ExpressionScope } from './check.ts';
import { literalOf } from './literal.ts';
import { nearest } from './nearest.ts';
import { isNullNode, logicalNode, notNode } from './nodes.ts';
import { parseExpression } from './parse.ts';
import type { ComparisonOperator, TypedExpression } from './typed.ts';
import { isFloat, isNumber, text } from './types.ts';
import { literal } from './widen.ts';

const json: z.ZodType<Json> = z.json();

/** The schema of a `Condition`. */
export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(conditionSchema) }),
    z.strictObject({ any: z.array(conditionSchema) }),
    z.strictObject({ not: conditionSchema }),
    z.strictObject({ expression: z.string() }),
    z.strictObject({ column: z.string(), is: z.enum(conditionTests), value: json.optional() }),
  ]),
);

type Path = readonly (string | number)[];
type ColumnTest = Extract<Condition, { is: ConditionTest }>;
const place = { start: 0, end: 0 };

/** How deep conditions may nest. */
const nestingLimit = 30;

/**
 * The condition as a boolean expression. Unknown (null) counts as not matching, for `not` too:
 * `not` of an unknown condition stays unknown. Throws `StepError` whose path leads into the
 * condition.
 */
export function conditionExpression(condition: Condition, scope: ExpressionScope): TypedExpression {
  return build(condition, scope, [], 0);
}

function build(
  condition: Condition,
  scope: ExpressionScope,
  path: Path,
  depth: number,
): TypedExpression {
  if (depth > nestingLimit) {
    throw new StepError(path, 'The condition is nested too deep.', 'Split it into two steps.');
  }
  if ('all' in condition) {
    const parts = condition.all.map((c, i) => build(c, scope, [...path, 'all', i], depth + 1));
    return logicalNode('and', parts, place);
  }
  if ('any' in condition) {
    const parts = condition.any.map((c, i) => build(c, scope, [...path, 'any', i], depth + 1));
    return logicalNode('or', parts, place);
  }
  if ('not' in condition) {
    return notNode(build(condition.not, scope, [...path, 'not'], depth + 1));
  }
  if ('expression' in condition) return expression(condition.expression, scope, path);
  return within(path, () => test(condition, scope, path));
}

function expression(source: string, scope: ExpressionScope, path: Path): TypedExpression {
  return within([...path, 'expression'], () => {
    const typed = checkExpression(parseExpression(source), scope);
    if (typed.type.kind === 'boolean') return typed;
    throw new StepError(
      [...path, 'expression'],
      `The expression gives ${formatType(typed.type)}, not a boolean.`,
      'Compare it with something: a > 1.',
    );
  });
}

/** Errors of the parts get the path, and keep their sentence and code. */
function within(path: Path, run: () => TypedExpression): TypedExpression {
  try {
    return run();
  } catch (error) {
    if (error instanceof StepError || !(error instanceof AppError)) throw error;
    throw new StepError(path, error.message, error.hint, error.code);
  }
}

const comparisons: Partial<Record<ConditionTest, ComparisonOperator>> = {
  equals: '=',
  'not-equals': '<>',
  less: '<',
  'at-most': '<=',
  greater: '>',
  'at-least': '>=',
  before: '<',
  'on-or-before': '<=',
  after: '>',
  'on-or-after': '>=',
};

const textFunctions: Partial<Record<ConditionTest, string>> = {
  contains: 'contains',
  'starts-with': 'starts_with',
  'ends-with': 'ends_with',
  matches: 'regexp_matches',
};

function test(condition: ColumnTest, scope: ExpressionScope, path: Path): TypedExpression {
  const { is } = condition;
  const column = columnOf(condition.column, scope, [...path, 'column']);
  const needs = !['is-null', 'is-not-null', 'is-nan', 'is-empty'].includes(is);
  if (needs && condition.value === undefined) {
    throw new StepError([...path, 'value'], `“${is}” needs a value.`, 'Add "value".');
  }
  if (!needs && condition.value !== undefined) {
    throw new StepError([...path, 'value'], `“${is}” takes no value.`, 'Remove "value".');
  }
  const value = condition.value ?? null;
  const at = [...path, 'value'];
  const operator = comparisons[is];
  if (operator !== undefined) {
    const temporal = ['before', 'on-or-before', 'after', 'on-or-after'].includes(is);
    const { kind } = column.type;
    if (temporal && kind !== 'date' && kind !== 'timestamp' && kind !== 'timestamptz') {
      throw wrongColumn(condition, column.type, 'a date or timestamp', path);
    }
    return compare(operator, column, operand(value, column.type, scope, at), { place });
  }
  const named = textFunctions[is];
  if (named !== undefined) {
    if (column.type.kind !== 'text') throw wrongColumn(condition, column.type, 'text', path);
    const found = findFunction(named);
    if (!found) throw new AppError('internal', `The function ${named} is missing.`);
    return checkCall(found, [column, operand(value, text, scope, at)], place);
  }
  switch (is) {
    case 'between': {
      const [low, high] = listOf(value, is, at, 2);
      return logicalNode(
        'and',
        [
          compare('>=', column, operand(low ?? null, column.type, scope, [...at, 0]), { place }),
          compare('<=', column, operand(high ?? null, column.type, scope, [...at, 1]), { place }),
        ],
        place,
      );
    }
    case 'in':
    case 'not-in': {
      const items = listOf(value, is, at).map((item, i) =>
        operand(item, column.type, scope, [...at, i], true),
      );
      if (items.length === 0) return logicalNode(is === 'in' ? 'or' : 'and', [], place);
      return negateIf(is === 'not-in', checkIn(column, items, { place }));
    }
    case 'is-null':
      return isNullNode(column);
    case 'is-not-null':
      return { ...isNullNode(column), kind: 'isNull', operand: column, negated: true };
    case 'is-nan': {
      if (!isFloat(column.type)) throw wrongColumn(condition, column.type, 'a float', path);
      const nan = literal({ kind: 'float', value: NaN }, { kind: 'float64' }, place);
      return compare('=', column, nan, { place });
    }
    default: {
      if (column.type.kind !== 'text') throw wrongColumn(condition, column.type, 'text', path);
      return compare('=', column, literal({ kind: 'text', value: '' }, text, place), { place });
    }
  }
}

function columnOf(name: string, scope: ExpressionScope, path: Path): TypedExpression {
  const type = scope.schema.find((column) => column.name === name)?.type;
  if (type) return { kind: 'column', name, type, place };
  const names = scope.schema.map((column) => column.name);
  const near = nearest(name, names);
  throw new StepError(
    path,
    `There is no column “${name}”.`,
    near === undefined ? `There are ${names.slice(0, 8).join(', ')}.` : `Did you mean “${near}”?`,
  );
}

/** A literal of the column's type, `{param}` or `{column}`. */
function operand(
  value: Json,
  type: ColumnType,
  scope: ExpressionScope,
  path: Path,
  allowNull = false,
): TypedExpression {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const entries = Object.entries(value);
    const [key, name] = entries[0] ?? [];
    if (entries.length === 1 && typeof name === 'string') {
      if (key === 'column') return columnOf(name, scope, [...path, 'column']);
      if (key === 'param') return paramOf(name, scope, [...path, 'param']);
    }
    throw new StepError(
      path,
      'A value is a literal, {"param": name} or {"column": name}.',
      'Write one of the three.',
    );
  }
  if (value === null && !allowNull) {
    throw new StepError(
      path,
      'A comparison with null matches nothing.',
      'Use “is-null” or “is-not-null”.',
    );
  }
  const found = literalFor(value, type, path);
  return found;
}

function literalFor(value: Json, type: ColumnType, path: Path): TypedExpression {
  try {
    // A number with a fraction compared with a whole-number column is a number all the same.
    if (typeof value === 'number' && isNumber(type) && !Number.isInteger(value)) {
      return literalOf(value, { kind: 'float64' });
    }
    if (type.kind === 'float32') return literalOf(value, { kind: 'float64' });
    return literalOf(value, type);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new StepError(path, error.message, error.hint);
  }
}

function paramOf(name: string, scope: ExpressionScope, path: Path): TypedExpression {
  const type = Object.hasOwn(scope.parameters, name) ? scope.parameters[name] : undefined;
  if (type) return { kind: 'param', name, type, place };
  const names = Object.keys(scope.parameters);
  const near = nearest(name, names);
  throw new StepError(
    path,
    `There is no parameter “${name}”.`,
    near === undefined ? 'Add it to the parameters of the recipe.' : `Did you mean “${near}”?`,
  );
}

function listOf(value: Json, is: string, path: Path, count?: number): readonly Json[] {
  if (isList(value) && (count === undefined || value.length === count)) return value;
  throw new StepError(
    path,
    count === undefined
      ? `“${is}” needs a list of values.`
      : `“${is}” needs a list of ${String(count)} values.`,
    count === undefined ? 'Write ["a", "b"].' : 'Write [low, high].',
  );
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function wrongColumn(
  condition: ColumnTest,
  type: ColumnType,
  wanted: string,
  path: Path,
): StepError {
  return new StepError(
    [...path, 'is'],
    `“${condition.is}” needs ${wanted}, but “${condition.column}” is ${formatType(type)}.`,
    'Use another test, or change the type of the column first.',
  );
}
