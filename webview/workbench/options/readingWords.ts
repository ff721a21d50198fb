import type { RejectedCause, RejectedLine } from '../../../src/shared/source.ts';

const causes: Readonly<Record<RejectedCause, string>> = {
  'too few values': 'too few values',
  'too many values': 'too many values',
  quote: 'a quote is not closed, or not doubled',
  type: 'not of the column’s type',
  encoding: 'not in this encoding',
  size: 'too long',
};

/** `Line 3: too few values (from column b on)`. */
export function rejectedWords({ file, line, column, cause }: RejectedLine): string {
  const place = `${file === undefined ? 'Line' : `${file}, line`} ${line}`;
  if (column === undefined) return `${place}: ${causes[cause]}`;
  const where = cause === 'too few values' ? `from column ${column} on` : `column ${column}`;
  return `${place}: ${causes[cause]} (${where})`;
}

/** A mark as it can be seen and typed: a tab as `\t`. */
export function shownMark(mark: string): string {
  return mark.replaceAll('\t', '\\t');
}

/** The mark that was typed. */
export function typedMark(text: string): string {
  return text.replaceAll('\\t', '\t');
}

/** The words for null as one line of text; the empty one is told apart. */
export function nullWords(given: string | readonly string[] | undefined): {
  readonly words: string;
  readonly empty: boolean;
} {
  const texts = typeof given === 'object' ? given : [given ?? ''];
  return { words: texts.filter((text) => text !== '').join(', '), empty: texts.includes('') };
}

/** What the line of text and the flag stand for. */
export function nullsOf(words: string, empty: boolean): string | readonly string[] {
  const texts = words
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const all = [...new Set([...texts, ...(empty ? [''] : [])])];
  // Nothing would stand for null: one word that nobody writes says so.
  if (all.length === 0) return '\u0001';
  return all.length === 1 ? (all[0] ?? '') : all;
}
