import { applyEdits, modify } from 'jsonc-parser';
import { readRecipe } from './document.ts';

/**
 * A recipe's text with the addresses of its sources made relative, by minimal edits.
 *
 * `toRelative` is given an absolute path and answers with the relative path,
 * or undefined to leave the address as it is. Addresses of other kinds (`s3://`) are not asked for.
 * Text that is no recipe comes back unchanged.
 */
export function relativeSources(
  text: string,
  toRelative: (path: string) => string | undefined,
): string {
  const { recipe } = readRecipe(text);
  let changed = text;
  for (const [name, source] of Object.entries(recipe?.sources ?? {})) {
    if (/^[a-z][a-z0-9+.-]+:\/\//i.test(source.uri)) continue;
    const uri = toRelative(source.uri);
    if (uri === undefined) continue;
    changed = applyEdits(changed, modify(changed, ['sources', name, 'uri'], uri, {}));
  }
  return changed;
}
