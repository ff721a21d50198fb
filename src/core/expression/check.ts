import type { ColumnType, Schema } from '../../shared/columnType.ts';
import { findFunction } from '../functions/registry.ts';
import type { FlowContext } from '../operations/define.ts';
import { formatType, sameType } from '../sql/types.ts';
import type { BinaryOperator, Expression } from './ast.ts';
import { castRule } from './castRules.ts';
import { checkArithmetic, checkNegation } from './checkArithmetic.ts';
import { checkCall } from './checkCall.ts';
import { foldCast } from './foldCast.ts';
import { literalType } from './literalType.ts';
import { atCharacter, ExpressionError } from './expressionError.ts';
import { nearest } from './nearest.ts';
import { sizeLimit, writtenSize } from './size.ts';
import type { ComparisonOperator, LiteralExpression, TypedExpression } from './typed.ts';
import { boolean, commonType, float64, int64, integerBits, isFloat, text } from './types.ts';
import { isNull, literal, widen } from './widen.ts';

/** The names that an expression may use. */
export interface ExpressionScope {
  readonly schema: Schema;
  readonly parameters: Readonly<Record<string, ColumnType>>;
}

/** The scope of a step's expressions: the columns that it receives and the recipe's parameters. */
export function scopeOf(ctx: FlowContext<unknown>): ExpressionScope {
  return { schema: ctx.input, parameters: ctx.parameters };
}

/**
 * Resolves names, works out every type and makes implicit casts explicit.
 * Throws `ExpressionError` for an unknown name (with the nearest one as hint) or types that do not fit.
 */
export function checkExpression(e: Expression, scope: ExpressionScope): TypedExpression {
  const typed = checkNode(e, scope);
  if (writtenSize(typed) <= sizeLimit) return typed;
  throw new ExpressionError(
    e.place,
    'The expression is too large.',
    'Compute a part of it in a formula step of its own.',
  );
}

function checkNode(e: Expression, scope: ExpressionScope): TypedExpression {
  const check = (inner: Expression): TypedExpression => checkNode(inner, scope);
  const { place } = e;
  switch (e.kind) {
    case 'literal': {
      const type = literalType(e.value, place);
      const wide = e.value.kind === 'integer' && type.kind === 'decimal';
      return literal(
        wide ? { kind: 'decimal', text: String(e.value.value) } : e.value,
        type,
        place,
      );
    }
    case 'column': {
      const { name } = e;
      const type = scope.schema.find((column) => column.name === name)?.type;
      if (type) return { kind: 'column', name, type, place };
      throw unknown(
        'column',
        name,
        scope.schema.map((c) => c.name),
        e,
      );
    }
    case 'param': {
      const { name } = e;
      const type = Object.hasOwn(scope.parameters, name) ? scope.parameters[name] : undefined;
      if (type) return { kind: 'param', name, type, place };
      throw unknown('parameter', name, Object.keys(scope.parameters), e);
    }
    case 'unary': {
      const operand = check(e.operand);
      if (e.operator === '-') return checkNegation(operand, place);
      return { kind: 'not', operand: expectBoolean(operand, 'not'), type: boolean, place };
    }
    case 'binary':
      return checkBinary(e.operator, e, check);
    case 'isNull':
      return {
        kind: 'isNull',
        operand: check(e.operand),
        negated: e.negated,
        type: boolean,
        place,
      };
    case 'in':
      return negateIf(e.negated, checkIn(check(e.operand), e.items.map(check), e));
    case 'between': {
      const operand = check(e.operand);
      const operands = [
        compare('>=', operand, check(e.low), e),
        compare('<=', operand, check(e.high), e),
      ];
      return negateIf(e.negated, {
        kind: 'logical',
        operator: 'and',
        operands,
        type: boolean,
        place,
      });
    }
    case 'like': {
      const operand = check(e.operand);
      const pattern = check(e.pattern);
      if (operand.type.kind !== 'text') throw wrongType('like', operand, 'text');
      if (pattern.kind !== 'literal' || pattern.value.kind !== 'text') {
        throw new ExpressionError(
          pattern.place,
          `The pattern of “like” is not a text literal${atCharacter(pattern.place)}.`,
          "Write it in quotes: name like 'A%'. For a column use contains(a, b).",
        );
      }
      const { ignoreCase } = e;
      return negateIf(e.negated, {
        kind: 'like',
        operand,
        pattern: pattern.value.value,
        ignoreCase,
        type: boolean,
        place,
      });
    }
    case 'case':
      return checkCase(e, check);
    case 'cast':
      return checkCast(check(e.operand), e.to, e.onError, e);
    case 'call': {
      const found = findFunction(e.name);
      if (found) return checkCall(found, e.args.map(check), place);
      throw new ExpressionError(place, `There is no function “${e.name}”${atCharacter(place)}.`);
    }
  }
}

