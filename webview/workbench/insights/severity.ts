import type { Insight, Severity } from '../../../src/shared/profile/insight.ts';

/** From what spoils results to what is only worth knowing. */
export const severities: readonly Severity[] = ['high', 'medium', 'low'];

/** A codicon for each: shape and colour both tell them apart. */
export const severityIcons: Readonly<Record<Severity, string>> = {
  high: 'error',
  medium: 'warning',
  low: 'info',
};

const names: Readonly<Record<Severity, string>> = {
  high: 'serious',
  medium: 'doubtful',
  low: 'minor',
};

/** How many findings there are of each severity. */
export function countBySeverity(insights: readonly Insight[]): Readonly<Record<Severity, number>> {
  const counts = { high: 0, medium: 0, low: 0 };
  for (const { severity } of insights) counts[severity] += 1;
  return counts;
}

/** `2 serious, 4 doubtful, 1 minor`. */
export function countWords(counts: Readonly<Record<Severity, number>>): string {
  return severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${names[severity]}`)
    .join(', ');
}

/** The word for one severity. */
export function severityWord(severity: Severity): string {
  return names[severity];
}
