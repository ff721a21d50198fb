import type { ReactNode } from 'react';
import type { GridProps } from './gridTypes.ts';
import { HeaderCell } from './HeaderCell.tsx';
import type { HeaderView } from './headerStore.ts';
import type { ColumnModel } from './model/columnModel.ts';

interface HeaderRowProps extends Pick<
  GridProps,
  'headerHeight' | 'renderHeader' | 'describeHeader'
> {
  readonly sort: GridProps['sort'];
  readonly gridId: string;
  readonly columns: ColumnModel;
  readonly view: HeaderView;
}

/** The headers in sight, pinned ones apart. */
export function HeaderRow(props: HeaderRowProps): ReactNode {
  const { columns, view, headerHeight, renderHeader, describeHeader, sort, gridId } = props;
  const keys = sort ?? [];
  const cells = (from: number, to: number) =>
    columns.placed.slice(from, to).map((placed, offset) => {
      const key = keys.findIndex(({ column }) => column === placed.column.name);
      return (
        <HeaderCell
          key={placed.column.name}
          gridId={gridId}
          placed={placed}
          visual={from + offset}
          active={view.active === from + offset}
          descending={keys[key]?.descending}
          place={key >= 0 && keys.length > 1 ? key + 1 : undefined}
          renderHeader={renderHeader}
          describeHeader={describeHeader}
        />
      );
    });
  return (
    <div className="grid-head" role="rowgroup" style={{ height: headerHeight }}>
      <div className="grid-head-row" role="row" aria-rowindex={1}>
        <div
          className="grid-corner"
          role="columnheader"
          aria-colindex={1}
          aria-label="Row number"
          style={{ width: view.gutter }}
        />
        <div
          className="grid-head-still"
          role="presentation"
          style={{ left: view.gutter, width: columns.leftOf(view.pinned) }}
        >
          {cells(0, view.pinned)}
        </div>
        <div className="grid-head-moving" role="presentation">
          {cells(Math.max(view.from, view.pinned), view.to)}
        </div>
      </div>
    </div>
  );
}
