import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { balanced } from './balanced.ts';
import { castPolars } from './castPolars.ts';
import { likeTest, simpleLower } from './likePattern.ts';
import { divide, each, fit, nonzero, quotient, remainder, truncated } from './polarsHelpers.ts';
import { polarsExpressionType } from './targetType.ts';
import { decimalMethod, fitsDecimal } from './pythonDecimal.ts';
import { decimalOperation, floatRemainder, useHelper } from './pythonHelpers.ts';
import type { PythonScope } from './pythonScope.ts';
import { pythonValue } from './pythonValue.ts';
import { rawText } from './pythonCast.ts';
import { guardStrict } from './strict.ts';
import type { LiteralExpression, TypedExpression } from './typed.ts';
import { impliesNull } from './impliedNull.ts';
import { literalImports } from './literal.ts';
import { UnsupportedError } from './unsupportedError.ts';
import { callEmit } from './callEmit.ts';
import { childrenOf } from './walk.ts';

/**
 * A polars expression of the type `e.type`; a constant is `pl.lit(…)` and needs no broadcasting in
 * `with_columns`. Throws `UnsupportedError` (see `orUnsupported`).
 */
export function emitPolars(e: TypedExpression, scope: PythonScope): Py {
  scope.import('import polars as pl');
  return emit(guardStrict(e), scope);
}

function emit(e: TypedExpression, scope: PythonScope): Py {
  const part = (inner: TypedExpression): Py => emit(inner, scope);
  switch (e.kind) {
    case 'literal':
      return py`pl.lit(${value(e, scope)}, dtype=${polarsExpressionType(e.type)})`;
    case 'param':
      return py`pl.lit(${scope.param(e.name)}, dtype=${polarsExpressionType(e.type)})`;
    case 'column':
      return column(e.name);
    case 'not':
      return py`(~${part(e.operand)})`;
    case 'negate':
      if (e.type.kind !== 'int64') return py`(-${part(e.operand)})`;
      return py`${useHelper(scope, fit)}(0 - ${part(e.operand)}.cast(pl.Int128))`;
    case 'arithmetic':
      return arithmetic(e, scope);
    case 'concat':
      return balanced(
        e.operands.length > 40 ? e.operands.map(part) : operands(e.operands, scope),
        (few) => py`(${joinPy(few, ' + ')})`,
      );
    case 'compare': {
      const [left, right] = operands([e.left, e.right], scope);
      return py`(${left ?? py``} ${operator[e.operator]} ${right ?? py``})`;
    }
    case 'logical':
      return balanced(
        e.operands.map(part),
        (few) => py`(${joinPy(few, e.operator === 'and' ? ' & ' : ' | ')})`,
      );
    case 'isNull':
      return e.negated ? py`${part(e.operand)}.is_not_null()` : py`${part(e.operand)}.is_null()`;
    case 'in':
      return py`${part(e.operand)}.is_in([${joinPy(e.items.map((item) => value(item, scope)))}])`;
    case 'like':
      return like(e, scope);
    case 'case': {
      const [first, ...rest] = e.branches;
      if (!first) return part(e.otherwise);
      const branch = (b: typeof first): Py => py`when(${part(b.when)}).then(${part(b.then)})`;
      const chosen = py`pl.${joinPy([first, ...rest].map(branch), '.')}`;
      return impliesNull(e) ? chosen : py`${chosen}.otherwise(${part(e.otherwise)})`;
    }
    case 'cast':
      return castPolars(part(e.operand), e.operand.type, e.type, e.onError, scope);
    case 'call':
      if ('expand' in e.function.emit) return part(e.function.emit.expand(e.args, e.place));
      return callEmit(e, 'polars')(
        e.args.map((arg, i) => argument(e, arg, i, scope)),
        e,
        scope,
      );
  }
}

const operator = {
  '=': py`==`,
  '<>': py`!=`,
  '<': py`<`,
  '<=': py`<=`,
  '>': py`>`,
  '>=': py`>=`,
  '+': py`+`,
  '-': py`-`,
  '*': py`*`,
  '/': py`/`,
} as const;

/** Literals stand bare beside other expressions, which give the type. */
function operands(parts: readonly TypedExpression[], scope: PythonScope): Py[] {
  const solid = parts.findIndex((part) => part.kind !== 'literal');
  return parts.map((part, index) =>
    part.kind === 'literal' && solid >= 0 && Math.abs(solid - index) === 1 && isBare(part)
      ? value(part, scope)
      : emit(part, scope),
  );
}

/** Integers that need 64 bits, decimals and nulls take their type from `pl.lit` only. */
function isBare(e: LiteralExpression): boolean {
  return ['boolean', 'text', 'float', 'integer', 'date'].includes(e.value.kind);
}

