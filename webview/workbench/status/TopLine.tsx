import type { ReactNode } from 'react';
import { MiddleEllipsis } from '../../ui/MiddleEllipsis.tsx';
import { SourceButtons } from '../options/SourceButtons.tsx';
import { useWorkbench } from '../state/context.ts';
import { useTableFacts } from '../table/tableContext.ts';
import { ActivityLine } from './ActivityLine.tsx';
import { InsightsBadge } from '../insights/InsightsBadge.tsx';
import { ProfileControl } from './ProfileControl.tsx';
import { Notes } from './Notes.tsx';
import { SizePill } from './SizePill.tsx';
import { shownAddress, sourceWords } from './sourceWords.ts';
import { TopButtons } from './TopButtons.tsx';
import { integer } from '../../ui/format.ts';
import './topLine.css';

/** What is open, how big it is, what is being done, and what can be done with it. */
export function TopLine(): ReactNode {
  const state = useWorkbench((snapshot) => snapshot.state);
  const facts = useTableFacts();
  if (!state) return <header className="top-line" aria-label="Dataset" />;
  const { source, table, title } = state;
  const rows = facts?.rows.all;
  const columns = table?.schema.length;
  return (
    <header className="top-line" aria-label="Dataset">
      <b className="top-title" title={title}>
        {title}
      </b>
      {source ? (
        <span className="top-source">
          <MiddleEllipsis text={shownAddress(source.uri)} whole={source.uri} />
          <span className="top-kind">{sourceWords(source)}</span>
        </span>
      ) : null}
      {columns === undefined ? null : (
        <span className="pill">
          <span className={rows === undefined ? 'pill-waiting' : undefined}>
            {rows === undefined ? '…' : integer(rows)}
          </span>{' '}
          {rows === 1 ? 'row' : 'rows'} × {integer(columns)} {columns === 1 ? 'column' : 'columns'}
        </span>
      )}
      {table ? <ProfileControl /> : null}
      {source && source.bytes > 0 ? <SizePill source={source} /> : null}
      {source ? <Notes notes={source.notes} /> : null}
      {table ? <InsightsBadge /> : null}
      <SourceButtons />
      <ActivityLine />
      <TopButtons kind={state.kind} ready={table !== undefined} trusted={state.trusted} />
    </header>
  );
}
