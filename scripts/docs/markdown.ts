import type { HelpTable } from '../../src/shared/operationHelp.ts';

/** Text as a cell of a Markdown table. */
export function cell(text: string): string {
  return escaped(text).replaceAll('|', '\\|');
}

/** Text as Markdown prose: nothing in it is markup. */
export function escaped(text: string): string {
  return text.replaceAll(/[\\`*_<>[\]]/g, '\\$&').replaceAll(/[\n\r]+/g, ' ');
}

/** A table's lines: a head and rows of cells that are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** An example's table, with the types in its head. */
export function dataTable({ columns, rows }: HelpTable): string[] {
  const head = columns.map(({ name, type }) => `${cell(name)} *${cell(type)}*`);
  const body = rows.map((row) => row.map((value) => (value === null ? '*null*' : code(value))));
  return rows.length === 0 ? [...table(head, []), '', '(no rows)'] : table(head, body);
}

/** Text as code within a line of a table, also where it holds backticks or is blank. */
export function code(text: string): string {
  const shown = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll('|', '\\|');
  if (shown === '') return '`""`';
  const blank = /^\s|\s$|^$/.test(shown) ? `"${shown}"` : shown;
  const fence = '`'.repeat(
    1 + Math.max(0, ...[...blank.matchAll(/`+/g)].map(([run]) => run.length)),
  );
  const pad = fence.length > 1 ? ' ' : '';
  return fence + pad + blank + pad + fence;
}
