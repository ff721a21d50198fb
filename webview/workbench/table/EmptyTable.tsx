import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useStore, useWorkbench } from '../state/context.ts';
import { noView } from '../state/uiState.ts';
import { isNarrowed } from './narrowed.ts';
import { useOpenTable, useTableFacts } from './tableContext.ts';

/** What is said where there are no cells: no rows, no columns, or none that are shown. */
export function EmptyTable(): ReactNode {
  const store = useStore();
  const open = useOpenTable();
  const facts = useTableFacts();
  const layout = useWorkbench((snapshot) => snapshot.ui.layout);
  const removed = useWorkbench((snapshot) => snapshot.showRemoved);
  if (!open || !facts || facts.problem) return null;
  const { columns } = open;
  if (columns.length === 0) return <Empty words="This data has no columns." />;
  if (columns.every(({ name }) => layout.hidden.includes(name))) {
    return (
      <Empty words="All columns are hidden.">
        <Button
          onClick={() => {
            store.setUi({ layout: { ...layout, hidden: [] } });
          }}
        >
          Show All Columns
        </Button>
      </Empty>
    );
  }
  const { rows, known } = open.data.extent();
  if (!known || rows > 0) return null;
  if (!isNarrowed(open.view)) {
    return <Empty words={removed ? 'No row goes.' : 'This table has no rows.'} />;
  }
  return (
    <Empty words="No row matches the filters.">
      <Button
        onClick={() => {
          store.setUi({ view: noView });
        }}
      >
        Reset View
      </Button>
    </Empty>
  );
}

function Empty({
  words,
  children,
}: {
  readonly words: string;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <div className="table-empty" role="status">
      <p>{words}</p>
      {children}
    </div>
  );
}
