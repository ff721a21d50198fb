import type { ReactNode } from 'react';
import type { ColumnType } from '../../src/shared/columnType.ts';
import { formatType } from '../../src/shared/formatType.ts';
import { typeLabel } from './typeLabel.ts';
import './typeBadge.css';

/** The little box with a column's type, the whole of it on hover. */
export function TypeBadge({ type }: { readonly type: ColumnType }): ReactNode {
  const full = formatType(type);
  return (
    <span className="type-badge" title={full.length > 400 ? `${full.slice(0, 400)}…` : full}>
      {typeLabel(type)}
    </span>
  );
}
