import type { Correlation } from '../../../shared/profile/datasetDetails.ts';
import { defineInsight } from './define.ts';
import type { Finding, InsightContext } from './define.ts';
import { correlationGroups, pairKey } from './correlationGroups.ts';
import { countOf, listed, shown } from './figures.ts';
import { dropColumns } from './fixes.ts';

const measures: Readonly<Record<Correlation['measure'], string>> = {
  pearson: 'Pearson’s r',
  spearman: 'Spearman’s ρ',
  'cramers-v': 'Cramér’s V',
  'correlation-ratio': 'correlation ratio η',
};

/**
 * Columns of which one nearly tells the others: each group has one that correlates with all of them.
 * Between features it makes coefficients unsteady; with the target it often means that a feature
 * knows the answer (leakage). Cramér's V and η are near 1 already where one tells the other and not the
 * other way round (an airport its state), so it is told which. Of the measures that a pair has, the strongest is told. Categories with
 * few rows each tell anything, so they are left out.
 */
export default defineInsight({
  id: 'correlated',
  title: 'Highly correlated',
  thresholds: [
    {
      name: 'value',
      means: 'Correlation, of either sign, from which on columns are told.',
      default: 0.95,
      min: 0,
      max: 1,
      reason: 'At 0.95 nine tenths of one column’s variance are already in the other.',
    },
    {
      name: 'leak',
      means: 'The same between a column and the target.',
      default: 0.98,
      min: 0,
      max: 1,
      reason: 'Hardly any honest feature says nearly all about the target.',
    },
    {
      name: 'rows',
      means: 'Pairs with fewer rows where both are filled are left out.',
      default: 30,
      min: 3,
      reason: 'In fewer rows correlations come by chance.',
    },
    {
      name: 'each',
      means: 'Rows for each value, on average, that a category must have.',
      default: 5,
      min: 1,
      reason: 'A category with a row or two for each value tells every other column by heart.',
    },
  ],
  unless: ['constant', 'identifier', 'numbers-as-text', 'near-constant'],
  dataset: (context, t) => {
    const { dataset, target } = context;
    if (!dataset) return [];
    const equal = new Set(dataset.equalColumns.flatMap(pairsOf));
    const strongest = new Map<string, Correlation>();
    for (const one of dataset.correlations) {
      const pair = pairKey(one.a, one.b);
      if (one.a === one.b || one.rows < t.rows || equal.has(pair)) continue;
      if (!isBroad(one, context, t.each)) continue;
      const known = strongest.get(pair);
      if (!known || Math.abs(one.value) > Math.abs(known.value)) strongest.set(pair, one);
    }
    const pairs = [...strongest.values()];
    const leaks = pairs.filter(
      ({ a, b, value }) =>
        target !== undefined && (a === target || b === target) && Math.abs(value) >= t.leak,
    );
    const features = pairs.filter(
      ({ a, b, value }) => a !== target && b !== target && Math.abs(value) >= t.value,
    );
    const order = context.columns.map(({ name }) => name);
    return [
      ...leaks.map((one) => leak(one, target ?? '', context)),
      ...correlationGroups(features, order).map(({ kept, others, members }) =>
        group(direction(kept, others, members, context), members, context),
      ),
    ];
  },
});

function leak(one: Correlation, target: string, context: InsightContext): Finding {
  const feature = one.b === target ? one.a : one.b;
  return {
    severity: 'high',
    columns: [feature, target],
    message: `${shown(feature)} nearly tells the target ${shown(target)} (${figure(one)}): does it know the answer?`,
    evidence: [
      { label: measures[one.measure], value: rounded(one.value) },
      { label: 'Both filled', value: countOf(one.rows, 'row') },
    ],
    basis: context.dataset?.basis['correlations'] ?? 'exact',
    fixes: dropColumns(context, [feature]),
  };
}

/** Columns that go together, and which way. */
interface Tied {
  readonly kept: string;
  readonly others: readonly string[];
  /** `each`: either tells the other; `one`: the kept one tells the other; `some`: not known of all. */
  readonly tells: 'each' | 'one' | 'some';
}

/** Of two columns that are not alike the one that tells the other is kept. */
function direction(
  kept: string,
  others: readonly string[],
  members: readonly Correlation[],
  { columns }: InsightContext,
): Tied {
  if (members.every(({ measure }) => measure === 'pearson' || measure === 'spearman')) {
    return { kept, others, tells: 'each' };
  }
  const [only, ...more] = members;
  if (!only || more.length > 0) return { kept, others, tells: 'some' };
  if (only.measure === 'correlation-ratio') return { kept: only.a, others: [only.b], tells: 'one' };
  const distinct = (name: string): number =>
    columns.find((column) => column.name === name)?.profile.distinct ?? 0;
  const [a, b] = [distinct(only.a), distinct(only.b)];
  if (a === b) return { kept, others, tells: 'each' };
  return a > b
    ? { kept: only.a, others: [only.b], tells: 'one' }
    : { kept: only.b, others: [only.a], tells: 'one' };
}

function group(
  { kept, others, tells }: Tied,
  members: readonly Correlation[],
  context: InsightContext,
): Finding {
  const [only, ...more] = members;
  const how = only && more.length === 0 ? ` (${figure(only)})` : '';
  const message = {
    each: `${listed([kept, ...others])} say nearly the same${how}.`,
    one: `${shown(kept)} nearly tells ${listed(others)}${how}.`,
    some: `${shown(kept)} goes closely together with ${listed(others)}${how}.`,
  }[tells];
  return {
    severity: 'low',
    columns: [kept, ...others],
    message,
    evidence: members.slice(0, 20).map((one) => ({
      label: `${shown(one.a)}, ${shown(one.b)}`,
      value: figure(one),
    })),
    basis: context.dataset?.basis['correlations'] ?? 'exact',
    fixes: dropColumns(context, others),
  };
}

/** Every column that counts as a category here has several rows for each of its values. */
function isBroad(
  { a, b, measure, rows }: Correlation,
  context: InsightContext,
  each: number,
): boolean {
  const categories = measure === 'cramers-v' ? [a, b] : measure === 'correlation-ratio' ? [a] : [];
  return categories.every((name) => {
    const column = context.columns.find((one) => one.name === name);
    return column === undefined || column.profile.distinct * each <= rows;
  });
}

function figure({ measure, value }: Correlation): string {
  return `${measures[measure]} ${rounded(value)}`;
}

/** Three digits, and never 1 for what is not. */
function rounded(value: number): string {
  const text = value.toFixed(3);
  if (Math.abs(Number(text)) === 1 && Math.abs(value) < 1) {
    return value < 0 ? 'below -0.999' : 'above 0.999';
  }
  return text;
}

function pairsOf(group: readonly string[]): readonly string[] {
  return group.flatMap((a, at) => group.slice(at + 1).map((b) => pairKey(a, b)));
}
