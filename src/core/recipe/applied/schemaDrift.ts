import type { AppliedTo, SchemaDrift } from '../../../shared/appliedDrift.ts';
import type { Column, Schema } from '../../../shared/columnType.ts';
import type { Recipe } from '../../../shared/recipe.ts';
import { castRule } from '../../expression/castRules.ts';
import { formatType, parseType, sameType } from '../../sql/types.ts';
import { columnFlow } from '../flow.ts';
import { validateRecipe } from '../validate.ts';
import { appliedRecipe } from './appliedRecipe.ts';
import { columnUses } from './columnUses.ts';
import type { Schemas } from './columnUses.ts';
import { mappedSchema } from './mappedSchema.ts';
import { suggestColumns } from './suggestColumns.ts';

/**
 * How the columns of other data differ from those of a recipe's source, and whether the recipe still
 * fits once they are mapped. `schemas` are those of the recipe's sources as it is; where that of the
 * source in question is not known, nothing of it is missing or extra. Throws `usage` for a mapping
 * that cannot be.
 */
export function schemaDrift(recipe: Recipe, schemas: Schemas, applied: AppliedTo): SchemaDrift {
  const { source, mapping, casts } = applied;
  const data = parsed(applied.data.schema ?? []);
  const own = schemas[source];
  const named = mappedSchema(own, data, mapping);
  const known = own ?? [];
  const ofName = new Map(known.map((column) => [column.name, column]));
  const isThere = new Set(named.map(({ name }) => name));
  const missing = known.filter(({ name }) => !isThere.has(name));
  const extra = own ? named.filter(({ name }) => !ofName.has(name)) : [];
  const cast = named.map(({ name, type }): Column => {
    const wanted = casts.includes(name) ? ofName.get(name)?.type : undefined;
    return { name, type: wanted ?? type };
  });
  const validation = validateRecipe(withSchema(recipe, applied, cast), schemas);
  const retyped = named.flatMap(({ name, type, from }) => {
    const before = ofName.get(name);
    return before && !sameType(before.type, type) ? [{ before, type, from }] : [];
  });
  const otherTypes = new Map(retyped.map(({ before, type }) => [before, type]));
  const missingUses = columnUses(recipe, schemas, source, missing, () => undefined);
  const retypedUses = columnUses(recipe, schemas, source, [...otherTypes.keys()], (column) => ({
    name: column.name,
    type: otherTypes.get(column) ?? column.type,
  }));
  const suggestions = suggestColumns(missing, extra);
  const flow = columnFlow(appliedRecipe(recipe, known, applied), { ...schemas, [source]: data });
  return {
    missing: missing.map(({ name, type }) => {
      const { candidates = [], suggested } = suggestions.get(name) ?? {};
      return {
        ...{ name, type: formatType(type), uses: missingUses.get(name) ?? [], candidates },
        ...(suggested === undefined ? {} : { suggested }),
      };
    }),
    extra: extra.map(({ name, type }) => ({ name, type: formatType(type) })),
    retyped: retyped.map(({ before: { name, type: before }, type, from }) => ({
      ...{ name, column: from, from: formatType(before), to: formatType(type) },
      uses: retypedUses.get(name) ?? [],
      castable: castRule(type, before) !== undefined,
    })),
    problems: validation.problems,
    columns: validation.columns,
    stale: flow.steps.filter(({ fit }) => fit === 'stale').map(({ step }) => step.id),
  };
}

/** The recipe over the other data under its own names, so that places stay those of its document. */
function withSchema(recipe: Recipe, { source, data }: AppliedTo, schema: Schema): Recipe {
  const written = schema.map(({ name, type }) => ({ name, type: formatType(type) }));
  return {
    ...recipe,
    sources: { ...recipe.sources, [source]: { ...data, schema: written } },
  };
}

function parsed(schema: readonly { readonly name: string; readonly type: string }[]): Schema {
  return schema.map(({ name, type }) => ({ name, type: parseType(type) }));
}
