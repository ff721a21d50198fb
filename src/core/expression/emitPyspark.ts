import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { balanced } from './balanced.ts';
import { callEmit } from './callEmit.ts';
import { castPyspark } from './castPyspark.ts';
import { likeTest, simpleLower } from './likePattern.ts';
import { impliesNull } from './impliedNull.ts';
import { literalImports } from './literal.ts';
import { each, quotient, remainder, truncated } from './pysparkHelpers.ts';
import { pysparkExpressionType } from './targetType.ts';
import { rawText } from './pythonCast.ts';
import { decimalMethod, fitsDecimal } from './pythonDecimal.ts';
import { decimalOperation, useHelper } from './pythonHelpers.ts';
import type { PythonScope } from './pythonScope.ts';
import { pythonValue } from './pythonValue.ts';
import { guardStrict } from './strict.ts';
import type { LiteralExpression, TypedExpression } from './typed.ts';
import { UnsupportedError } from './unsupportedError.ts';

/**
 * A Spark column of the type `e.type`, for Spark 3.5 and 4 with ANSI mode on and the session's time
 * zone UTC. Throws `UnsupportedError` (see `orUnsupported`).
 */
export function emitPyspark(e: TypedExpression, scope: PythonScope): Py {
  scope.import('from pyspark.sql import functions as F');
  // Spark computes Python functions for all rows, before the `case` around them.
  return emit(guardStrict(e), scope);
}

