import type { Schema } from '../shared/columnType.ts';
import { throwIfCancelled } from '../shared/errors.ts';
import type { DetailsResult } from '../shared/profile/columnDetails.ts';
import type { ProfileResult } from '../shared/profile/columnProfile.ts';
import type { InsightsResult } from '../shared/profile/insight.ts';
import type { CallOptions } from '../shared/rpc/contract.ts';
import { insightSteps } from '../core/profile/insights/findInsights.ts';
import type { InsightInput } from '../core/profile/insights/findInsights.ts';
import type { DocumentState } from './documentState.ts';
import { tableProfile } from './profiles/tableProfile.ts';
import { tableDetails } from './tableDetails.ts';
import type { DetailsOrder } from './tableDetails.ts';
import { tableDataset } from './tableDataset.ts';

/** The rows to look at. */
export interface InsightsOrder {
  /** A SELECT over the open sources, in no particular order. */
  readonly query: string;
  readonly schema: Schema;
  /** Only what each of these shows by itself. */
  readonly columns: readonly string[] | undefined;
  readonly target: string | undefined;
  /** So many rows only. */
  readonly sample: number | undefined;
}

/** Rules look at a wide table for longer than an editor may stand still. */
const TURN_MS = 8;

/** Figures of wide tables come so many columns at a time, so that a cancel keeps what is there. */
const BATCH = 250;

/** The findings about a query's rows, drawn from figures that are computed or kept. */
export async function tableInsights(
  document: DocumentState,
  { query, schema, columns, target, sample }: InsightsOrder,
  call: CallOptions,
): Promise<InsightsResult> {
  const names = columns ?? schema.map(({ name }) => name);
  const of = { query, schema, columns: names, sample };
  const { profile, details } = await figuresOf(document, of, call);
  const dataset = columns ? undefined : await tableDataset(document, { query, sample }, call);
  const thresholds = document.insightThresholds;
  const insights = await drawn(
    { profile, schema, details, dataset, target, thresholds, now: nowText() },
    call.signal,
  );
  const { rows } = profile;
  const sampled = profile.sampled ?? details.sampled;
  return {
    rows,
    ...(sampled === undefined ? {} : { sampled }),
    basis: sampled === undefined ? 'exact' : 'estimate',
    insights,
  };
}

/**
 * Both tiers of the figures of columns. Of a wide table they are computed side by side, as most of the
 * time goes into thousands of small statements; of others one after the other, as each takes all cores.
 */
async function figuresOf(
  document: DocumentState,
  of: DetailsOrder,
  call: CallOptions,
): Promise<{ readonly profile: ProfileResult; readonly details: DetailsResult }> {
  const profileOf = (columns: readonly string[], own: CallOptions): Promise<ProfileResult> =>
    tableProfile(document, { ...of, columns, stage: undefined, rows: undefined }, own);
  const detailsOf = (columns: readonly string[], own: CallOptions): Promise<DetailsResult> =>
    tableDetails(document, { ...of, columns }, own);
  if (of.schema.length <= BATCH) {
    const profile = await profileOf(of.columns, call);
    return { profile, details: await detailsOf(of.columns, call) };
  }
  const total = 2 * of.columns.length;
  let before = 0;
  const counted = (done: { now: number }, other: { now: number }): CallOptions => ({
    signal: call.signal,
    onProgress: (progress) => {
      done.now = progress.done;
      const sum = before + done.now + other.now;
      call.onProgress?.({ what: 'insights', done: sum, total, unit: 'steps' });
    },
  });
  const found: { profile: ProfileResult; details: DetailsResult }[] = [];
  for (let from = 0; from < of.columns.length || from === 0; from += BATCH) {
    throwIfCancelled(call.signal);
    const some = of.columns.slice(from, from + BATCH);
    const [first, second] = [{ now: 0 }, { now: 0 }];
    const [profile, details] = await Promise.all([
      profileOf(some, counted(first, second)),
      detailsOf(some, counted(second, first)),
    ]);
    found.push({ profile, details });
    before += 2 * some.length;
  }
  const profiles = found.map(({ profile }) => profile);
  const sampled = profiles.flatMap((one) => one.sampled ?? []);
  const looked = found.flatMap(({ details }) => details.sampled ?? []);
  return {
    profile: {
      rows: Math.max(0, ...profiles.map(({ rows }) => rows)),
      ...(sampled.length === 0 ? {} : { sampled: Math.min(...sampled) }),
      columns: profiles.flatMap((one) => one.columns),
    },
    details: {
      rows: Math.max(0, ...found.map(({ details }) => details.rows)),
      ...(looked.length === 0 ? {} : { sampled: Math.min(...looked) }),
      columns: found.flatMap(({ details }) => details.columns),
    },
  };
}

/** Draws the findings a few milliseconds at a time. */
async function drawn(
  input: InsightInput,
  signal: AbortSignal | undefined,
): Promise<InsightsResult['insights']> {
  throwIfCancelled(signal);
  const steps = insightSteps(input);
  let until = Date.now() + TURN_MS;
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (Date.now() < until) continue;
    await new Promise((resolve) => setImmediate(resolve));
    throwIfCancelled(signal);
    until = Date.now() + TURN_MS;
  }
}

/** This moment as canonical text, in UTC. */
function nowText(): string {
  return new Date().toISOString().slice(0, 19).replace('T', ' ');
}
