import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { balanced } from './balanced.ts';
import { callEmit } from './callEmit.ts';
import { castPandas } from './castPandas.ts';
import { likeTest, simpleLower } from './likePattern.ts';
import { impliesNull } from './impliedNull.ts';
import { literalImports } from './literal.ts';
import {
  cast,
  choose,
  compute,
  constant,
  each,
  integers,
  isIn,
  less,
  nonzero,
  quotient,
  remainder,
  same,
} from './pandasHelpers.ts';
import { pandasExpressionType } from './targetType.ts';
import { rawText } from './pythonCast.ts';
import { decimalMethod, fitsDecimal } from './pythonDecimal.ts';
import { decimalOperation, floatRemainder, useHelper } from './pythonHelpers.ts';
import type { PythonScope } from './pythonScope.ts';
import { pythonValue } from './pythonValue.ts';
import { guardStrict } from './strict.ts';
import type { ComparisonOperator, LiteralExpression, TypedExpression } from './typed.ts';

/**
 * A pandas expression of the type `e.type`: a Series of Arrow dtype, or a plain Python value where
 * the whole expression is one literal or parameter. Throws `UnsupportedError` (see `orUnsupported`).
 */
function emitPandas(e: TypedExpression, scope: PythonScope): Py {
  scope.import('import pandas as pd');
  if (e.kind === 'literal') return value(e, scope);
  if (e.kind === 'param') return scope.param(e.name);
  return column(guardStrict(e), scope);
}

/** Like `emitPandas`, but always a Series of the frame's length with the Arrow dtype of `e.type`, also for constants. */
export function emitPandasColumn(e: TypedExpression, scope: PythonScope): Py {
  scope.import('import pandas as pd');
  return column(guardStrict(e), scope);
}

function column(e: TypedExpression, scope: PythonScope): Py {
  const part = (inner: TypedExpression): Py => column(inner, scope);
  switch (e.kind) {
    case 'literal':
      return broadcast(value(e, scope), e, scope);
    case 'param':
      return broadcast(scope.param(e.name), e, scope);
    case 'column':
      return py`${scope.frame}[${pyLit(e.name)}]`;
    case 'not':
      return py`(~${part(e.operand)})`;
    case 'negate':
      if (e.type.kind === 'int64') {
        return py`${useHelper(scope, integers)}(pc.subtract, 0, ${part(e.operand)})`;
      }
      return py`(-${part(e.operand)})`;
    case 'arithmetic':
      return arithmetic(e, scope);
    case 'concat':
      return concat(e.operands, scope);
    case 'compare':
      return compare(e, scope);
    case 'logical':
      return balanced(
        e.operands.map(part),
        (few) => py`(${joinPy(few, e.operator === 'and' ? ' & ' : ' | ')})`,
      );
    case 'isNull':
      return py`${part(e.operand)}.${e.negated ? py`notna` : py`isna`}().astype("bool[pyarrow]")`;
    case 'in':
      return py`${useHelper(scope, isIn)}(${part(e.operand)}, [${joinPy(e.items.map((item) => value(item, scope)))}])`;
    case 'like':
      return like(e, scope);
    case 'case': {
      const branches = e.branches.map((b) => py`(${part(b.when)}, ${plain(b.then, scope)})`);
      return py`${useHelper(scope, choose)}([${joinPy(branches)}], ${impliesNull(e) ? py`None` : part(e.otherwise)})`;
    }
    case 'cast':
      return castPandas(part(e.operand), e.operand.type, e.type, e.onError, scope);
    case 'call':
      if ('expand' in e.function.emit) return part(e.function.emit.expand(e.args, e.place));
      return callEmit(e, 'pandas')(
        e.args.map((arg, i) => argument(e, arg, i, scope)),
        e,
        scope,
      );
  }
}

/** Texts in a row; where they are many, each is a column, so that halves can stand alone. */
function concat(operands: readonly TypedExpression[], scope: PythonScope): Py {
  const parts =
    operands.length > 40 ? operands.map((o) => column(o, scope)) : neighbours(operands, scope);
  return balanced(parts, (few) => py`(${joinPy(few, ' + ')})`);
}

function broadcast(constantValue: Py, e: TypedExpression, scope: PythonScope): Py {
  return py`${useHelper(scope, constant)}(${scope.frame}, ${constantValue}, ${pandasExpressionType(e.type)})`;
}

function value(e: LiteralExpression, scope: PythonScope): Py {
  literalImports(e.type).forEach(scope.import);
  return pythonValue(e, 'pandas');
}

/** A value that Arrow reads with exactly its type: such literals need no column of their own. */
function plain(e: TypedExpression, scope: PythonScope): Py {
  const exact =
    e.kind === 'literal' &&
    ((e.value.kind === 'integer' && e.type.kind === 'int64') ||
      (e.value.kind === 'float' && e.type.kind === 'float64') ||
      e.value.kind === 'text' ||
      e.value.kind === 'boolean');
  return exact ? value(e, scope) : column(e, scope);
}

/** Operands of a chain; literals stand bare beside a column. */
function neighbours(parts: readonly TypedExpression[], scope: PythonScope): Py[] {
  const solid = parts.findIndex((part) => part.kind !== 'literal');
  return parts.map((part, i) =>
    solid >= 0 && Math.abs(solid - i) === 1 ? plain(part, scope) : column(part, scope),
  );
}

