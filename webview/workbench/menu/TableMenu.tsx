import type { ReactNode } from 'react';
import { Menu } from '../../ui/Menu.tsx';
import { useStore, useWorkbench } from '../state/context.ts';
import type { OpenTable } from '../table/openTable.ts';
import { cellMenu } from './cellMenu.ts';
import { columnMenu, quickSteps } from './columnMenu.ts';
import type { GoToKind } from './GoTo.tsx';
import { sortedBy, valueFilter, withFilter } from './viewEdits.ts';

/** Where a menu was asked for. */
export interface MenuPlace {
  readonly column: string;
  readonly row: number | undefined;
  readonly x: number;
  readonly y: number;
}

interface TableMenuProps {
  readonly place: MenuPlace;
  readonly open: OpenTable;
  readonly onCopy: (headers: boolean) => void;
  readonly onFit: (column: string) => void;
  readonly onGoTo: (kind: GoToKind) => void;
  readonly onClose: () => void;
}

/** The menu of a header or a cell. */
export function TableMenu({ place, open, ...props }: TableMenuProps): ReactNode {
  const store = useStore();
  const ui = useWorkbench((snapshot) => snapshot.ui);
  const kind = useWorkbench((snapshot) => snapshot.state?.kind);
  const { column: name, row, x, y } = place;
  const index = open.columns.findIndex((column) => column.name === name);
  const column = open.columns[index];
  if (!column) return null;
  const { view, layout } = ui;
  const anchor = { left: x, right: x, top: y, bottom: y };
  const cell = row === undefined ? undefined : open.data.grid().cell(row, index);
  const items =
    row === undefined
      ? columnMenu({
          name,
          sort: view.sort,
          pinned: layout.pinned.includes(name),
          steps: kind === 'recipe' && column.mark !== 'removed',
        })
      : cellMenu(name, column.type, cell);
  const filterBy = (equal: boolean): void => {
    const filter = cell && valueFilter(name, column.type, cell, equal);
    if (filter) store.setUi({ view: withFilter(view, filter) });
  };
  const pick = (id: string): void => {
    const step = quickSteps.find((one) => one.id === id);
    if (step) {
      store.startDraft(step.op, step.params(name, open.table.schema));
      return;
    }
    switch (id) {
      case 'ascending':
      case 'descending':
        store.setUi({ view: sortedBy(view, name, id === 'descending') });
        break;
      case 'unsort':
        store.setUi({
          view: { ...view, sort: view.sort.filter((key) => key.column !== name) },
        });
        break;
      case 'filter':
        store.startFilter({ column: name, index: undefined, anchor });
        break;
      case 'pin':
        store.setUi({ layout: { ...layout, pinned: toggled(layout.pinned, name) } });
        break;
      case 'hide':
        store.setUi({ layout: { ...layout, hidden: [...layout.hidden, name] } });
        break;
      case 'fit':
        props.onFit(name);
        break;
      case 'columns':
        props.onGoTo('columns');
        break;
      case 'goToColumn':
        props.onGoTo('column');
        break;
      case 'copyName':
        void store.command({ id: 'copy', text: name });
        break;
      case 'copy':
      case 'copyHeaders':
        props.onCopy(id === 'copyHeaders');
        break;
      case 'equal':
      case 'different':
        filterBy(id === 'equal');
        break;
      case 'open':
        if (row !== undefined) store.showCell({ row, column: name });
        break;
    }
  };
  return (
    <Menu
      label={row === undefined ? `Column ${name}` : 'Cell'}
      anchor={anchor}
      items={items}
      onPick={pick}
      onClose={props.onClose}
    />
  );
}

function toggled(names: readonly string[], name: string): readonly string[] {
  return names.includes(name) ? names.filter((one) => one !== name) : [...names, name];
}
