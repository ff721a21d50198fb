import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Insight } from '../../../src/shared/profile/insight.ts';
import { percent } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { basisWords } from '../column/basisWords.ts';
import { useStore, useWorkbench } from '../state/context.ts';
import { adjustFix, dismiss, isPreviewed, previewFix } from './insightActions.ts';
import { severityWord } from './severity.ts';
import { SeverityIcon } from './SeverityIcon.tsx';
import { useInsights } from './useInsights.ts';
import { hasFilter, toggleFilter } from './viewFilters.ts';
import './insightCard.css';

interface InsightCardProps {
  readonly insight: Insight;
  /** Names its columns, where they are not told by the place. */
  readonly named: boolean;
}

/** One finding: what, how sure, its evidence, its rows, and what would mend it. */
export function InsightCard({ insight, named }: InsightCardProps): ReactNode {
  const store = useStore();
  const { insights = [], sampled } = useInsights();
  const filters = useWorkbench((snapshot) => snapshot.ui.view.filters);
  const edit = useWorkbench((snapshot) => snapshot.state?.table?.preview?.edit);
  const [isOpen, setOpen] = useState(false);
  const { id, severity, message, evidence, basis, share, rows, fixes, columns } = insight;
  const isShown = rows !== undefined && hasFilter(filters, rows);
  const others = insights.flatMap((other) => other.rows ?? []);
  const [first] = columns;
  // What is shown or changed is often far to the right of what is in sight.
  const showFirst = (): void => {
    if (first !== undefined) store.showColumn(first);
  };
  return (
    <article
      className={`insight is-${severity}`}
      aria-label={`${severityWord(severity)}: ${message}`}
      tabIndex={-1}
      data-insight={id}
    >
      <div className="insight-head">
        <SeverityIcon severity={severity} />
        <p className="insight-message">{message.replaceAll(' %', '\u00a0%')}</p>
        <IconButton
          icon="close"
          label="Dismiss this insight"
          onClick={() => {
            dismiss(store, id);
          }}
        />
      </div>
      {named && columns.length > 0 ? <Columns columns={columns} /> : null}
      <div className="insight-basis" title={basisWords(basis, sampled)}>
        {basis === 'exact' ? 'Exact' : basis === 'estimate' ? '≈ Estimate' : 'Within 3 %'}
        {share === undefined ? '' : ` · ${percent(share)} of rows`}
      </div>
      <div className="insight-deeds">
        {rows ? (
          <button
            type="button"
            className="insight-deed"
            aria-pressed={isShown}
            onClick={() => {
              toggleFilter(store, rows, others);
              if (!isShown) showFirst();
            }}
          >
            <Icon name="filter" />
            {isShown ? 'Showing rows' : 'Show rows'}
          </button>
        ) : null}
        {evidence.length > 0 ? (
          <button
            type="button"
            className="insight-deed"
            aria-expanded={isOpen}
            onClick={() => {
              setOpen(!isOpen);
            }}
          >
            <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />
            Why?
          </button>
        ) : null}
      </div>
      {isOpen ? (
        <dl className="insight-evidence">
          {evidence.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {fixes.length > 0 ? (
        <ul className="insight-fixes" aria-label="Fixes">
          {fixes.map((fix) => {
            const isTried = isPreviewed(fix, edit);
            return (
              <li key={`${fix.op} ${fix.title}`}>
                <button
                  type="button"
                  className="insight-deed is-fix"
                  aria-pressed={isTried}
                  title={isTried ? 'Apply or discard it above the table' : 'Preview this fix'}
                  onClick={() => {
                    if (isTried) void store.discard();
                    else void previewFix(store, fix, insights).then(showFirst);
                  }}
                >
                  <Icon name={isTried ? 'eye' : 'wand'} />
                  {fix.title}
                </button>
                <IconButton
                  icon="edit"
                  label={`Adjust before it is applied: ${fix.title}`}
                  onClick={() => {
                    adjustFix(store, fix, insights);
                  }}
                />
              </li>
            );
          })}
        </ul>
      ) : null}
    </article>
  );
}

/** More columns than these are counted. */
const most = 6;

function Columns({ columns }: { readonly columns: readonly string[] }): ReactNode {
  const store = useStore();
  return (
    <div className="insight-columns">
      {columns.slice(0, most).map((name) => (
        <button
          key={name}
          type="button"
          className="insight-column"
          title={`Show column ${name}`}
          onClick={() => {
            store.showColumn(name);
          }}
        >
          {name}
        </button>
      ))}
      {columns.length > most ? <span>and {columns.length - most} more</span> : null}
    </div>
  );
}
