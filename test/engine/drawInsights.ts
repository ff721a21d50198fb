import type { EngineClient } from '../../src/engine/client.ts';
import { findInsights } from '../../src/core/profile/insights/findInsights.ts';
import type { Insight, InsightThresholds } from '../../src/shared/profile/insight.ts';

/** What is asked besides the rows. */
export interface DrawOptions {
  readonly target?: string | undefined;
  readonly sample?: number;
  readonly thresholds?: InsightThresholds;
}

/** The moment of the tests. */
const now = '2026-06-01 12:00:00';

/** The findings about a query over an open document, from figures of the engine. */
export async function drawInsights(
  engine: EngineClient,
  document: string,
  sql: string,
  { target, sample, thresholds }: DrawOptions = {},
): Promise<readonly Insight[]> {
  const order = { document, query: { sql }, ...(sample === undefined ? {} : { sample }) };
  const profile = await engine.profile(order);
  const details = await engine.details({ ...order, now: `${now.replace(' ', 'T')}Z` });
  const dataset = await engine.dataset(order);
  return findInsights({ profile, details, dataset, target, thresholds, now });
}
