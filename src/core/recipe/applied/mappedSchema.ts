import type { Column, Schema } from '../../../shared/columnType.ts';
import type { ColumnMapping } from '../../../shared/appliedDrift.ts';
import { AppError } from '../../../shared/errors.ts';
import { nearest } from '../../expression/nearest.ts';

/** A column of other data under the name that the recipe has for it. */
export interface MappedColumn extends Column {
  /** Its name in the other data. */
  readonly from: string;
}

/**
 * The columns of other data under the recipe's names. Throws `usage` for a mapping that cannot be:
 * of a column that one of the two has not (`own` is undefined where nobody knows), to a name that is there already, or of one column twice.
 */
export function mappedSchema(
  own: Schema | undefined,
  data: Schema,
  mapping: ColumnMapping,
): readonly MappedColumn[] {
  const pairs = Object.entries(mapping);
  for (const [to, from] of pairs) {
    if (own) requireName(own, to, 'The recipe’s source has');
    requireName(data, from, 'The other data have');
    const twice = pairs.find(([other, column]) => column === from && other !== to);
    if (twice) {
      throw new AppError('usage', `“${from}” is mapped to both “${to}” and “${twice[0]}”.`, {
        hint: 'Map a column once.',
      });
    }
    const isThere = from !== to && data.some(({ name }) => name === to);
    if (isThere && !pairs.some(([, column]) => column === to)) {
      throw new AppError('usage', `The other data have a column “${to}” already.`, {
        hint: `Take it as it is, or map “${to}” to another name, too.`,
      });
    }
  }
  const names = new Map(pairs.map(([to, from]) => [from, to]));
  return data.map(({ name, type }) => ({ name: names.get(name) ?? name, type, from: name }));
}

function requireName(schema: Schema, name: string, who: string): void {
  if (schema.some((column) => column.name === name)) return;
  const names = schema.map((column) => column.name);
  const near = nearest(name, names);
  throw new AppError('usage', `${who} no column “${name}”.`, {
    hint:
      near === undefined
        ? `There are: ${names.slice(0, 20).join(', ')}.`
        : `Did you mean “${near}”?`,
  });
}
