import type { ColumnType, Schema } from '../../../shared/columnType.ts';
import type { ColumnMapping } from '../../../shared/appliedDrift.ts';
import type { SourceFormat } from '../../../shared/source.ts';
import { castRule } from '../../expression/castRules.ts';
import { isNumber } from '../../expression/types.ts';
import { mappedSchema } from './mappedSchema.ts';

/**
 * The types by which other data are read for a recipe. The types of a CSV are only what its values
 * look like: postcodes that happen to be all digits are text if the recipe has them as text, and
 * prices without cents are still numbers with them. All else keeps the types that were found.
 */
export function readAs(
  format: SourceFormat,
  own: Schema | undefined,
  data: Schema,
  mapping: ColumnMapping,
): Schema {
  if (format !== 'csv' || !own) return data;
  return mappedSchema(own, data, mapping).map(({ name, type, from }) => {
    const wanted = own.find((column) => column.name === name)?.type;
    return { name: from, type: wanted && holds(type, wanted) ? wanted : type };
  });
}

/** Whether a text that reads as `found` also reads as `wanted`. */
function holds(found: ColumnType, wanted: ColumnType): boolean {
  const isSameKind =
    wanted.kind === 'text' ||
    (isNumber(found) && isNumber(wanted)) ||
    (found.kind === 'date' && wanted.kind === 'timestamp');
  return isSameKind && castRule(found, wanted) === 'widens';
}
