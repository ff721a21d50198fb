import type { Schema } from '../../../src/shared/columnType.ts';
import type { View } from '../../../src/shared/contracts/workbench.ts';
import type { TableState } from '../../../src/shared/contracts/workbenchState.ts';
import type { AppError } from '../../../src/shared/errors.ts';
import { ColumnModel } from '../../grid/model/columnModel.ts';
import type { WorkbenchStore } from '../state/store.ts';
import { noView } from '../state/uiState.ts';
import { usableView } from '../state/usableView.ts';
import { wantsExact } from '../status/profileMode.ts';
import { OpenTable } from './openTable.ts';
import type { DeclinedPart } from './openTable.ts';

/** Keeps the one table that is shown in step with the store. */
export class Tables {
  private readonly store: WorkbenchStore;
  private readonly listeners = new Set<() => void>();
  private open: OpenTable | undefined;
  /** The table without a change on it that was shown last: what a preview is compared with. */
  private plain: TableState | undefined;
  private shown = '';
  private counted: { key: string; rows: number } | undefined;
  /** The view that was shown before this one, of the same table. */
  private before = noView;
  private readonly stop: () => void;

  constructor(store: WorkbenchStore) {
    this.store = store;
    this.stop = store.subscribe(() => {
      this.follow();
    });
    this.follow();
  }

  readonly current = (): OpenTable | undefined => this.open;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  close(): void {
    this.stop();
    this.open?.close();
    this.listeners.clear();
  }

  private follow(): void {
    const snapshot = this.store.snapshot();
    const table = snapshot.state?.table;
    if (!table) return;
    if (!table.preview) this.plain = table;
    const view = usableView(snapshot);
    const removed = snapshot.showRemoved && table.preview?.canShowRemoved === true;
    // What is counted of a preview comes later, under the same key.
    const { step, added, removed: gone, changed, aligned } = table.preview ?? {};
    const preview = [step, added, gone, changed, aligned];
    const shown = JSON.stringify([table.key, preview, view, removed]);
    if (shown === this.shown) return;
    this.shown = shown;
    this.before = this.open?.table.key === table.key ? this.open.view : noView;
    this.open?.close();
    this.open = this.make(table, view, removed, this.plain?.schema ?? guessed(table));
    for (const listener of [...this.listeners]) listener();
  }

  /** Nothing comes of what a person did not want: the table stays as it was, and says so. */
  private declined(of: DeclinedPart, { message }: AppError): void {
    const { open, store, before } = this;
    if (!open) return;
    if (of === 'rows' && JSON.stringify(open.view) !== JSON.stringify(noView)) {
      const again = open.view;
      store.setUi({ view: before });
      store.note({ words: `${message} The table stays as it was.`, again });
      return;
    }
    const { profile } = store.snapshot().ui;
    if (of === 'figures') store.setUi({ profile: { ...profile, mode: 'estimate' } });
    store.note({ words: message, ...(of === 'rows' || of === 'count' ? { again: 'retry' } : {}) });
  }

  private make(table: TableState, view: View, removed: boolean, before: Schema): OpenTable {
    const { counted } = this;
    return new OpenTable({
      host: this.store.host,
      table,
      view,
      before,
      removed,
      all: counted?.key === table.key ? counted.rows : undefined,
      exact: (column) => wantsExact(this.store.snapshot(), column),
      counted: (rows) => {
        this.counted = { key: table.key, rows };
      },
      declined: (of, error) => {
        this.declined(of, error);
      },
      looked: (columns) => {
        this.store.columnsInSight = columns;
      },
      shownColumns: (columns) =>
        new ColumnModel(columns, this.store.snapshot().ui.layout).placed.flatMap(({ column }) =>
          column.mark === 'removed' && !removed ? [] : column.name,
        ),
    });
  }
}

/**
 * The columns before a change, for a webview that came when it was already previewed. The types of
 * those that go are told by their pages.
 */
function guessed({ schema, preview }: TableState): Schema {
  const added = new Set(preview?.added);
  const gone = preview?.removed ?? [];
  return [
    ...schema.filter(({ name }) => !added.has(name)),
    ...gone.map((name) => ({ name, type: { kind: 'text' } as const })),
  ];
}
