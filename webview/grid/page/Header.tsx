import type { ReactNode } from 'react';
import type { GridColumn } from '../gridTypes.ts';

interface HeaderProps {
  readonly column: GridColumn;
  readonly index: number;
}

/** A header as an owner may draw it. */
export function Header({ column, index }: HeaderProps): ReactNode {
  return (
    <div className="page-header">
      <div className="page-name">{column.name}</div>
      <div className="page-fact">
        {column.type.kind} · {index}
      </div>
    </div>
  );
}
