import { commonRegex } from './regex.ts';
import { patternOfText } from './regexCharacters.ts';

/** What goes on a word: letters, marks, digits and `_`. */
export const letters = '[\\p{L}\\p{M}\\p{N}_]';

const isWord = /^[\p{L}\p{M}\p{N}_]+$/u;

/** The pieces of a literal text: words, and what is between them. */
function pieces(text: string): readonly string[] {
  return text.split(/([\p{L}\p{M}\p{N}_]+)/u).filter((piece) => piece !== '');
}

function literal(text: string, ignoreCase: boolean): string {
  return commonRegex(patternOfText(text), { start: 0, end: 0 }, ignoreCase);
}

/** A pattern for a text as a whole word where U+0001 stands before each word and U+0002 after it. */
export function markedWord(text: string, ignoreCase: boolean): string {
  return pieces(text)
    .map((piece) => {
      const found = literal(piece, ignoreCase);
      return isWord.test(piece) ? `\\x01${found}\\x02` : found;
    })
    .join('');
}

/** A pattern for a text as a whole word in Java's syntax. */
export function lookaroundWord(text: string, ignoreCase: boolean): string {
  const all = pieces(text);
  const before = isWord.test(all[0] ?? '') ? `(?<!${letters})` : '';
  const after = isWord.test(all.at(-1) ?? '') ? `(?!${letters})` : '';
  return `${before}${literal(text, ignoreCase)}${after}`;
}
