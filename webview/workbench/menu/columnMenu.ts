import type { Schema } from '../../../src/shared/columnType.ts';
import type { SortKey } from '../../../src/shared/contracts/workbench.ts';
import type { Json } from '../../../src/shared/json.ts';
import type { MenuItem } from '../../ui/Menu.tsx';

interface Facts {
  readonly name: string;
  readonly sort: readonly SortKey[];
  readonly pinned: boolean;
  /** Steps can be added. */
  readonly steps: boolean;
}

/** What can be done with a column, in the menu of its header. */
export function columnMenu({ name, sort, pinned, steps }: Facts): readonly (MenuItem | null)[] {
  const key = sort.find(({ column }) => column === name);
  return [
    { id: 'ascending', label: 'Sort Ascending', checked: key?.descending === false },
    { id: 'descending', label: 'Sort Descending', checked: key?.descending === true },
    ...(key ? [{ id: 'unsort', label: 'Remove from Sort', checked: false }] : []),
    null,
    { id: 'filter', label: 'Filter…' },
    null,
    { id: 'pin', label: pinned ? 'Unpin' : 'Pin to the Left' },
    { id: 'hide', label: 'Hide' },
    { id: 'fit', label: 'Fit Width to Content' },
    { id: 'columns', label: 'Show or Hide Columns…' },
    { id: 'goToColumn', label: 'Go to Column…' },
    { id: 'copyName', label: 'Copy Name' },
    ...(steps ? [null, ...quickSteps.map(({ id, label }) => ({ id, label }))] : []),
  ];
}

interface QuickStep {
  readonly id: string;
  readonly label: string;
  readonly op: string;
  readonly params: (column: string, schema: Schema) => Json;
}

/** Steps that are begun from a column: the form opens with the column in its place. */
export const quickSteps: readonly QuickStep[] = [
  {
    id: 'step fill',
    label: 'Fill Missing…',
    op: 'fill-missing',
    params: (column) => ({ columns: [column] }),
  },
  {
    id: 'step rename',
    label: 'Rename…',
    op: 'rename-column',
    params: (column) => ({ from: column }),
  },
  {
    id: 'step retype',
    label: 'Change Type…',
    op: 'change-type',
    params: (column) => ({ columns: [column] }),
  },
  {
    id: 'step drop',
    label: 'Drop Column',
    op: 'select-columns',
    // The operation names those that stay.
    params: (column, schema) => ({
      columns: schema.map(({ name }) => name).filter((name) => name !== column),
    }),
  },
];
