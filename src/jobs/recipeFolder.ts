import { dirname, isAbsolute, join } from 'node:path';

/** A recipe's folder: what its relative URIs are taken against. */
export function recipeFolder(recipePath: string): string {
  return dirname(isAbsolute(recipePath) ? recipePath : join(process.cwd(), recipePath));
}
