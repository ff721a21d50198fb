/** A field of a tab-separated line: quoted where it would break the line or be read as quoted. */
export function tsvField(text: string): string {
  return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
