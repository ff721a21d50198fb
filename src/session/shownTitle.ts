import type { ShownRows } from './shownRows.ts';

/** What the table that is shown is called in a report: its source, and the step it comes after. */
export function shownTitle(uri: string, shown: ShownRows): string {
  const found = shown.after.flow.steps.find(({ step }) => step.id === shown.step);
  if (!found) return uri;
  return `${uri}, after step ${String(found.index + 1)} (${found.operation.title})`;
}
