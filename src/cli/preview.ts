import Table from 'cli-table3';
import { cellToJson } from '../shared/arrow/cell.ts';
import type { Cell } from '../shared/arrow/cell.ts';
import { decodePage } from '../shared/arrow/decodePage.ts';
import { formatType } from '../core/sql/types.ts';
import type { CommandContext } from './context.ts';
import { recipeQuery } from '../jobs/recipeQuery.ts';
import { escapedLine } from '../shared/escapedLine.ts';
import { grouped } from './terminal.ts';

/** Flags of `sluice preview`. */
export interface PreviewFlags {
  readonly rows: number;
  readonly step?: string;
  readonly json: boolean;
}

/** `sluice preview <uri | recipe>`: the first rows of a dataset, or of a recipe after a step. */
export async function previewCommand(
  context: CommandContext,
  target: string,
  flags: PreviewFlags,
): Promise<number> {
  const { session, call, terminal } = context;
  const sql = target.endsWith('.sluice.json')
    ? (await recipeQuery(session, target, { step: flags.step }, call)).sql
    : await datasetQuery(context, target);
  const page = await session.run('page', { query: { sql }, offset: 0, limit: flags.rows }, call);
  const { rows: total } = await session.run('count', { query: { sql } }, call);
  const rows = decodePage(page.arrow).rows.map((row) => row.map(cellToJson));
  const columns = page.schema.map((column) => ({
    name: column.name,
    type: formatType(column.type),
  }));
  const skipped = Math.max(0, total - rows.length);
  if (flags.json) {
    terminal.document({ columns, rows, total, skipped });
    return 0;
  }
  const table = new Table({
    head: columns.map((column) => `${column.name}\n${column.type}`),
    style: { head: [], border: [], compact: true },
  });
  table.push(...rows.map((row) => row.map(shown)));
  terminal.line(table.toString());
  terminal.line(`${grouped(rows.length)} of ${grouped(total)} rows`);
  return 0;
}

async function datasetQuery(context: CommandContext, uri: string): Promise<string> {
  const located = await context.session.locate('main', { uri }, process.cwd(), context.call);
  await context.session.openSources([located], false, context.call);
  return 'SELECT * FROM "main"';
}

function shown(cell: Cell): string {
  if (cell === null) return '∅';
  const text = typeof cell === 'string' ? escapedLine(cell) : JSON.stringify(cell);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
