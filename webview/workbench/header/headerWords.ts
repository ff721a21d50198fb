import type { ColumnType } from '../../../src/shared/columnType.ts';
import { formatType } from '../../../src/shared/formatType.ts';
import { integer, percent } from '../../ui/format.ts';
import type { ColumnFindings } from '../insights/columnFindings.ts';
import { severityWord } from '../insights/severity.ts';
import type { KnownProfile } from '../table/profileCache.ts';

/** What a screen reader says of a column, in place of its picture. */
export function headerWords(
  name: string,
  type: ColumnType,
  mark: string | undefined,
  known: KnownProfile | undefined,
  findings?: ColumnFindings,
): string {
  const kind = formatType(type);
  const parts = [name, kind.length > 80 ? type.kind : kind];
  if (mark === 'added') parts.push('added by this change');
  if (mark === 'removed') parts.push('removed by this change');
  if (known) {
    const { column, rows } = known;
    const about = isExact(known, 'nulls') ? '' : 'about ';
    parts.push(`${about}${percent(rows === 0 ? 0 : column.nulls / rows)} missing`);
    parts.push(`${isExact(known, 'distinct') ? '' : 'about '}${integer(column.distinct)} distinct`);
  }
  if (findings) {
    const { messages, worst } = findings;
    const count = messages.length;
    parts.push(`${count} ${severityWord(worst)} ${count === 1 ? 'insight' : 'insights'}`);
  }
  return parts.join(', ').replaceAll('\u00a0', ' ');
}

/** True if a figure is no estimate. */
export function isExact(known: KnownProfile, figure: string): boolean {
  return (known.column.basis[figure] ?? (known.full ? 'exact' : 'estimate')) === 'exact';
}
