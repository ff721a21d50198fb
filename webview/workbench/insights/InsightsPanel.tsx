import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { integer } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useStore, useWorkbench } from '../state/context.ts';
import { FiguresProblem } from '../table/FiguresProblem.tsx';
import { dismiss } from './insightActions.ts';
import { InsightCard } from './InsightCard.tsx';
import { countBySeverity, countWords } from './severity.ts';
import { TargetChoice } from './TargetChoice.tsx';
import { useInsights, useInsightsStore, useOpenInsights } from './useInsights.ts';
import './insightsPanel.css';

/** Cards that are drawn before one asks for more. */
const first = 60;

/** All that was found in the data, the worst first. Arrows go from one to the next. */
export function InsightsPanel(): ReactNode {
  const store = useStore();
  const asker = useInsightsStore();
  const { insights, waiting, sampled, columns, problem } = useInsights();
  const all = useWorkbench((snapshot) => snapshot.state?.table?.schema.length ?? 0);
  const open = useOpenInsights();
  const preview = useWorkbench((snapshot) => snapshot.state?.table?.preview !== undefined);
  const [most, setMost] = useState(first);
  const list = useRef<HTMLDivElement>(null);
  const dismissed = (insights?.length ?? 0) - open.length;
  return (
    <div className="insights-panel">
      <TargetChoice />
      <p className="insights-state" role="status">
        {waiting ? <Icon name="loading" spin /> : null}
        {waiting && columns !== undefined
          ? `From ${integer(columns)} of ${integer(all)} columns so far.`
          : stateWords(insights === undefined, waiting, sampled)}
        {open.length > 0 ? ` ${countWords(countBySeverity(open))}.` : ''}
        {preview && open.length > 0 ? ' As of before the change that is previewed.' : ''}
      </p>
      {problem ? <FiguresProblem problem={problem} onRetry={asker.retry} /> : null}
      {!problem && !waiting && insights === undefined ? (
        <Button onClick={asker.retry}>Look for Insights</Button>
      ) : null}
      {insights === undefined && waiting ? <Skeleton /> : null}
      {insights !== undefined && open.length === 0 && !waiting && !problem ? (
        <p className="insights-none">
          <Icon name="pass" /> Nothing found that needs attention.
        </p>
      ) : null}
      <div
        ref={list}
        role={open.length > 0 ? 'feed' : undefined}
        aria-label={open.length > 0 ? 'Insights' : undefined}
        aria-busy={waiting}
        onKeyDown={(event) => {
          move(event, list.current);
        }}
      >
        {open.slice(0, most).map((insight) => (
          <InsightCard key={insight.id} insight={insight} named />
        ))}
      </div>
      {open.length > most ? (
        <Button
          onClick={() => {
            setMost(most + first);
          }}
        >
          Show {integer(Math.min(first, open.length - most))} more
        </Button>
      ) : null}
      {dismissed > 0 ? (
        <p className="insights-dismissed">
          {integer(dismissed)} dismissed.{' '}
          <button
            type="button"
            className="figure-link"
            onClick={() => {
              dismiss(store, undefined);
            }}
          >
            Show again
          </button>
        </p>
      ) : null}
    </div>
  );
}

function stateWords(none: boolean, waiting: boolean, sampled: number | undefined): string {
  if (none) return waiting ? 'Looking at the values…' : '';
  const rows = sampled === undefined ? '' : ` of ${integer(sampled)} rows`;
  if (waiting && sampled !== undefined) return `From a sample${rows}; all rows are looked at…`;
  if (waiting) return 'The data changed; looking again…';
  return sampled === undefined ? 'From all rows.' : `From a sample${rows}.`;
}

function Skeleton(): ReactNode {
  return (
    <div aria-hidden="true">
      <div className="insight-skeleton" />
      <div className="insight-skeleton" />
      <div className="insight-skeleton" />
    </div>
  );
}

/** Arrows, Home and End move between cards; Tab goes into one. */
function move(event: KeyboardEvent, list: HTMLElement | null): void {
  const cards = [...(list?.querySelectorAll<HTMLElement>('[data-insight]') ?? [])];
  const at = cards.findIndex((card) => card.contains(document.activeElement));
  const places: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: cards.length - 1,
  };
  const next = places[event.key];
  if (next === undefined) return;
  event.preventDefault();
  cards[Math.max(0, Math.min(cards.length - 1, next))]?.focus();
}
