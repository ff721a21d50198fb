import type { ColumnType } from '../../../src/shared/columnType.ts';
import type { Condition } from '../../../src/shared/condition.ts';
import type { ProfileValue } from '../../../src/shared/profile/columnProfile.ts';
import { testsFor } from '../form/model/conditionWords.ts';
import { literalOf } from '../form/model/literalOf.ts';

/** The filter for one value of a column; undefined where none can say it. */
export function equalTo(
  column: string,
  type: ColumnType,
  value: ProfileValue,
): Condition | undefined {
  if (!testsFor(type).includes('equals')) return undefined;
  if (typeof value === 'boolean' || value === '') return { column, is: 'equals', value };
  if (value === 'NaN' && type.kind !== 'text') return { column, is: 'is-nan' };
  const read = literalOf(String(value), type);
  return 'value' in read ? { column, is: 'equals', value: read.value } : undefined;
}
