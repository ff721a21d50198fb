import type { Column, ColumnType } from '../../shared/columnType.ts';
import { exColumn, ex } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';

/** A column's canonical text, as an expression: itself where it is text. */
export function textOf({ name, type }: Column): ExpressionText {
  return type.kind === 'text' ? exColumn(name) : ex`cast(${exColumn(name)} as text)`;
}

/** True for types whose values have a canonical text that an expression can give. */
export function hasText(type: ColumnType): boolean {
  return !['list', 'struct', 'map', 'interval', 'time', 'timestamp_ns', 'binary'].includes(
    type.kind,
  );
}
