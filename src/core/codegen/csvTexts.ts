import type { ScriptSource } from './scriptSource.ts';

const yes = ['true', 't', 'yes', 'y', '1'];
const no = ['false', 'f', 'no', 'n', '0'];

/** Texts of a CSV that are true, in the cases that people write. */
export const trueTexts: readonly string[] = inCases(yes);

/** Texts of a CSV that are false. */
export const falseTexts: readonly string[] = inCases(no);

/** The name of the function that reads one CSV source: `read_users_csv`. */
export function readerName(source: ScriptSource): string {
  return `read_${source.name}_csv`;
}

function inCases(texts: readonly string[]): string[] {
  const first = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  return [...new Set(texts.flatMap((text) => [text, first(text), text.toUpperCase()]))];
}
