/** A class of exactly these characters, in the syntax of `regexp_…` and of every engine. */
export function classOf(characters: string): string {
  return `[${escaped(characters)}]`;
}

/** A class of all characters but these. */
export function classExcept(characters: string): string {
  return `[^${escaped(characters)}]`;
}

function escaped(characters: string): string {
  return characters.replaceAll(/[\\^\]&~[-]/g, '\\$&');
}

/** A pattern for a text as it stands. */
export function patternOfText(text: string): string {
  return text.replaceAll(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}
