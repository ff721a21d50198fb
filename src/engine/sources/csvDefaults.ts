import type { SourceOptions } from '../../shared/source.ts';

/** Delimiters that are looked for. */
const DELIMITERS = [',', '\t', ';', '|'];

/** What is read where an option is left open. */
export const plainDialect: SourceOptions = { delimiter: ',', quote: '"', escape: '"' };

/** The delimiter of `.tsv`, or the one candidate that the first line holds. */
export function delimiterOf(
  file: string,
  line: string,
  split: (delimiter: string) => readonly string[],
): { readonly only: string | undefined; readonly best: string } {
  if (/\.(?:tsv|tab)(?:\.\w+)?$/i.test(file) && line.includes('\t')) {
    return { only: '\t', best: '\t' };
  }
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, parts: split(delimiter).length }));
  const held = counts.filter(({ parts }) => parts > 1);
  const [most] = [...held].sort((a, b) => b.parts - a.parts);
  return {
    only: held.length === 1 ? held[0]?.delimiter : undefined,
    best: most?.delimiter ?? ',',
  };
}
