import type { OperationInfo } from '../../../../src/shared/contracts/workbench.ts';
import { words } from './words.ts';

/** Operations of one category, in the order shown. */
export interface OperationGroup {
  readonly category: string;
  readonly label: string;
  readonly operations: readonly OperationInfo[];
}

const order = [
  ...['rows', 'columns', 'missing', 'text', 'numbers', 'dates', 'categories'],
  ...['tables', 'windows', 'split'],
];

const labels: Readonly<Record<string, string>> = {
  rows: 'Rows',
  columns: 'Columns',
  missing: 'Missing values',
  text: 'Text',
  numbers: 'Numbers',
  dates: 'Dates and times',
  categories: 'Categories',
  tables: 'Tables',
  windows: 'Windows',
  split: 'Split',
};

/** The operations that every word of the query is found in, best first within their groups. */
export function searchOperations(
  catalogue: readonly OperationInfo[],
  query: string,
): readonly OperationGroup[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  const scored = catalogue
    .map((operation) => ({ operation, score: scoreOf(operation, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || compare(a.operation.title, b.operation.title));
  const groups = new Map<string, OperationInfo[]>();
  for (const { operation } of scored) {
    const group = groups.get(operation.category);
    if (group) group.push(operation);
    else groups.set(operation.category, [operation]);
  }
  const list = [...groups].map(([category, operations]) => ({
    category,
    label: labels[category] ?? words(category),
    operations,
  }));
  // Without a query the categories have their place; with one the best match leads.
  return wanted.length > 0 ? list : list.sort((a, b) => rank(a.category) - rank(b.category));
}

function rank(category: string): number {
  const place = order.indexOf(category);
  return place < 0 ? order.length : place;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** 0 for no match; titles count more than ids, those more than other words, summaries least. */
function scoreOf(operation: OperationInfo, wanted: readonly string[]): number {
  let total = 1;
  for (const word of wanted) {
    const score = Math.max(
      8 * found(operation.title, word),
      6 * found(operation.id.replaceAll('-', ' '), word),
      4 * Math.max(0, ...operation.synonyms.map((synonym) => found(synonym, word))),
      3 * found(labels[operation.category] ?? operation.category, word),
      operation.summary.toLowerCase().includes(word) ? 1 : 0,
      letters(operation.title.toLowerCase(), word),
    );
    if (score === 0) return 0;
    total += score;
  }
  return total;
}

/** 3 at the start of the text, 2 at the start of a word, 1 inside, 0 for none. */
function found(text: string, word: string): number {
  const at = text.toLowerCase().indexOf(word);
  if (at < 0) return 0;
  if (at === 0) return 3;
  return ` ${text.toLowerCase()}`.includes(` ${word}`) ? 2 : 1;
}

/** Letters in their order: within one word of the text they count more. */
function letters(text: string, word: string): number {
  if (text.split(' ').some((one) => isSubsequence(word, one))) return 0.75;
  return isSubsequence(word, text) ? 0.5 : 0;
}

function isSubsequence(letters: string, text: string): boolean {
  if (letters.length < 2) return false;
  let from = 0;
  for (const letter of letters) {
    const at = text.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}
