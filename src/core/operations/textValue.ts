import type { ColumnType } from '../../shared/columnType.ts';
import { isFloat } from '../expression/types.ts';
import type { Json } from './define.ts';

/** A text that a param holds as the JSON value that a document would hold for this type. */
export function textValue(text: string, type: ColumnType): Json {
  if (type.kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  const number = Number(text);
  return isFloat(type) && text.trim() !== '' && Number.isFinite(number) ? number : text;
}
