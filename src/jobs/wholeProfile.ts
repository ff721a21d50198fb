import { findInsights } from '../core/profile/insights/findInsights.ts';
import type { WholeProfile } from '../core/report/profileReport.ts';
import type { InsightThresholds } from '../shared/profile/insight.ts';
import type { CallOptions } from '../shared/rpc/contract.ts';
import type { DataSession } from './dataSession.ts';

/** Which rows are looked at, and how they are named. */
export interface WholeProfileOrder {
  readonly uri: string;
  readonly snapshot: string;
  /** A SELECT over the open sources, in no particular order. */
  readonly sql: string;
  /** These columns only; all if absent. */
  readonly columns?: readonly string[] | undefined;
  /** So many rows only; the figures are estimates. */
  readonly sample?: number | undefined;
  readonly target?: string | undefined;
  readonly thresholds?: InsightThresholds | undefined;
}

/** All that is known of a query's rows: figures of both tiers, of the dataset, and the findings. */
export async function wholeProfile(
  session: DataSession,
  order: WholeProfileOrder,
  call: CallOptions = {},
): Promise<WholeProfile> {
  const { uri, snapshot, sql, columns, sample, target, thresholds } = order;
  const params = {
    query: { sql },
    ...(columns ? { columns } : {}),
    ...(sample === undefined ? {} : { sample }),
  };
  const now = new Date().toISOString().slice(0, 19).replace('T', ' ');
  const profile = await session.run('profile', params, call);
  const details = await session.run('details', { ...params, now }, call);
  const dataset = await session.run('dataset', params, call);
  const insights = findInsights({ profile, details, dataset, target, thresholds, now });
  return { uri, snapshot, profile, details: details.columns, dataset, insights };
}
