import type { ColumnType } from '../../shared/columnType.ts';
import { sameType } from '../sql/types.ts';
import type { LiteralValue } from './ast.ts';
import type { LiteralExpression, TypedExpression } from './typed.ts';

/** True for the literal null, which takes the type that its place asks for. */
export function isNull(e: TypedExpression): boolean {
  return e.kind === 'literal' && e.value.kind === 'null';
}

/**
 * The expression brought to a wider type: literals are rewritten exactly, other expressions get a
 * cast that cannot fail. The caller has found `type` by `commonType` or a function's rule.
 */
export function widen(e: TypedExpression, type: ColumnType): TypedExpression {
  if (sameType(e.type, type)) return e;
  if (e.kind === 'literal') {
    const value = widenLiteral(e.value, type);
    if (value) return literal(value, type, e.place);
  }
  return { kind: 'cast', operand: e, onError: 'widen', type, place: e.place };
}

/** A literal node. */
export function literal(
  value: LiteralValue,
  type: ColumnType,
  place = { start: 0, end: 0 },
): LiteralExpression {
  return { kind: 'literal', value, type, place };
}

function widenLiteral(value: LiteralValue, type: ColumnType): LiteralValue | undefined {
  if (value.kind === 'null') return value;
  if (value.kind === 'integer') {
    if (type.kind === 'float64') return { kind: 'float', value: Number(value.value) };
    if (type.kind === 'decimal') {
      const zeros = '0'.repeat(type.scale);
      return { kind: 'decimal', text: `${value.value.toString()}${zeros && `.${zeros}`}` };
    }
    return type.kind.startsWith('int') ? value : undefined;
  }
  if (value.kind === 'decimal') {
    if (type.kind === 'float64') return { kind: 'float', value: Number(value.text) };
    if (type.kind !== 'decimal') return undefined;
    const [whole = '', fraction = ''] = value.text.split('.');
    const digits = fraction.padEnd(type.scale, '0');
    return { kind: 'decimal', text: digits === '' ? whole : `${whole}.${digits}` };
  }
  if (value.kind === 'date' && type.kind === 'timestamp') {
    return { kind: 'timestamp', text: `${value.text} 00:00:00` };
  }
  return undefined;
}