/**
 * A comparison with its operands brought to one type. Throws `ExpressionError` for types that
 * cannot be compared.
 */
export function compare(
  operator: ComparisonOperator,
  left: TypedExpression,
  right: TypedExpression,
  at: Pick<Expression, 'place'>,
): TypedExpression {
  const type = comparable(operator, left, right, at);
  const bring = (e: TypedExpression): TypedExpression =>
    // Integers of two sizes compare as they are.
    integerBits(type) !== undefined && !isNull(e) && e.kind !== 'literal' ? e : widen(e, type);
  return {
    kind: 'compare',
    operator,
    left: bring(left),
    right: bring(right),
    type: boolean,
    place: at.place,
  };
}

/** `operand in (items)`: one test against the literals, and comparisons with the others. */
export function checkIn(
  operand: TypedExpression,
  items: readonly TypedExpression[],
  at: Pick<Expression, 'place'>,
): TypedExpression {
  const { place } = at;
  const type = items.reduce<ColumnType>((wide, item) => {
    if (isNull(item)) return wide;
    const operandNow = { ...operand, type: wide };
    return comparable('in', isNull(operand) ? item : operandNow, item, at);
  }, operand.type);
  const wide = integerBits(type) === undefined ? type : int64;
  const literals = items
    .filter((item): item is LiteralExpression => item.kind === 'literal' && !isNull(item))
    .map((item) => widen(item, wide))
    .filter((item): item is LiteralExpression => item.kind === 'literal');
  // Floats are compared one by one, as engines' lists do not all find NaN and -0.0.
  const others = isFloat(wide)
    ? items
    : items.filter((item) => item.kind !== 'literal' || isNull(item));
  const tests = others.map((item): TypedExpression => compare('=', operand, item, at));
  if (!isFloat(wide) && literals.length > 0) {
    tests.unshift({
      kind: 'in',
      operand: widen(operand, wide),
      items: literals,
      type: boolean,
      place,
    });
  }
  const [only, second] = tests;
  if (only && !second) return only;
  return { kind: 'logical', operator: 'or', operands: tests, type: boolean, place };
}

/** `not e` if asked for. */
export function negateIf(negated: boolean, e: TypedExpression): TypedExpression {
  return negated ? { kind: 'not', operand: e, type: boolean, place: e.place } : e;
}

/** The operand itself if it is boolean (or null). Throws `ExpressionError` otherwise. */
function expectBoolean(e: TypedExpression, word: string): TypedExpression {
  if (isNull(e)) return widen(e, boolean);
  if (e.type.kind !== 'boolean') throw wrongType(word, e, 'boolean');
  return e;
}

function comparable(
  operator: string,
  left: TypedExpression,
  right: TypedExpression,
  at: Pick<Expression, 'place'>,
): ColumnType {
  const found = isNull(left)
    ? right.type
    : isNull(right)
      ? left.type
      : commonType(left.type, right.type);
  const nested = found && ['list', 'struct', 'map', 'interval'].includes(found.kind);
  if (found && !nested) return found.kind === 'float32' ? float64 : found;
  const [a, b] = [formatType(left.type), formatType(right.type)];
  const literalDate = [left, right].some((e) => e.type.kind === 'text' && e.kind === 'literal');
  throw new ExpressionError(
    at.place,
    `“${operator}” cannot compare ${a} with ${b}${atCharacter(at.place)}.`,
    literalDate && [left, right].some((e) => e.type.kind === 'date' || e.type.kind === 'timestamp')
      ? "Write a day as date '2026-01-31', an instant as timestamp '2026-01-31 12:00:00'."
      : 'Cast one of them: cast(a as text).',
  );
}

