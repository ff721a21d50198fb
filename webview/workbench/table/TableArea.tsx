import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { Grid } from '../../grid/Grid.tsx';
import type { GridColumn, GridHandle, GridRange } from '../../grid/gridTypes.ts';
import { ColumnHeader, headerHeight } from '../header/ColumnHeader.tsx';
import { headerWords } from '../header/headerWords.ts';
import type { ColumnFindings } from '../insights/columnFindings.ts';
import { useColumnFindings } from '../insights/useInsights.ts';
import { GoTo } from '../menu/GoTo.tsx';
import type { GoToKind } from '../menu/GoTo.tsx';
import { TableMenu } from '../menu/TableMenu.tsx';
import type { MenuPlace } from '../menu/TableMenu.tsx';
import { nextSort } from '../menu/viewEdits.ts';
import { useAction, useStore, useWorkbench } from '../state/context.ts';
import { copyMissing } from './copyMissing.ts';
import { EmptyTable } from './EmptyTable.tsx';
import { Problem } from './Problem.tsx';
import type { OpenTable } from './openTable.ts';
import { useOpenTable, useTableFacts } from './tableContext.ts';
import { useGridFocus } from './useGridFocus.ts';
import { usePosition } from './usePosition.ts';
import './tableArea.css';

/** The grid of the table that is shown, with its menus and what belongs over it. */
export function TableArea(): ReactNode {
  const store = useStore();
  const open = useOpenTable();
  const facts = useTableFacts();
  const layout = useWorkbench((snapshot) => snapshot.ui.layout);
  const chosen = useWorkbench((snapshot) => snapshot.ui.column);
  const sort = useWorkbench((snapshot) => snapshot.ui.view.sort);
  const problem = useWorkbench((snapshot) => snapshot.state?.problem);
  const changed = useWorkbench((snapshot) => snapshot.state?.changed) !== undefined;
  const grid = useRef<GridHandle>(null);
  const [menu, setMenu] = useState<MenuPlace>();
  const [goTo, setGoTo] = useState<GoToKind>();
  const version = useSyncExternalStore(open?.profiles.subscribe ?? nothing, () =>
    open?.profiles.version(),
  );

  const findings = useColumnFindings();

  useEffect(() => {
    open?.profiles.choose(chosen);
  }, [open, chosen]);
  const onPaint = usePosition(grid, open, facts?.grid.rows);
  const filtering = useWorkbench((snapshot) => snapshot.filtering !== undefined);
  // Again after a filter's form, which goes with what had the focus.
  useGridFocus(grid, open !== undefined && facts !== undefined && !filtering);

  const fetchAndCopy = (range: GridRange, headers: boolean): void => {
    if (open) copyMissing(store, open, range, headers);
  };
  const copy = (headers: boolean): void => {
    const text = grid.current?.selectedText(headers);
    const range = grid.current?.selection();
    if (text !== undefined) void store.command({ id: 'copy', text });
    else if (range) fetchAndCopy(range, headers);
  };
  useAction((action) => {
    if (action === 'goToColumn') setGoTo('column');
    if (action === 'goToRow') setGoTo('row');
    if (action === 'copyWithHeaders') copy(true);
  });

  useEffect(
    () =>
      open?.finder.connect({
        goTo: (place) => {
          grid.current?.goTo(place);
        },
        row: () => grid.current?.position().row ?? 0,
      }),
    [open],
  );

  useEffect(
    () =>
      store.onShowColumn((column) => {
        grid.current?.goTo({ column });
      }),
    [store],
  );

  const onSort = useCallback(
    (column: string, add: boolean) => {
      const { view } = store.snapshot().ui;
      store.setUi({ view: { ...view, sort: nextSort(view.sort, column, add) } });
    },
    [store],
  );
  const renderHeader = useCallback(
    (column: GridColumn) => (
      <ColumnHeader column={column} chosen={column.name === chosen} onSort={onSort} />
    ),
    [chosen, onSort],
  );
  const describeHeader = useMemo(
    // A new function for each answer, so that headers are described anew when figures come.
    () => (version === undefined ? headerName : headerDescriber(open, findings)),
    [open, version, findings],
  );

  if (!open || !facts) {
    return <div className="table-area">{problem ? <Problem error={problem} /> : <Waiting />}</div>;
  }
  // A banner says so, and what is in sight stays there.
  const isTold =
    changed && (facts.problem?.code === 'changed' || facts.problem?.code === 'not-found');
  return (
    <div className="table-area" data-panel="table">
      {(facts.problem && !isTold) || problem ? (
        <Problem
          error={(isTold ? undefined : facts.problem) ?? problem}
          onRetry={() => {
            open.retry();
          }}
        />
      ) : null}
      <Grid
        ref={grid}
        data={facts.grid}
        layout={layout}
        onLayout={(next) => {
          store.setUi({ layout: next });
        }}
        headerHeight={headerHeight}
        renderHeader={renderHeader}
        describeHeader={describeHeader}
        onColumn={(column) => {
          store.setUi({ column });
        }}
        onMenu={setMenu}
        onPaint={onPaint}
        onOpenCell={(row, column) => {
          store.showCell({ row, column });
        }}
        onCopyMissing={fetchAndCopy}
        sort={sort}
        label="Rows"
      />
      <EmptyTable />
      {menu ? (
        <TableMenu
          place={menu}
          open={open}
          onCopy={copy}
          onFit={(name) => {
            grid.current?.fitColumn(name);
          }}
          onGoTo={setGoTo}
          onClose={() => {
            setMenu(undefined);
          }}
        />
      ) : null}
      {goTo ? (
        <GoTo
          kind={goTo}
          onPlace={(place) => {
            grid.current?.goTo(place);
            grid.current?.focus();
          }}
          onClose={() => {
            setGoTo(undefined);
          }}
        />
      ) : null}
    </div>
  );
}

const headerName = ({ name }: GridColumn): string => name;

function headerDescriber(
  open: OpenTable | undefined,
  findings: ReadonlyMap<string, ColumnFindings>,
) {
  return ({ name, type, mark }: GridColumn): string =>
    headerWords(name, type, mark, open?.profiles.get(name), findings.get(name));
}

const nothing = (): (() => void) => () => undefined;

/** The table's place before there is one. */
function Waiting(): ReactNode {
  return (
    <div className="table-waiting" role="status" aria-label="Opening the data">
      <div className="table-waiting-head" style={{ height: headerHeight }} />
    </div>
  );
}
