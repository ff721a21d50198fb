/** A JSON Pointer from its parts, with `~` and `/` escaped. */
export function pointer(parts: readonly (string | number)[]): string {
  return parts
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}
