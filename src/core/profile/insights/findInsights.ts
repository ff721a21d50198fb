import type { Schema } from '../../../shared/columnType.ts';
import type { ProfileResult } from '../../../shared/profile/columnProfile.ts';
import type { DetailsResult } from '../../../shared/profile/columnDetails.ts';
import type { DatasetDetails } from '../../../shared/profile/datasetDetails.ts';
import type { Insight, InsightThresholds, Severity } from '../../../shared/profile/insight.ts';
import type { Finding, InsightContext, InsightRule } from './define.ts';
import { insightColumns, schemaOf } from './insightColumn.ts';
import { fittingFixes, fittingRows } from './fitting.ts';
import { insightRules } from './registry.ts';
import { thresholdValues } from './thresholds.ts';

/** What insights are drawn from. Without details or dataset fewer rules can speak. */
export interface InsightInput {
  readonly profile: ProfileResult;
  /** All columns of the rows, where the profile has only some of them. */
  readonly schema?: Schema | undefined;
  readonly details?: DetailsResult | undefined;
  readonly dataset?: DatasetDetails | undefined;
  /** The column that is to be predicted; a name that is not among the columns is left aside. */
  readonly target?: string | undefined;
  readonly thresholds?: InsightThresholds | undefined;
  /** Canonical text in UTC; without it no date is future. */
  readonly now?: string | undefined;
}

/** The findings of all rules, ranked: by severity, then by the share of rows, then by column. */
export function findInsights(input: InsightInput): readonly Insight[] {
  const steps = insightSteps(input);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same in small steps, column by column, so that others can have their turn in between. */
export function* insightSteps(
  input: InsightInput,
): Generator<{ readonly done: number; readonly total: number }, readonly Insight[]> {
  const columns = insightColumns(input.profile, input.details);
  const context: InsightContext = {
    rows: input.profile.rows,
    schema: input.schema ?? schemaOf(columns),
    columns,
    dataset: input.dataset,
    target: columns.some(({ name }) => name === input.target) ? input.target : undefined,
    now: input.now,
  };
  const rules = insightRules.map((rule) => ({
    rule,
    values: thresholdValues(rule, input.thresholds),
  }));
  const found: Found[] = [];
  for (const [index, column] of columns.entries()) {
    for (const { rule, values } of rules) {
      const finding = rule.column?.(column, values, context);
      if (finding) found.push({ rule, finding });
    }
    yield { done: index + 1, total: columns.length };
  }
  for (const { rule, values } of rules) {
    for (const finding of rule.dataset?.(context, values) ?? []) found.push({ rule, finding });
    yield { done: columns.length, total: columns.length };
  }
  return yield* ranked(withoutDoubles(found), context);
}

interface Found {
  readonly rule: InsightRule;
  readonly finding: Finding;
}

/** One cause, one finding: a rule is silent on columns of which a better one speaks. */
function withoutDoubles(found: readonly Found[]): readonly Found[] {
  const speaking = new Map<string, Set<string>>();
  for (const { rule, finding } of found) {
    for (const column of finding.columns) {
      const rules = speaking.get(column) ?? new Set();
      speaking.set(column, rules.add(rule.id));
    }
  }
  return found.filter(({ rule, finding }) => {
    const better = rule.unless ?? [];
    return !finding.columns.some((column) =>
      better.some((other) => speaking.get(column)?.has(other) === true),
    );
  });
}

const order: Readonly<Record<Severity, number>> = { high: 0, medium: 1, low: 2 };

function* ranked(
  found: readonly Found[],
  context: InsightContext,
): Generator<{ readonly done: number; readonly total: number }, readonly Insight[]> {
  const places = new Map(context.columns.map(({ name }, index) => [name, index]));
  const place = ({ finding }: Found): number => places.get(finding.columns[0] ?? '') ?? -1;
  const sorted = [...found].sort(
    (a, b) =>
      order[a.finding.severity] - order[b.finding.severity] ||
      (b.finding.share ?? 0) - (a.finding.share ?? 0) ||
      place(a) - place(b) ||
      (a.rule.id < b.rule.id ? -1 : 1),
  );
  const insights: Insight[] = [];
  for (const one of sorted) {
    insights.push(insight(one, context));
    yield { done: insights.length, total: sorted.length };
  }
  return insights;
}

function insight({ rule, finding }: Found, { schema }: InsightContext): Insight {
  const { rows, fixes = [], evidence = [], ...rest } = finding;
  const fitting = fittingRows(rows, schema);
  return {
    id: `${rule.id}:${finding.columns.map(namePart).join(',')}`,
    rule: rule.id,
    ...rest,
    evidence,
    ...(fitting ? { rows: fitting } : {}),
    fixes: fittingFixes(fixes, schema),
  };
}

/** Names stand apart by commas, so those within a name are written otherwise. */
function namePart(name: string): string {
  return name.replaceAll('%', '%25').replaceAll(',', '%2C');
}
