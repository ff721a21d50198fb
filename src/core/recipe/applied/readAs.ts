import type { ColumnType, Schema } from '../../../shared/columnType.ts';
import type { ColumnMapping } from '../../../shared/appliedDrift.ts';
import type { SourceFormat } from '../../../shared/source.ts';
import { castRule } from '../../expression/castRules.ts';
import { isNumber } from '../../expression/types.ts';
import { mappedSchema } from './mappedSchema.ts';

/**
 * The types by which other data are read for a recipe. The types of a CSV are only what its values
 * look like: postcodes that happen to be all digits are text if the recipe has them as text, and
 * prices without cents are still numbers with them. A column of a text that holds no value at all
 * (`empty`) has the recipe's type, whatever that is. All else keeps the types that were found.
 */
export function readAs(
  { format, empty }: { readonly format: SourceFormat; readonly empty: readonly string[] },
  own: Schema | undefined,
  data: Schema,
  mapping: ColumnMapping,
): Schema {
  if (!isUntyped(format) || !own) return data;
  const isEmpty = new Set(empty);
  return mappedSchema(own, data, mapping).map(({ name, type, from }) => {
    const wanted = own.find((column) => column.name === name)?.type;
    const fits = wanted && (isEmpty.has(from) || (format === 'csv' && holds(type, wanted)));
    return { name: from, type: fits ? wanted : type };
  });
}

/** Whether the types of such files are only what their values look like. */
export function isUntyped(format: SourceFormat): boolean {
  return format === 'csv' || format === 'json';
}

/** Whether a text that reads as `found` also reads as `wanted`. */
function holds(found: ColumnType, wanted: ColumnType): boolean {
  const isSameKind =
    wanted.kind === 'text' ||
    (isNumber(found) && isNumber(wanted)) ||
    (found.kind === 'date' && wanted.kind === 'timestamp');
  return isSameKind && castRule(found, wanted) === 'widens';
}
