import { AppError } from '../shared/errors.ts';
import type { Recipe } from '../shared/recipe.ts';
import { readRecipe } from '../core/recipe/document.ts';

/** The recipe that a text holds. Throws `bad-recipe` with what is wrong first. */
export function requireRecipe(text: string): Recipe {
  const { recipe, problems } = readRecipe(text);
  if (recipe) return recipe;
  const [first] = problems;
  throw new AppError('bad-recipe', first?.message ?? 'The recipe cannot be read.', {
    hint: first?.hint ?? 'Open it as text and mend it.',
  });
}