function argument(
  call: Extract<TypedExpression, { kind: 'call' }>,
  arg: TypedExpression,
  index: number,
  scope: PythonScope,
): Py {
  const parameters = call.function.parameters;
  const must = parameters[Math.min(index, parameters.length - 1)]?.must;
  if (must === undefined) return emit(arg, scope);
  if (arg.kind === 'literal') return value(arg, scope);
  if (arg.kind === 'param') return scope.param(arg.name);
  throw new UnsupportedError('polars', `${call.function.name} needs a constant argument here.`);
}

function value(e: LiteralExpression, scope: PythonScope): Py {
  literalImports(e.type).forEach(scope.import);
  return pythonValue(e, 'polars');
}

/** `pl.col` reads `*` and `^…$` as patterns; a selector by name does not. */
function column(name: string): Py {
  const pattern = name === '*' || (name.startsWith('^') && name.endsWith('$'));
  return pattern ? py`pl.selectors.by_name(${pyLit(name)}).as_expr()` : py`pl.col(${pyLit(name)})`;
}

function arithmetic(e: Extract<TypedExpression, { kind: 'arithmetic' }>, scope: PythonScope): Py {
  const { operator: sign, left, right } = e;
  if (left.type.kind === 'float64') {
    if (sign === '%') {
      const call = useHelper(scope, floatRemainder);
      return py`${useHelper(scope, each)}(${call}, pl.Float64, ${emit(left, scope)}, ${emit(right, scope)})`;
    }
    if (sign === '+' || sign === '-' || sign === '*') {
      const [a = py``, b = py``] = operands([left, right], scope);
      return py`(${a} ${operator[sign]} ${b})`;
    }
    const known =
      right.kind === 'literal' && right.value.kind === 'float' && right.value.value !== 0;
    const divisor =
      known && left.kind !== 'literal'
        ? value(right, scope)
        : py`${useHelper(scope, nonzero)}(${emit(right, scope)})`;
    const divided =
      isOneNumber(right) && left.kind !== 'literal'
        ? py`${useHelper(scope, divide)}(${emit(left, scope)}, ${divisor})`
        : py`(${emit(left, scope)} / ${divisor})`;
    return sign === '/' ? divided : py`${useHelper(scope, truncated)}(${divided})`;
  }
  if (e.type.kind === 'decimal') {
    const type = polarsExpressionType(e.type);
    if (fitsDecimal(e) && sign !== '/' && sign !== '//' && sign !== '%') {
      return py`(${emit(left, scope)}.cast(${type}) ${operator[sign]} ${emit(right, scope)}).cast(${type})`;
    }
    const method = pyLit(sign === '/' ? '' : decimalMethod[sign]);
    const call = py`lambda a, b: ${useHelper(scope, decimalOperation)}(${method}, ${pyLit(e.type.scale)}, a, b)`;
    return py`${useHelper(scope, each)}(${call}, ${type}, ${emit(left, scope)}, ${emit(right, scope)})`;
  }
  if (sign === '//' || sign === '%') {
    const helper = useHelper(scope, sign === '%' ? remainder : quotient);
    return py`${helper}(${emit(left, scope)}, ${emit(right, scope)})`;
  }
  const wide = (side: TypedExpression, other: TypedExpression): Py =>
    side.kind === 'literal' && other.kind !== 'literal' && isBare(side)
      ? value(side, scope)
      : py`${emit(side, scope)}.cast(pl.Int128)`;
  return py`${useHelper(scope, fit)}(${wide(left, right)} ${sign === '/' ? py`/` : operator[sign]} ${wide(right, left)})`;
}

/** Whether a divisor is the same for all rows, and its reciprocal is not exact. */
function isOneNumber(e: TypedExpression): boolean {
  if (e.kind === 'column') return false;
  if (e.kind === 'literal' && e.value.kind === 'float') {
    return !Number.isInteger(Math.log2(Math.abs(e.value.value)));
  }
  return childrenOf(e).every((child) => child.kind !== 'column' && isOneNumber(child));
}

function like(e: Extract<TypedExpression, { kind: 'like' }>, scope: PythonScope): Py {
  const subject = e.ignoreCase
    ? py`${emit(e.operand, scope)}.str.replace_many(["İ", "Σ"], ["i", "σ"]).str.to_lowercase()`
    : emit(e.operand, scope);
  const test = likeTest(e.ignoreCase ? simpleLower(e.pattern) : e.pattern);
  switch (test.kind) {
    case 'equals':
      return py`(${subject} == ${pyLit(test.text)})`;
    case 'starts':
      return py`${subject}.str.starts_with(${pyLit(test.text)})`;
    case 'ends':
      return py`${subject}.str.ends_with(${pyLit(test.text)})`;
    case 'contains':
      return py`${subject}.str.contains(${pyLit(test.text)}, literal=True)`;
    case 'regex':
      return py`${subject}.str.contains(${rawText(`\\A${test.pattern}\\z`)})`;
  }
}
