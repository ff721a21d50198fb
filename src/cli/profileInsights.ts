import type { EngineContract, EngineQuery } from '../shared/contracts/engine.ts';
import type { ProfileResult } from '../shared/profile/columnProfile.ts';
import type { Insight, InsightThresholds } from '../shared/profile/insight.ts';
import type { CallOptions } from '../shared/rpc/contract.ts';
import { findInsights } from '../core/profile/insights/findInsights.ts';
import type { DataSession } from '../jobs/dataSession.ts';

/** Tables with more cells, or more columns, are not looked at a second time without being asked. */
const MOST_CELLS = 20_000_000;
const MOST_COLUMNS = 500;

/** What is profiled, as the engine was asked. */
export type ProfileOrder = Omit<EngineContract['profile']['params'], 'document'> & {
  readonly query: EngineQuery;
};

/** The same, with what the findings go by. */
type InsightsOrder = ProfileOrder & { readonly thresholds: InsightThresholds | undefined };

/**
 * The findings about a profiled table. The second tier of figures costs as much again as the first,
 * so that of large tables only the first is looked at; `whole` is false then.
 */
export async function profileInsights(
  session: DataSession,
  { thresholds, ...order }: InsightsOrder,
  profile: ProfileResult,
  call: CallOptions,
): Promise<{ readonly insights: readonly Insight[]; readonly whole: boolean }> {
  const now = new Date().toISOString().slice(0, 19).replace('T', ' ');
  const { rows, sampled = rows, columns } = profile;
  if (sampled * columns.length > MOST_CELLS || columns.length > MOST_COLUMNS) {
    return { insights: findInsights({ profile, thresholds, now }), whole: false };
  }
  const details = await session.run('details', order, call);
  const dataset = await session.run('dataset', order, call);
  return { insights: findInsights({ profile, details, dataset, thresholds, now }), whole: true };
}