function checkBinary(
  operator: BinaryOperator,
  e: Extract<Expression, { kind: 'binary' }>,
  check: (inner: Expression) => TypedExpression,
): TypedExpression {
  const { place } = e;
  switch (operator) {
    case 'and':
    case 'or': {
      const operands = chain(e).map((part) => expectBoolean(check(part), operator));
      return { kind: 'logical', operator, operands, type: boolean, place };
    }
    case '||': {
      const operands = chain(e)
        .map(check)
        .map((part) => (isNull(part) ? widen(part, text) : part));
      const wrong = operands.find((part) => part.type.kind !== 'text');
      if (wrong) throw wrongType('||', wrong, 'text', 'Cast it: cast(a as text).');
      return { kind: 'concat', operands, type: text, place };
    }
    case '=':
    case '<>':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compare(operator, check(e.left), check(e.right), e);
    default:
      return checkArithmetic(operator, check(e.left), check(e.right), place);
  }
}

/** Operands of a chain of one operator, walked without recursion. */
function chain(e: Extract<Expression, { kind: 'binary' }>): Expression[] {
  const parts: Expression[] = [];
  let at: Expression = e;
  while (at.kind === 'binary' && at.operator === e.operator) {
    parts.unshift(at.right);
    at = at.left;
  }
  parts.unshift(at);
  return parts;
}

function checkCase(
  e: Extract<Expression, { kind: 'case' }>,
  check: (inner: Expression) => TypedExpression,
): TypedExpression {
  const { place } = e;
  const branches = e.branches.map((b) => ({
    when: expectBoolean(check(b.when), 'when'),
    then: check(b.then),
  }));
  const otherwise = e.otherwise ? check(e.otherwise) : literal({ kind: 'null' }, text, place);
  const type = oneType([...branches.map((b) => b.then), otherwise], 'case', e);
  return {
    kind: 'case',
    branches: branches.map((b) => ({ when: b.when, then: widen(b.then, type) })),
    otherwise: widen(otherwise, type),
    type,
    place,
  };
}

/** The one type that all values can be brought to; nulls fit anywhere. Throws `ExpressionError`. */
function oneType(
  values: readonly TypedExpression[],
  word: string,
  at: Pick<Expression, 'place'>,
): ColumnType {
  let type: ColumnType | undefined;
  for (const value of values) {
    if (isNull(value)) continue;
    const common = type ? commonType(type, value.type) : value.type;
    if (!common) {
      throw new ExpressionError(
        value.place,
        `“${word}” cannot give ${formatType(type ?? text)} and ${formatType(value.type)} in one column${atCharacter(value.place)}.`,
        'Cast one of them: cast(a as text).',
      );
    }
    type = common;
  }
  return type ?? values[0]?.type ?? literalType({ kind: 'null' }, at.place);
}

/** A cast by the table of casts. Throws `ExpressionError` for a pair that it refuses. */
function checkCast(
  operand: TypedExpression,
  to: ColumnType,
  onError: 'error' | 'null',
  at: Pick<Expression, 'place'>,
): TypedExpression {
  if (isNull(operand)) return widen(operand, to);
  if (sameType(operand.type, to)) return operand;
  const folded = foldCast(operand, to);
  if (folded) return folded;
  const rule = castRule(operand.type, to);
  if (rule === undefined) {
    throw new ExpressionError(
      at.place,
      `A cast from ${formatType(operand.type)} to ${formatType(to)} is not possible${atCharacter(at.place)}.`,
      'Cast to text in between, or leave the column as it is.',
    );
  }
  return {
    kind: 'cast',
    operand,
    onError: rule === 'widens' ? 'widen' : onError,
    type: to,
    place: at.place,
  };
}

function wrongType(
  word: string,
  e: TypedExpression,
  wanted: string,
  hint = 'Compare or cast it first.',
): ExpressionError {
  return new ExpressionError(
    e.place,
    `“${word}” needs ${wanted}, not ${formatType(e.type)}${atCharacter(e.place)}.`,
    hint,
  );
}

function unknown(
  what: string,
  name: string,
  names: readonly string[],
  at: Pick<Expression, 'place'>,
): ExpressionError {
  const near = nearest(name, names);
  const few = names.slice(0, 8).map((n) => `“${n}”`);
  return new ExpressionError(
    at.place,
    `There is no ${what} “${name}”${atCharacter(at.place)}.`,
    near !== undefined
      ? `Did you mean “${near}”?`
      : few.length > 0
        ? `There are ${few.join(', ')}${names.length > few.length ? ', …' : ''}.`
        : `There is none: add it first.`,
  );
}
