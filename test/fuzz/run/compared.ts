import { differences } from '../../conformance/exampleTables.ts';
import type { FoundTable } from '../../conformance/exampleTables.ts';
import { hiddenColumns } from '../../conformance/stepContexts.ts';
import type { Outcome } from './bench.ts';

/** In what a target differs from DuckDB. */
export interface Difference {
  readonly target: string;
  readonly words: readonly string[];
}

/** Where both stop, they agree; what one of them cannot do is no difference. */
export function compared(
  target: string,
  found: Outcome,
  expected: Outcome,
  ordered: boolean,
): readonly Difference[] {
  if ('unsupported' in found || 'unsupported' in expected) return [];
  if ('error' in found && 'error' in expected) return [];
  if ('error' in expected && isBeyondDecimals(expected.error)) return [];
  if ('error' in found) return [{ target, words: [`it stops: ${found.error}`] }];
  if ('error' in expected) return [{ target, words: [`DuckDB alone stops: ${expected.error}`] }];
  const words = differences(hiddenLast(found.table), hiddenLast(expected.table), ordered);
  return words.length > 0 ? [{ target, words }] : [];
}

/** Sums and middles of more than 38 digits are defined to stop on DuckDB; others may have a figure. */
export function isBeyondDecimals(error: string): boolean {
  return (
    /Overflow in (?:\w+ of )?(?:HUGEINT|INT128)/.test(error) ||
    /Could not convert string "-?[0-9.]{39,41}" to DECIMAL\(38/.test(error)
  );
}

/** The table with the columns of the row identity at its end, as engines put them where they like. */
export function hiddenLast({ columns, rows }: FoundTable): FoundTable {
  const rank = (at: number): number => hiddenColumns.indexOf(columns[at]?.[0] ?? '');
  const order = [...columns.keys()].sort((a, b) => rank(a) - rank(b) || a - b);
  return {
    columns: order.flatMap((at) => (columns[at] ? [columns[at]] : [])),
    rows: rows.map((row) => order.map((at) => row[at] ?? null)),
  };
}

/** What came of a case, but for some columns of its table. */
export function without(outcome: Outcome, names: readonly string[]): Outcome {
  if (!('table' in outcome)) return outcome;
  const { columns, rows } = outcome.table;
  const kept = columns.flatMap(([name], at) => (names.includes(name) ? [] : [at]));
  return {
    ...outcome,
    table: {
      columns: kept.flatMap((at) => (columns[at] ? [columns[at]] : [])),
      rows: rows.map((row) => kept.map((at) => row[at] ?? null)),
    },
  };
}

/** The target and the kind of a difference: it stops, other columns, other rows. */
export function classOf({ target, words }: Difference): string {
  const first = words[0] ?? '';
  return `${target}: ${/^(it stops: \w+|DuckDB alone stops|columns|row|\d+ rows)/.exec(first)?.[0].replace(/^\d+ /, '') ?? ''}`;
}

/** What is the same of two differences that may well have one cause: the kind and the words of an error. */
export function signature(difference: Difference): string {
  const first = (difference.words[0] ?? '').split('\n')[0] ?? '';
  const words = /stops|Error/.test(first) ? first : '';
  const general = words.replace(/[0-9]+/g, '0').replace(/'[^']*'|"[^"]*"|“[^”]*”/g, '…');
  return `${classOf(difference)} ${general.slice(0, 90)}`.trim();
}
