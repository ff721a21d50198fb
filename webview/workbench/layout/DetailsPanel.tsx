import type { ComponentType, KeyboardEvent, ReactNode } from 'react';
import { integer } from '../../ui/format.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { ColumnPanel } from '../column/ColumnPanel.tsx';
import { DatasetPanel } from '../dataset/DatasetPanel.tsx';
import { InsightsPanel } from '../insights/InsightsPanel.tsx';
import { useOpenInsights } from '../insights/useInsights.ts';
import { useStore, useWorkbench } from '../state/context.ts';
import { detailsTabs } from '../state/uiState.ts';
import type { DetailsTab } from '../state/uiState.ts';
import './detailsPanel.css';

const titles: Readonly<Record<DetailsTab, string>> = {
  column: 'Column',
  insights: 'Insights',
  dataset: 'Dataset',
  code: 'Code',
};

interface DetailsPanelProps {
  readonly Code: ComponentType;
  readonly onHide: () => void;
}

/** The panel on the right: the chosen column, findings, the table as a whole, the recipe's code. */
export function DetailsPanel({ Code, onHide }: DetailsPanelProps): ReactNode {
  const store = useStore();
  const details = useWorkbench((snapshot) => snapshot.ui.details);
  const kind = useWorkbench((snapshot) => snapshot.state?.kind);
  const found = useOpenInsights().length;
  const tabs = detailsTabs.filter((name) => name !== 'code' || kind === 'recipe');
  const tab = tabs.includes(details.tab) ? details.tab : 'column';
  const choose = (next: DetailsTab): void => {
    store.setUi({ details: { ...details, tab: next } });
  };
  const keys = (event: KeyboardEvent<HTMLElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    if (step === 0 || next === undefined) return;
    choose(next);
    event.currentTarget.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return (
    <aside className="details" aria-label="Details" data-panel="details">
      <div className="details-head">
        <div className="tabs" role="tablist" aria-label="Details" onKeyDown={keys}>
          {tabs.map((name) => (
            <button
              key={name}
              type="button"
              id={`tab-${name}`}
              role="tab"
              className="tab"
              aria-selected={name === tab}
              aria-controls="details-body"
              tabIndex={name === tab ? 0 : -1}
              data-panel-start={name === tab ? '' : undefined}
              onClick={() => {
                choose(name);
              }}
            >
              {titles[name]}
              {name === 'insights' ? (
                <span className="tab-badge">{found > 0 ? integer(found) : ''}</span>
              ) : null}
            </button>
          ))}
        </div>
        <IconButton icon="layout-sidebar-right" label="Hide Details" onClick={onHide} />
      </div>
      <div
        id="details-body"
        className="details-body"
        role="tabpanel"
        aria-labelledby={`tab-${tab}`}
        tabIndex={0}
      >
        {tab === 'code' ? <Code /> : null}
        {tab === 'column' ? <ColumnPanel /> : null}
        {tab === 'insights' ? <InsightsPanel /> : null}
        {tab === 'dataset' ? <DatasetPanel /> : null}
      </div>
    </aside>
  );
}
