import type { Schema } from '../../../shared/columnType.ts';
import type { DatasetDetails } from '../../../shared/profile/datasetDetails.ts';
import type { Insight, InsightFix } from '../../../shared/profile/insight.ts';
import type { InsightColumn } from './insightColumn.ts';

/** A number that decides whether, or how loudly, a rule speaks. Each is a setting. */
export interface Threshold {
  /** camelCase; the setting is `sluice.insights.<rule>.<name>`. */
  readonly name: string;
  /** What it decides: a sentence. */
  readonly means: string;
  readonly default: number;
  readonly min?: number;
  readonly max?: number;
  /** Why this default: a sentence or two for the setting's description. */
  readonly reason: string;
}

/** What a rule found; id, rule and what may be left out are added by `findInsights`. */
export interface Finding extends Omit<Insight, 'id' | 'rule' | 'evidence' | 'fixes'> {
  readonly evidence?: Insight['evidence'];
  readonly fixes?: readonly InsightFix[];
}

/** All that rules may look at. Parts that were not computed yet are absent. */
export interface InsightContext {
  readonly rows: number;
  readonly schema: Schema;
  readonly columns: readonly InsightColumn[];
  readonly dataset: DatasetDetails | undefined;
  /** The column that is to be predicted, when it was named. */
  readonly target: string | undefined;
  /** The moment against which dates are future: canonical text in UTC, `2026-01-31 12:00:00`. */
  readonly now: string | undefined;
}

/** A rule's thresholds by name. */
export type ThresholdValues<T extends readonly Threshold[]> = Readonly<
  Record<T[number]['name'], number>
>;

/** A rule: one file each; the file name is the `id`, which settings and findings keep. */
export interface InsightRule<T extends readonly Threshold[] = readonly Threshold[]> {
  readonly id: string;
  readonly title: string;
  readonly thresholds: T;
  /** Rules that say the same better: where one of them speaks of the column, this one is silent. */
  readonly unless?: readonly string[];
  /** Findings of one column. */
  readonly column?: (
    column: InsightColumn,
    thresholds: ThresholdValues<T>,
    context: InsightContext,
  ) => Finding | undefined;
  /** Findings of several columns, or of the dataset. */
  readonly dataset?: (
    context: InsightContext,
    thresholds: ThresholdValues<T>,
  ) => readonly Finding[];
}

/** Declares a rule; the names of its thresholds are checked where they are used. */
export function defineInsight<const T extends readonly Threshold[]>(
  rule: InsightRule<T>,
): InsightRule<T> {
  return rule;
}
