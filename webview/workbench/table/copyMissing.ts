import type { GridRange } from '../../grid/gridTypes.ts';
import type { WorkbenchStore } from '../state/store.ts';
import { copyRange } from './copyRange.ts';
import type { OpenTable } from './openTable.ts';

/** Fetches a rectangle in full and puts it on the clipboard; what goes wrong is shown. */
export function copyMissing(
  store: WorkbenchStore,
  open: OpenTable,
  range: GridRange,
  headers: boolean,
): void {
  copyRange(range, headers, open.fullPages(), open.signal).then(
    (text) => store.command({ id: 'copy', text }),
    store.fail,
  );
}
