import type { Fields } from '../fields.ts';

/** One problem for each name that a list holds twice. */
export function repeated(items: readonly Fields[], key: string, at: string): string[] {
  const seen = new Set<string>();
  const problems: string[] = [];
  for (const item of items) {
    const name = item.text(key) ?? '';
    if (seen.has(name)) problems.push(`${key} '${name}' at '${at}' is not unique`);
    seen.add(name);
  }
  return problems;
}
