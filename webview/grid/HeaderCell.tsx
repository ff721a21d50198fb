import { memo } from 'react';
import type { ReactNode } from 'react';
import { headerId } from './model/headerId.ts';
import type { GridProps } from './gridTypes.ts';
import type { PlacedColumn } from './model/columnModel.ts';
import { SortMark } from './SortMark.tsx';

interface HeaderCellProps {
  readonly gridId: string;
  readonly placed: PlacedColumn;
  readonly visual: number;
  readonly active: boolean;
  /** Undefined for a column that is not sorted by. */
  readonly descending: boolean | undefined;
  /** Which of several sort keys it is, from 1. */
  readonly place: number | undefined;
  readonly renderHeader: GridProps['renderHeader'];
  readonly describeHeader: GridProps['describeHeader'];
}

/** One header: the owner's picture in a cell with a sort mark and an edge to drag. */
export const HeaderCell = memo(function HeaderCell({
  gridId,
  placed,
  visual,
  active,
  descending,
  place,
  renderHeader,
  describeHeader,
}: HeaderCellProps): ReactNode {
  const { column, index, left, width } = placed;
  const mark = column.mark === undefined ? '' : ` m-${column.mark}`;
  const sort = descending === undefined ? undefined : descending ? 'descending' : 'ascending';
  return (
    <div
      id={headerId(gridId, visual)}
      role="columnheader"
      className={`grid-header${mark}${active ? ' is-cursor' : ''}`}
      aria-colindex={visual + 2}
      aria-label={describeHeader(column, index)}
      aria-sort={sort}
      data-visual={visual}
      style={{ left, width }}
    >
      <div className="grid-header-content">{renderHeader(column, index)}</div>
      {descending === undefined ? null : <SortMark descending={descending} place={place} />}
      <div className="grid-resize" />
    </div>
  );
});