function emit(e: TypedExpression, scope: PythonScope): Py {
  const part = (inner: TypedExpression): Py => emit(inner, scope);
  switch (e.kind) {
    case 'literal':
      return literal(e, scope);
    case 'param':
      return py`F.lit(${scope.param(e.name)}).cast(${pysparkExpressionType(e.type)})`;
    case 'column':
      return py`F.col(${pyLit(quotedName(e.name))})`;
    case 'not':
      return py`(~${part(e.operand)})`;
    case 'negate':
      if (e.type.kind !== 'int64') return py`(-${part(e.operand)})`;
      return py`F.try_subtract(F.lit(0).cast("bigint"), ${part(e.operand)})`;
    case 'arithmetic':
      return arithmetic(e, scope);
    case 'concat':
      return py`F.concat(${joinPy(e.operands.map(part))})`;
    case 'compare': {
      const [left, right] = operands(e.left, e.right, scope);
      return py`(${left} ${operator[e.operator]} ${right})`;
    }
    case 'logical':
      return balanced(
        e.operands.map(part),
        (few) => py`(${joinPy(few, e.operator === 'and' ? ' & ' : ' | ')})`,
      );
    case 'isNull':
      return e.negated ? py`${part(e.operand)}.isNotNull()` : py`${part(e.operand)}.isNull()`;
    case 'in':
      return py`${part(e.operand)}.isin(${joinPy(e.items.map((item) => (isText(item) ? literal(item, scope) : value(item, scope))))})`;
    case 'like':
      return like(e, scope);
    case 'case': {
      const branches = e.branches.map((b) => py`when(${part(b.when)}, ${part(b.then)})`);
      if (branches.length === 0) return part(e.otherwise);
      const chosen = py`F.${joinPy(branches, '.')}`;
      return impliesNull(e) ? chosen : py`${chosen}.otherwise(${part(e.otherwise)})`;
    }
    case 'cast':
      return castPyspark(part(e.operand), e.operand.type, e.type, e.onError, scope);
    case 'call':
      if ('expand' in e.function.emit) return part(e.function.emit.expand(e.args, e.place));
      return callEmit(e, 'pyspark')(
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
} as const;

const tryFunction = {
  '+': py`F.try_add`,
  '-': py`F.try_subtract`,
  '*': py`F.try_multiply`,
} as const;

/** A name as `F.col` reads it: in backticks where it is no plain word, as dots would lead into structs. */
function quotedName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `\`${name.replaceAll('`', '``')}\``;
}

function value(e: LiteralExpression, scope: PythonScope): Py {
  literalImports(e.type).forEach(scope.import);
  return pythonValue(e, 'pyspark');
}

/** Literals whose Python value has the right Spark type by itself need no cast. */
function literal(e: LiteralExpression, scope: PythonScope): Py {
  if (isText(e)) {
    return py`F.lit(${pyLit(e.value.text)}).cast(${pysparkExpressionType(e.type)})`;
  }
  const plain = py`F.lit(${value(e, scope)})`;
  const natural =
    (e.value.kind === 'float' && e.type.kind === 'float64') ||
    e.value.kind === 'text' ||
    e.value.kind === 'boolean' ||
    e.value.kind === 'date';
  return natural ? plain : py`${plain}.cast(${pysparkExpressionType(e.type)})`;
}

/**
 * Literals that go as text: PySpark would shift a datetime by the machine's time zone, and cannot
 * write years before 1000.
 */
function isText(e: LiteralExpression): e is LiteralExpression & {
  readonly value: { readonly kind: 'date' | 'timestamp'; readonly text: string };
} {
  const { value } = e;
  if (value.kind === 'timestamp') return e.type.kind === 'timestamp';
  return value.kind === 'date' && value.text < '1000';
}

/** A literal stands bare where the other operand is a column. */
function operands(left: TypedExpression, right: TypedExpression, scope: PythonScope): [Py, Py] {
  const bare = (e: TypedExpression, other: TypedExpression): Py =>
    e.kind === 'literal' &&
    other.kind !== 'literal' &&
    !isText(e) &&
    ['integer', 'float', 'text', 'boolean', 'decimal', 'date'].includes(e.value.kind)
      ? value(e, scope)
      : emit(e, scope);
  return [bare(left, right), bare(right, left)];
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
  throw new UnsupportedError('pyspark', `${call.function.name} needs a constant argument here.`);
}

function arithmetic(e: Extract<TypedExpression, { kind: 'arithmetic' }>, scope: PythonScope): Py {
  const { operator: sign, left, right } = e;
  if (left.type.kind === 'float64' && (sign === '+' || sign === '-' || sign === '*')) {
    const [a, b] = operands(left, right, scope);
    return py`(${a} ${operator[sign]} ${b})`;
  }
  const [l, r] = [emit(left, scope), emit(right, scope)];
  if (left.type.kind === 'float64') {
    if (sign === '/') return py`F.try_divide(${l}, ${r})`;
    if (sign === '//') return py`${useHelper(scope, truncated)}(F.try_divide(${l}, ${r}))`;
    return py`${useHelper(scope, remainder)}(${l}, ${r})`;
  }
  if (e.type.kind === 'decimal') {
    const type = pysparkExpressionType(e.type);
    if (fitsDecimal(e) && sign !== '/' && sign !== '//' && sign !== '%') {
      return py`(${l} ${operator[sign]} ${r}).cast(${type})`;
    }
    const method = pyLit(sign === '/' ? '' : decimalMethod[sign]);
    const call = py`lambda a, b: ${useHelper(scope, decimalOperation)}(${method}, ${pyLit(e.type.scale)}, a, b)`;
    return py`${useHelper(scope, each)}(${call}, ${type}, ${l}, ${r})`;
  }
  if (sign === '//') return py`${useHelper(scope, quotient)}(${l}, ${r})`;
  if (sign === '%') return py`${useHelper(scope, remainder)}(${l}, ${r})`;
  return sign === '/' ? py`F.try_divide(${l}, ${r})` : py`${tryFunction[sign]}(${l}, ${r})`;
}

function like(e: Extract<TypedExpression, { kind: 'like' }>, scope: PythonScope): Py {
  const plain = emit(e.operand, scope);
  const subject = e.ignoreCase ? py`F.lower(F.translate(${plain}, "İΣ", "iσ"))` : plain;
  const test = likeTest(e.ignoreCase ? simpleLower(e.pattern) : e.pattern);
  switch (test.kind) {
    case 'equals':
      return py`(${subject} == ${pyLit(test.text)})`;
    case 'starts':
      return py`${subject}.startswith(${pyLit(test.text)})`;
    case 'ends':
      return py`${subject}.endswith(${pyLit(test.text)})`;
    case 'contains':
      return py`${subject}.contains(${pyLit(test.text)})`;
    case 'regex':
      return py`${subject}.rlike(${rawText(`\\A${test.pattern}\\z`)})`;
  }
}
