import type { ReactNode } from 'react';
import { Fold } from '../column/parts/Fold.tsx';
import { InsightCard } from './InsightCard.tsx';
import { useOpenInsights } from './useInsights.ts';

/** What was found in one column. Nothing is said where nothing was. */
export function ColumnInsights({ column }: { readonly column: string }): ReactNode {
  const insights = useOpenInsights().filter(({ columns }) => columns.includes(column));
  if (insights.length === 0) return null;
  return (
    <Fold id="column-insights" title="Insights on this column">
      {insights.map((insight) => (
        <InsightCard key={insight.id} insight={insight} named={insight.columns.length > 1} />
      ))}
    </Fold>
  );
}
