import type { Insight, Severity } from '../../../src/shared/profile/insight.ts';
import { severities } from './severity.ts';

/** The findings on one column, in short. */
export interface ColumnFindings {
  readonly worst: Severity;
  readonly messages: readonly string[];
}

/** Findings by the columns that they are about. */
export function columnFindings(insights: readonly Insight[]): ReadonlyMap<string, ColumnFindings> {
  const found = new Map<string, ColumnFindings>();
  for (const { columns, severity, message } of insights) {
    for (const name of columns) {
      const before = found.get(name);
      const isWorse = !before || severities.indexOf(severity) < severities.indexOf(before.worst);
      found.set(name, {
        worst: isWorse ? severity : before.worst,
        messages: [...(before?.messages ?? []), message],
      });
    }
  }
  return found;
}
