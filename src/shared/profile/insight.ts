import type { Condition } from '../condition.ts';
import type { Basis } from './columnProfile.ts';
import type { Json } from '../json.ts';

/** How much a finding matters: it spoils results, it may, it is worth knowing. */
export type Severity = 'high' | 'medium' | 'low';

/** A finding with its evidence and, where one exists, the steps that mend it. */
export interface Insight {
  /** `<rule>:<column>[,<column>]`: the same finding has the same id on every look. */
  readonly id: string;
  /** The rule's file name: `missing`, `near-constant` … */
  readonly rule: string;
  readonly severity: Severity;
  /** The columns that it is about; empty for the whole dataset. */
  readonly columns: readonly string[];
  /** One sentence: what, and how much. */
  readonly message: string;
  /** Figures behind it, as shown. */
  readonly evidence: readonly { readonly label: string; readonly value: string }[];
  /** Share of the rows concerned, 0 to 1, where that means something. */
  readonly share?: number;
  /** How sure the figures are. */
  readonly basis: Basis;
  /** The rows concerned: one click filters to them. */
  readonly rows?: Condition;
  /** What would mend it, best first. Each is previewed before it is applied. */
  readonly fixes: readonly InsightFix[];
}

/** One way to mend a finding: a step of the recipe. */
export interface InsightFix {
  /** “Fill with the median”. */
  readonly title: string;
  readonly op: string;
  readonly params: Json;
}

/** Thresholds by rule, then by name; what is absent has its default. */
export type InsightThresholds = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The findings about some rows, ranked: what matters most comes first. */
export interface InsightsResult {
  readonly rows: number;
  /** Rows looked at, when it was a sample. */
  readonly sampled?: number;
  readonly basis: Basis;
  readonly insights: readonly Insight[];
}
