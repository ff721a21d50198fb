/**
 * One value of a page with every digit kept.
 *
 * Integers to 32 bits and floats are numbers (NaN and infinities included); 64-bit integers,
 * decimals, dates, times and timestamps are text as DuckDB writes them; bytes are DuckDB's text with
 * `\xNN`; a list is an array, a struct an object, a map an array of `[key, value]`.
 */
export type Cell =
  null | boolean | number | string | readonly Cell[] | { readonly [field: string]: Cell };

/** A cell as JSON: NaN and infinities become the strings `NaN`, `Infinity`, `-Infinity`. */
export function cellToJson(cell: Cell): Cell {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : String(cell);
  if (cell === null || typeof cell !== 'object') return cell;
  if (Array.isArray(cell)) return cell.map(cellToJson);
  return Object.fromEntries(Object.entries(cell).map(([name, value]) => [name, cellToJson(value)]));
}
