import { useSyncExternalStore } from 'react';
import type { Insight } from '../../../src/shared/profile/insight.ts';
import { useStore, useWorkbench } from '../state/context.ts';
import type { WorkbenchStore } from '../state/store.ts';
import type { ColumnFindings } from './columnFindings.ts';
import { columnFindings } from './columnFindings.ts';
import { InsightsStore } from './insightsStore.ts';
import type { InsightsState } from './insightsStore.ts';

const stores = new WeakMap<WorkbenchStore, InsightsStore>();

/** The findings of the workbench: to ask for them again. */
export function useInsightsStore(): InsightsStore {
  const store = useStore();
  let insights = stores.get(store);
  if (!insights) {
    insights = new InsightsStore(store);
    stores.set(store, insights);
  }
  return insights;
}

/** What was found, with those that were dismissed. */
export function useInsights(): InsightsState {
  const insights = useInsightsStore();
  return useSyncExternalStore(insights.subscribe, insights.value);
}

/** Findings that are not dismissed, and by column; made once for all who ask. */
interface Shown {
  readonly dismissed: readonly string[];
  readonly open: readonly Insight[];
  readonly byColumn: ReadonlyMap<string, ColumnFindings>;
}

const none: readonly Insight[] = [];
const shown = new WeakMap<readonly Insight[], Shown>();

function useShown(): Shown {
  const { insights = none } = useInsights();
  const dismissed = useWorkbench((snapshot) => snapshot.ui.insights.dismissed);
  const known = shown.get(insights);
  if (known?.dismissed === dismissed) return known;
  const gone = new Set(dismissed);
  const open = insights.filter(({ id }) => !gone.has(id));
  const made = { dismissed, open, byColumn: columnFindings(open) };
  shown.set(insights, made);
  return made;
}

/** The findings that are not dismissed, the worst first. */
export function useOpenInsights(): readonly Insight[] {
  return useShown().open;
}

/** The findings that are not dismissed, in short, by column. */
export function useColumnFindings(): ReadonlyMap<string, ColumnFindings> {
  return useShown().byColumn;
}
