import type { ReactNode } from 'react';
import type { ColumnFindings } from './columnFindings.ts';
import { SeverityIcon } from './SeverityIcon.tsx';

interface HeaderInsightsProps {
  readonly findings: ColumnFindings;
  readonly onOpen: () => void;
}

/** The mark on a column's header: there is something to know. The header's words tell it, too. */
export function HeaderInsights({ findings, onOpen }: HeaderInsightsProps): ReactNode {
  const { worst, messages } = findings;
  return (
    <span
      className="header-insights"
      title={messages.slice(0, 6).join('\n')}
      onClick={(event) => {
        // A click on the name sorts.
        event.stopPropagation();
        onOpen();
      }}
    >
      <SeverityIcon severity={worst} />
    </span>
  );
}
