/** What a cell holds. Times of day are dates before the calendar of the workbook begins. */
export type CellKind = 'integer' | 'number' | 'boolean' | 'date' | 'timestamp' | 'time' | 'text';

/** A cell as text, with the kind that the text is of. */
export interface Cell {
  readonly text: string;
  readonly kind: CellKind;
}

/** Results of formulas that failed; Excel shows them in the cell. */
const ERRORS = new Set([
  ...['#N/A', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#NULL!', '#GETTING_DATA'],
  ...[
    '#SPILL!',
    '#CALC!',
    '#FIELD!',
    '#BLOCKED!',
    '#UNKNOWN!',
    '#CONNECT!',
    '#BUSY!',
    '#EXTERNAL!',
  ],
]);

/** First moments of the day that times of day are told by, in the two calendars of Excel. */
const TIME_DAYS = new Set(['1899-12-30', '1899-12-31', '1904-01-01']);

/** A cell as the reader gives it; `error` for what failed, undefined for an empty one. */
export function excelCell(
  value: string | number | boolean | Date | null | undefined,
): Cell | 'error' | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value === 'string') return ERRORS.has(value) ? 'error' : { text: value, kind: 'text' };
  if (typeof value === 'boolean') return { text: String(value), kind: 'boolean' };
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return 'error';
    return { text: String(value), kind: Number.isSafeInteger(value) ? 'integer' : 'number' };
  }
  if (Number.isNaN(value.getTime())) return 'error';
  const iso = value.toISOString();
  const day = iso.slice(0, iso.indexOf('T'));
  const time = iso.slice(iso.indexOf('T') + 1, -1).replace(/\.000$/, '');
  if (TIME_DAYS.has(day)) return { text: time, kind: 'time' };
  if (time === '00:00:00') return { text: day, kind: 'date' };
  return { text: `${day} ${time}`, kind: 'timestamp' };
}

/** The DuckDB type of a column from the kinds of its cells; a mixture is text. */
export function columnType(kinds: ReadonlySet<CellKind>): string {
  const only = (...of: CellKind[]): boolean => [...kinds].every((kind) => of.includes(kind));
  if (kinds.size === 0) return 'VARCHAR';
  if (only('integer')) return 'BIGINT';
  if (only('integer', 'number')) return 'DOUBLE';
  if (only('boolean')) return 'BOOLEAN';
  if (only('date')) return 'DATE';
  if (only('date', 'timestamp')) return 'TIMESTAMP';
  return only('time') ? 'TIME' : 'VARCHAR';
}

/** The letters of a column, from 0: A, B, … Z, AA. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}
