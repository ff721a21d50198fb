import type { Schema } from '../../../../src/shared/columnType.ts';
import { formatType } from '../../../../src/shared/formatType.ts';
import type { ComboItem } from './comboFilter.ts';

/** Columns to choose from, with their types. */
export function columnItems(columns: Schema): readonly ComboItem[] {
  return columns.map(({ name, type }) => ({ value: name, label: name, detail: formatType(type) }));
}
