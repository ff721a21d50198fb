/** A key as words: `maxCategories` → “Max categories”, `count_distinct` → “Count distinct”. */
export function words(key: string): string {
  const spaced = key
    .replace(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before} ${after}`)
    .replace(/[-_]+/g, ' ')
    .toLowerCase()
    .trim();
  return spaced === '' ? key : spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** `1 column`, `14 columns`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
