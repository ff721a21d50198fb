import type { RecipeState } from '../../../src/shared/contracts/workbenchState.ts';

/** What is wrong with an entry of the document: by its JSON Pointer. */
export function problemOf(
  recipe: RecipeState,
  part: 'checks' | 'outputs' | 'parameters' | 'sources',
  key: number | string,
): string | undefined {
  const path = `/${part}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const found = recipe.problems.find(
    (problem) => problem.path === path || problem.path.startsWith(`${path}/`),
  );
  return found && `${found.message} ${found.hint}`.trim();
}
