import type { WorkbenchState } from '../../../src/shared/contracts/workbenchState.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * The columns that a person's filters and sort go by and that went with the data: another version
 * of a file, or another way of reading it. A step that takes columns away loses nothing.
 */
export function lostColumns(before: Snapshot, next: WorkbenchState): readonly string[] {
  const old = before.state;
  if (!old?.table || !next.table || !old.source || !next.source) return before.lost;
  const facts = ({ snapshot, options }: typeof next.source): string =>
    JSON.stringify([snapshot, options]);
  if (facts(old.source) === facts(next.source)) return before.lost;
  const { filters, sort } = before.ui.view;
  const used = [
    ...filters.flatMap((filter) => ('column' in filter ? [filter.column] : [])),
    ...sort.map(({ column }) => column),
  ];
  const there = new Set(next.table.schema.map(({ name }) => name));
  const were = new Set(old.table.schema.map(({ name }) => name));
  return [...new Set(used)].filter((name) => were.has(name) && !there.has(name));
}
