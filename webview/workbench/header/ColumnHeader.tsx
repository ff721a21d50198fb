import type { ReactNode } from 'react';
import type { DateDetails } from '../../../src/shared/profile/columnDetails.ts';
import type { GridColumn } from '../../grid/gridTypes.ts';
import { compact, integer, percent } from '../../ui/format.ts';
import { TypeBadge } from '../../ui/TypeBadge.tsx';
import { useDetails } from '../column/useDetails.ts';
import { isTemporal } from '../charts/chartFor.ts';
import { HeaderInsights } from '../insights/HeaderInsights.tsx';
import { useColumnFindings } from '../insights/useInsights.ts';
import { useStore } from '../state/context.ts';
import type { KnownProfile } from '../table/profileCache.ts';
import { useOpenTable, useProfile } from '../table/tableContext.ts';
import { isExact } from './headerWords.ts';
import { MiniPicture } from './MiniPicture.tsx';
import { pictureOf } from './pictureOf.ts';
import './columnHeader.css';

/** Pixels of the header row. */
export const headerHeight = 104;

interface ColumnHeaderProps {
  readonly column: GridColumn;
  readonly chosen: boolean;
  /** A click on the name; with Shift the column is added to the sort. */
  readonly onSort: (column: string, add: boolean) => void;
}

/** A column's name, type and facts. Every part has its place before its figure is there. */
export function ColumnHeader({ column, chosen, onSort }: ColumnHeaderProps): ReactNode {
  const open = useOpenTable();
  const store = useStore();
  const name = column.mark === 'removed' ? undefined : column.name;
  const known = useProfile(name);
  const { details } = useDetails(isTemporal(column) ? name : undefined, false);
  const findings = useColumnFindings().get(column.name);
  return (
    <div className={`column-header${chosen ? ' is-chosen' : ''}`}>
      <div
        className="column-name"
        title={`${column.name}\nClick to sort, Shift+click to sort by this, too`}
        onClick={({ shiftKey }) => {
          if (column.mark !== 'removed') onSort(column.name, shiftKey);
        }}
      >
        <TypeBadge type={column.type} />
        <span className={column.mark === 'removed' ? 'column-label is-gone' : 'column-label'}>
          {column.name}
        </span>
        {findings && column.mark === undefined ? (
          <HeaderInsights
            findings={findings}
            onOpen={() => {
              store.setUi({ column: column.name });
              store.action('showInsights');
            }}
          />
        ) : null}
      </div>
      {column.mark === 'removed' ? (
        <div className="column-gone">removed</div>
      ) : open?.removed === true ? null : (
        <Facts known={known} dates={details?.column.dates?.histogram} />
      )}
    </div>
  );
}

interface FactsProps {
  readonly known: KnownProfile | undefined;
  readonly dates: DateDetails['histogram'] | undefined;
}

function Facts({ known, dates }: FactsProps): ReactNode {
  if (!known) {
    return (
      <>
        <div className="missing-bar" />
        <div className="mini">
          <div className="mini-skeleton" />
        </div>
        <div className="column-foot" />
      </>
    );
  }
  const { column, rows } = known;
  const missing = rows === 0 ? 0 : column.nulls / rows;
  const distinct = isExact(known, 'distinct') ? '' : '≈\u202f';
  return (
    <>
      <div className="missing-bar" title={`${percent(missing)} missing`}>
        <span style={{ width: `${missing === 0 ? 0 : Math.max(2, missing * 100)}%` }} />
      </div>
      <div className="mini">
        <MiniPicture picture={pictureOf(column, rows, dates)} />
      </div>
      <div className="column-foot">
        <span title={`${integer(column.nulls)} of ${integer(rows)} missing`}>
          {isExact(known, 'nulls') || missing === 0 ? '' : '≈\u202f'}
          {percent(missing)}
        </span>
        <span title={`${distinct}${integer(column.distinct)} distinct`}>
          {distinct}
          {compact(column.distinct)}
        </span>
      </div>
    </>
  );
}
