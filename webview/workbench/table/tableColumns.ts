import type { Schema } from '../../../src/shared/columnType.ts';
import type { PreviewState } from '../../../src/shared/contracts/workbenchState.ts';
import type { GridColumn } from '../../grid/gridTypes.ts';

/**
 * The columns of a table while a change is previewed: those that the change adds are marked, those
 * that it takes away stand, marked, where they stood.
 */
export function tableColumns(
  schema: Schema,
  before: Schema,
  preview: PreviewState | undefined,
): readonly GridColumn[] {
  if (!preview) return schema;
  const added = new Set(preview.added);
  const removed = new Set(preview.removed);
  const columns: GridColumn[] = schema.map((column) =>
    added.has(column.name) ? { ...column, mark: 'added' } : column,
  );
  // Only where rows align are there cells to show.
  if (!preview.aligned) return columns;
  before.forEach((column, index) => {
    if (!removed.has(column.name) || columns.some(({ name }) => name === column.name)) return;
    const neighbour = before[index - 1]?.name;
    const at = columns.findIndex(({ name }) => name === neighbour) + 1;
    columns.splice(at, 0, { ...column, mark: 'removed' });
  });
  return columns;
}
