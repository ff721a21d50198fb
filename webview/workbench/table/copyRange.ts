import { pageCells } from '../../../src/shared/arrow/pageCells.ts';
import { AppError } from '../../../src/shared/errors.ts';
import type { GridRange } from '../../grid/gridTypes.ts';
import { tsvField } from '../../grid/model/tsvField.ts';
import { cellText } from './cellText.ts';
import type { FetchPage } from './pageCache.ts';

/** More cells than this are no matter for a clipboard. */
const limit = 500_000;
const rowsAtOnce = 5_000;

/**
 * A rectangle that is not all in memory, as tab-separated lines with every value in full. Throws
 * `usage` for one that is too large.
 */
export async function copyRange(
  range: GridRange,
  headers: boolean,
  fetch: FetchPage,
  signal: AbortSignal,
): Promise<string> {
  const { rowFrom, rowTo, columns } = range;
  const cells = (rowTo - rowFrom) * columns.length;
  if (cells > limit) {
    throw new AppError('usage', `${cells.toLocaleString('en-US')} cells are too many to copy.`, {
      hint: 'Select up to 500,000 cells, or run a recipe that writes them to a file.',
    });
  }
  const lines = headers ? [columns.map(tsvField).join('\t')] : [];
  for (let offset = rowFrom; offset < rowTo; offset += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, rowTo - offset);
    const page = pageCells((await fetch({ offset, limit: rows, columns }, signal)).arrow);
    for (let row = 0; row < page.rows; row += 1) {
      const fields = page.schema.map(({ type }, column) => {
        const { text, kind } = cellText(page.cell(row, column), type);
        return kind === 'null' ? '' : tsvField(text);
      });
      lines.push(fields.join('\t'));
    }
  }
  return lines.join('\n');
}
