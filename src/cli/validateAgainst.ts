import { schemaDrift } from '../core/recipe/applied/schemaDrift.ts';
import { unseenProblems } from '../core/recipe/applied/unseenProblems.ts';
import { declaredSchemas } from '../core/recipe/validate.ts';
import { learnedDrift } from '../jobs/learnedDrift.ts';
import { otherData, sourceFor } from '../jobs/otherData.ts';
import type {
  AppliedTo,
  ColumnMapping,
  LearnedDrift,
  SchemaDrift,
} from '../shared/appliedDrift.ts';
import type { Recipe } from '../shared/recipe.ts';
import type { CommandContext } from './context.ts';

/** Which data a recipe is held against. */
export interface Against {
  readonly source: string;
  readonly uri: string;
  /** The recipe's folder. */
  readonly folder: string;
  readonly mapping: ColumnMapping;
}

/** What `sluice validate --against` tells of the data. */
export type FoundDrift = Pick<SchemaDrift, 'missing' | 'extra' | 'retyped'> & LearnedDrift;

/** Holds a recipe against other data: their columns first, then the values that its steps learned. */
export async function validateAgainst(
  { session, terminal, call }: CommandContext,
  recipe: Recipe,
  { source, uri, folder, mapping }: Against,
): Promise<Pick<SchemaDrift, 'problems' | 'columns' | 'stale'> & { readonly drift: FoundDrift }> {
  const other = await otherData(session, { recipe, source, uri, folder }, call);
  for (const note of other.notes) terminal.note(note);
  // A source without a schema of its own is taken to be like these data.
  const { schemas } = declaredSchemas(recipe, {});
  const data = sourceFor(other, schemas[source], mapping);
  const applied: AppliedTo = { source, data, mapping, casts: [] };
  const { problems, columns, stale, ...columnsOf } = schemaDrift(recipe, schemas, applied);
  const learned = await learnedDrift(session, { recipe, schemas, applied, folder }, call);
  return {
    problems: [...problems, ...unseenProblems(recipe, learned)],
    ...{ columns, stale },
    drift: { ...columnsOf, ...learned },
  };
}
