import type { SourceChange } from '../../../src/shared/contracts/workbenchState.ts';

/** `flights.parquet changed on disk.` */
export function changedWords({ what, names }: SourceChange): string {
  const first = names.slice(0, 3).join(', ');
  const more = names.length > 3 ? ` and ${String(names.length - 3)} more` : '';
  const end =
    what === 'removed'
      ? names.length === 1
        ? 'is no longer there. Put it back, then reload.'
        : 'are no longer there. Put them back, then reload.'
      : 'changed since the data were opened.';
  return `${first}${more} ${end}`;
}

/** `Filters and sorting by “x” do not apply any more: the data have no such column.` */
export function lostWords(columns: readonly string[]): string {
  const names = columns.map((name) => `“${name}”`).join(', ');
  return `Filters and sorting by ${names} no longer apply: the data have no such column.`;
}
