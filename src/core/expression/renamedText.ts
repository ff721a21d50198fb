import { lexer, Name, QuotedName, signs } from './tokens.ts';
import { exColumn } from './write.ts';

/** New names of columns, by their old ones. */
export type Renames = ReadonlyMap<string, string>;

/**
 * An expression's text with columns under their new names; all else keeps its bytes. A text that is
 * no expression stays as it is.
 */
export function renamedText(text: string, renames: Renames): string {
  const { tokens, errors } = lexer.tokenize(text);
  if (errors.length > 0) return text;
  let next = '';
  let from = 0;
  for (const [index, token] of tokens.entries()) {
    const isQuoted = token.tokenType === QuotedName;
    if (!isQuoted && token.tokenType !== Name) continue;
    // A name in front of a bracket is a function, in front of a text the type of a literal.
    const after = tokens[index + 1];
    if (!isQuoted && (after?.tokenType === signs.open || after?.image.startsWith("'"))) continue;
    const name = isQuoted ? token.image.slice(1, -1).replaceAll('""', '"') : token.image;
    const renamed = renames.get(name);
    if (renamed === undefined || isTypeName(tokens[index - 1]?.image)) continue;
    const plain = !isQuoted && isPlain(renamed);
    next += text.slice(from, token.startOffset) + (plain ? renamed : exColumn(renamed));
    from = token.startOffset + token.image.length;
  }
  return next + text.slice(from);
}

/** Whether a name needs no quotes. */
function isPlain(name: string): boolean {
  const [first, ...more] = lexer.tokenize(name).tokens;
  return first?.tokenType === Name && first.image === name && more.length === 0;
}

/** `cast(x as date)`: what follows is a type. */
function isTypeName(before: string | undefined): boolean {
  return before?.toLowerCase() === 'as';
}
