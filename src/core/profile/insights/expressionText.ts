/** A column in the text of an expression: `"a""b"`. */
export function nameText(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text in an expression: `'it''s'`. */
export function quotedText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** `case when <when> then <then> else <column> end`: the column with some values replaced. */
export function replacing(column: string, when: string, then: string): string {
  return `case when ${when} then ${then} else ${nameText(column)} end`;
}

/** `"x" in ('a', 'b')`. */
export function isOneOf(column: string, texts: readonly string[]): string {
  return `${nameText(column)} in (${texts.map(quotedText).join(', ')})`;
}
