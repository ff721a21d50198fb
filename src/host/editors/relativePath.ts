import { dirname, isAbsolute, relative, sep } from 'node:path';

/** A path as a recipe's file names it. Undefined for one that has no relative form worth having: another drive, or far away. */
export function relativePath(path: string, recipe: string): string | undefined {
  if (!isAbsolute(path)) return undefined;
  const found = relative(dirname(recipe), path);
  if (isAbsolute(found) || found.startsWith(`..${sep}..${sep}..`)) return undefined;
  return found.split(sep).join('/');
}
