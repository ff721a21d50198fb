import type { Source } from '../shared/recipe.ts';
import { parseType } from '../core/sql/types.ts';
import type { SourceSpec } from './locatedSource.ts';

/** What a recipe says of a source, its types parsed. Throws `bad-recipe` for a type that there is not. */
export function specOf({ uri, format, options, schema }: Source): SourceSpec {
  const types = schema?.map(({ name, type }) => ({ name, type: parseType(type) }));
  return { uri, format, options, ...(types ? { schema: types } : {}) };
}
