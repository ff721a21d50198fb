import { AppError } from '../shared/errors.ts';
import type { Recipe } from '../shared/recipe.ts';
import { readRecipe } from '../core/recipe/document.ts';
import { loadFitted } from '../jobs/fittedFiles.ts';

/** The recipe of a text, values kept in files read in, `fresh` ones in their place. */
export async function recipeOfText(
  text: string,
  folder: string,
  fresh: Recipe['fitted'],
): Promise<Recipe> {
  const read = readRecipe(text);
  if (!read.recipe) {
    const first = read.problems[0];
    throw new AppError('bad-recipe', first?.message ?? 'The recipe cannot be read.', {
      hint: first?.hint ?? 'Open it as text and mend it.',
    });
  }
  const loaded = await loadFitted(read.recipe, folder, 'ignore');
  return { ...loaded, fitted: { ...loaded.fitted, ...fresh } };
}
