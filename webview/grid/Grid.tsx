import {
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { ReactNode, Ref } from 'react';
import './grid.css';
import { GridController } from './gridController.ts';
import type { GridHandle, GridProps } from './gridTypes.ts';
import { HeaderRow } from './HeaderRow.tsx';
import { connectGrid } from './input/connectGrid.ts';
import { elementsOf } from './elementsOf.ts';
import { ColumnModel } from './model/columnModel.ts';

/**
 * A table of any size: draws the cells in sight, by hand, and the headers in sight, by React.
 * Fills its box, which must have a height.
 */
export function Grid({ ref, ...props }: GridProps & { readonly ref?: Ref<GridHandle> }): ReactNode {
  const { data, layout } = props;
  const id = useId();
  const [controller] = useState(() => new GridController(id));
  const view = useSyncExternalStore(controller.header.subscribe, controller.header.view);
  const shown = view.draft?.base === layout ? view.draft.layout : layout;
  const columns = useMemo(() => new ColumnModel(data.columns, shown), [data.columns, shown]);

  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => controller.update(props, columns));
  useLayoutEffect(
    () => (root.current === null ? undefined : connectGrid(controller, elementsOf(root.current))),
    [controller],
  );
  useImperativeHandle(
    ref,
    () => ({
      focus: () => controller.focus(),
      goTo: (place) => controller.goTo(place),
      selectedText: (headers) => controller.selectedText(headers),
      position: () => controller.position(),
      goBack: (position) => controller.goBack(position),
      window: () => controller.window(),
      selection: () => controller.selectedRange(),
      fitColumn: (name) => controller.fitColumn(name),
    }),
    [controller],
  );

  return (
    <div ref={root} className="sluice-grid">
      <div
        className="grid-table"
        role="grid"
        tabIndex={0}
        aria-label={props.label}
        aria-rowcount={data.rows + 1}
        aria-colcount={columns.count + 1}
        aria-multiselectable="true"
      >
        <HeaderRow
          gridId={id}
          columns={columns}
          view={view}
          headerHeight={props.headerHeight}
          renderHeader={props.renderHeader}
          describeHeader={props.describeHeader}
          sort={props.sort}
        />
        <div className="grid-body" role="rowgroup" />
      </div>
      {/* Apart from the table: it takes the focus when its bars are used, and gives it back. */}
      <div className="grid-scroller" tabIndex={-1} style={{ top: props.headerHeight }}>
        <div className="grid-spacer" />
      </div>
      <div className="grid-insert" hidden />
    </div>
  );
}
