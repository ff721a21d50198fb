import type { ReactNode } from 'react';
import { useStore } from '../state/context.ts';
import { countBySeverity, countWords, severities, severityWord } from './severity.ts';
import { SeverityIcon } from './SeverityIcon.tsx';
import { useInsights, useOpenInsights } from './useInsights.ts';

/** How many findings there are of each severity, on top. */
export function InsightsBadge(): ReactNode {
  const store = useStore();
  const { insights } = useInsights();
  const open = useOpenInsights();
  if (insights === undefined || open.length === 0) return null;
  const counts = countBySeverity(open);
  const words = `Insights: ${countWords(counts)}`;
  return (
    <button
      type="button"
      className="pill insights-badge"
      title={words}
      onClick={() => {
        store.action('showInsights');
      }}
    >
      <span className="visually-hidden">Insights: </span>
      {severities
        .filter((severity) => counts[severity] > 0)
        .map((severity) => (
          <span key={severity} className="insights-count">
            <SeverityIcon severity={severity} />
            {counts[severity]}
            <span className="visually-hidden"> {severityWord(severity)}</span>
          </span>
        ))}
    </button>
  );
}