function argument(
  call: Extract<TypedExpression, { kind: 'call' }>,
  arg: TypedExpression,
  index: number,
  scope: PythonScope,
): Py {
  const parameters = call.function.parameters;
  const must = parameters[Math.min(index, parameters.length - 1)]?.must;
  if (must === undefined) return column(arg, scope);
  return arg.kind === 'literal' ? value(arg, scope) : emitPandas(arg, scope);
}

function arithmetic(e: Extract<TypedExpression, { kind: 'arithmetic' }>, scope: PythonScope): Py {
  const { operator: sign, left, right } = e;
  if (left.type.kind === 'float64') return floats(e, scope);
  if (e.type.kind === 'decimal') {
    const type = pandasExpressionType(e.type);
    const [l, r] = [column(left, scope), column(right, scope)];
    if (fitsDecimal(e) && (sign === '+' || sign === '-' || sign === '*')) {
      return py`${useHelper(scope, cast)}(${l} ${operator[sign]} ${r}, ${type})`;
    }
    const method = pyLit(sign === '/' ? '' : decimalMethod[sign]);
    const call = py`lambda a, b: ${useHelper(scope, decimalOperation)}(${method}, ${pyLit(e.type.scale)}, a, b)`;
    return py`${useHelper(scope, each)}(${call}, ${type}, ${l}, ${r})`;
  }
  if (sign === '//' || sign === '%') {
    const helper = useHelper(scope, sign === '%' ? remainder : quotient);
    return py`${helper}(${column(left, scope)}, ${column(right, scope)})`;
  }
  const [l, r] = neighbours([left, right], scope);
  return py`${useHelper(scope, integers)}(${functions[sign]}, ${l ?? py``}, ${r ?? py``})`;
}

function floats(e: Extract<TypedExpression, { kind: 'arithmetic' }>, scope: PythonScope): Py {
  const { operator: sign, left, right } = e;
  if (sign === '%') {
    const call = useHelper(scope, floatRemainder);
    return py`${useHelper(scope, each)}(${call}, pa.float64(), ${column(left, scope)}, ${column(right, scope)})`;
  }
  if (sign === '+' || sign === '-' || sign === '*') {
    const [l = py``, r = py``] = neighbours([left, right], scope);
    return py`(${l} ${operator[sign]} ${r})`;
  }
  const known = right.kind === 'literal' && right.value.kind === 'float' && right.value.value !== 0;
  const divisor =
    known && left.kind !== 'literal'
      ? value(right, scope)
      : py`${useHelper(scope, nonzero)}(${column(right, scope)})`;
  const dividend = right.kind === 'literal' ? column(left, scope) : plain(left, scope);
  const divided = py`(${dividend} / ${divisor})`;
  return sign === '/' ? divided : py`${useHelper(scope, compute)}(pc.trunc, ${divided})`;
}

const functions = {
  '+': py`pc.add`,
  '-': py`pc.subtract`,
  '*': py`pc.multiply`,
  '/': py`pc.divide`,
} as const;

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

const mirrored: Record<ComparisonOperator, ComparisonOperator> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function compare(e: Extract<TypedExpression, { kind: 'compare' }>, scope: PythonScope): Py {
  const turned = e.left.kind === 'literal' && e.right.kind !== 'literal';
  const [left, right] = turned ? [e.right, e.left] : [e.left, e.right];
  const sign = turned ? mirrored[e.operator] : e.operator;
  const l = column(left, scope);
  const isFloat = left.type.kind === 'float64' || left.type.kind === 'float32';
  if (!isFloat) {
    const bare =
      right.kind === 'literal' && right.value.kind !== 'null' && right.type.kind !== 'decimal';
    return py`(${l} ${operator[sign]} ${bare ? value(right, scope) : column(right, scope)})`;
  }
  if (
    right.kind === 'literal' &&
    right.value.kind === 'float' &&
    !Number.isNaN(right.value.value)
  ) {
    const r = value(right, scope);
    // Arrow has every comparison with NaN false; NaN is the greatest value here.
    if (sign === '>') return py`(~(${l} <= ${r}))`;
    if (sign === '>=') return py`(~(${l} < ${r}))`;
    return py`(${l} ${operator[sign]} ${r})`;
  }
  const r = column(right, scope);
  switch (sign) {
    case '=':
      return py`${useHelper(scope, same)}(${l}, ${r})`;
    case '<>':
      return py`(~${useHelper(scope, same)}(${l}, ${r}))`;
    case '<':
      return py`${useHelper(scope, less)}(${l}, ${r})`;
    case '<=':
      return py`(~${useHelper(scope, less)}(${r}, ${l}))`;
    case '>':
      return py`${useHelper(scope, less)}(${r}, ${l})`;
    case '>=':
      return py`(~${useHelper(scope, less)}(${l}, ${r}))`;
  }
}

function like(e: Extract<TypedExpression, { kind: 'like' }>, scope: PythonScope): Py {
  const plainSubject = column(e.operand, scope);
  const subject = e.ignoreCase ? py`${plainSubject}.str.lower()` : plainSubject;
  const test = likeTest(e.ignoreCase ? simpleLower(e.pattern) : e.pattern);
  switch (test.kind) {
    case 'equals':
      return py`(${subject} == ${pyLit(test.text)})`;
    case 'starts':
      return py`${subject}.str.startswith(${pyLit(test.text)})`;
    case 'ends':
      return py`${subject}.str.endswith(${pyLit(test.text)})`;
    case 'contains':
      return py`${subject}.str.contains(${pyLit(test.text)}, regex=False)`;
    case 'regex':
      return py`${useHelper(scope, compute)}(pc.match_substring_regex, ${subject}, ${rawText(`\\A${test.pattern}\\z`)})`;
  }
}
