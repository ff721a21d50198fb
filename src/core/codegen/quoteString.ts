/** A string literal with the quotes that need fewer escapes, double ones where both do. */
export function quoteString(text: string): string {
  const [, prefix = '', quote = '', body = ''] = /^([A-Za-z]*)(["'])([^]*)\2$/.exec(text) ?? [];
  // Raw and formatted strings, and long ones, stay as they were written.
  if (quote === '' || /[rf]/i.test(prefix) || body.startsWith(quote.repeat(2))) return text;
  const plain = body.replaceAll(/\\([^])/g, (whole, character: string) =>
    character === '"' || character === "'" ? character : whole,
  );
  const doubles = plain.split('"').length - 1;
  const singles = plain.split("'").length - 1;
  const chosen = doubles > singles ? "'" : '"';
  const escaped = plain.replaceAll(chosen, `\\${chosen}`);
  return `${prefix}${chosen}${escaped}${chosen}`;
}
