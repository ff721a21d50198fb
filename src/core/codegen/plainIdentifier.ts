import { otherKeywords, reservedKeywords } from '../sql/keywords.ts';

/** A name in quotes as a person writes it: without them where it is a plain word that is no keyword. */
export function plainIdentifier(quoted: string): string {
  const [, word] = /^"([a-z_][a-z0-9_]*)"$/.exec(quoted) ?? [];
  if (word === undefined || reservedKeywords.has(word) || otherKeywords.has(word)) return quoted;
  return word;
}
