/** A value as a sentence writes it: text in quotes, all else bare. */
export function valueWords(value: string | number | boolean): string {
  return typeof value === 'string' ? `“${value}”` : String(value);
}
