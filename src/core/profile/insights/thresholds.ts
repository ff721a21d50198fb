import type { InsightThresholds } from '../../../shared/profile/insight.ts';
import type { Threshold } from './define.ts';

/** A rule's thresholds: what is given where it is a number, kept within the bounds, else the default. */
export function thresholdValues(
  rule: { readonly id: string; readonly thresholds: readonly Threshold[] },
  given: InsightThresholds | undefined,
): Readonly<Record<string, number>> {
  const own: Readonly<Record<string, unknown>> = given?.[rule.id] ?? {};
  return Object.fromEntries(
    rule.thresholds.map((threshold) => {
      const value = Object.hasOwn(own, threshold.name) ? own[threshold.name] : undefined;
      return [
        threshold.name,
        typeof value === 'number' ? within(value, threshold) : threshold.default,
      ];
    }),
  );
}

function within(value: number, threshold: Threshold): number {
  if (Number.isNaN(value)) return threshold.default;
  const { min = -Infinity, max = Infinity } = threshold;
  return Math.min(max, Math.max(min, value));
}
