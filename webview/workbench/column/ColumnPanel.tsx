import type { ReactNode } from 'react';
import type { Column } from '../../../src/shared/columnType.ts';
import { formatType } from '../../../src/shared/formatType.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { ColumnChart } from '../charts/ColumnChart.tsx';
import { useStore, useWorkbench } from '../state/context.ts';
import { FiguresProblem } from '../table/FiguresProblem.tsx';
import { useOpenTable, useProfile } from '../table/tableContext.ts';
import { allFigures } from './allFigures.ts';
import { ColumnGroups } from './ColumnGroups.tsx';
import { copyFigures } from './copyFigures.ts';
import { useDetails } from './useDetails.ts';
import './columnPanel.css';

/** The chosen column: its picture, its figures with all digits, its most frequent values. */
export function ColumnPanel(): ReactNode {
  const chosen = useWorkbench((snapshot) => snapshot.ui.column);
  const open = useOpenTable();
  const column = open?.table.schema.find(({ name }) => name === chosen) ?? open?.table.schema[0];
  if (!column) {
    return <p className="column-hint">Choose a column to see its values in figures.</p>;
  }
  return <ShownColumn key={column.name} column={column} />;
}

function ShownColumn({ column }: { readonly column: Column }): ReactNode {
  const store = useStore();
  const open = useOpenTable();
  const known = useProfile(column.name);
  const { details, cache } = useDetails(column.name, true);
  const type = formatType(column.type);
  const isExact = known?.full === true && details !== undefined && details.sampled === undefined;
  const basis = known === undefined ? '' : isExact ? ' · exact' : ' · estimate';
  const problem = cache?.problem(column.name);
  const of = { ...column, known, details, failed: problem !== undefined };
  if (open?.removed === true) {
    return <p className="column-hint">There are no figures of rows that go.</p>;
  }
  return (
    <div className="column-panel">
      <div className="column-head">
        <h2 className="column-title" title={column.name}>
          {column.name}
        </h2>
        <small title={type}>
          {type.length > 24 ? column.type.kind : type}
          {basis}
        </small>
        <IconButton
          icon="copy"
          label="Copy figures"
          disabled={known === undefined}
          onClick={() => {
            void store.command({
              id: 'copy',
              text: copyFigures(column.name, type, allFigures(of)),
            });
          }}
        />
      </div>
      <ColumnChart column={column} known={known} />
      {problem ? (
        <FiguresProblem
          problem={problem}
          onRetry={() => {
            cache?.retry();
          }}
        />
      ) : null}
      <ColumnGroups of={of} />
    </div>
  );
}
