import type { Column } from '../../shared/columnType.ts';
import type { Json } from '../../shared/json.ts';
import { exValue } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { at } from './stepPath.ts';

/** A value of a document as one of the column's type. Throws `StepError` at `path` where it is none. */
export function cellLiteral(
  value: Json,
  column: Column,
  path: readonly (string | number)[],
): ExpressionText {
  return at(path, () => exValue(value, column.type));
}
