import { DuckDBDataChunk, LIST, VARCHAR } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { excelCell } from './excelCell.ts';
import type { CellKind } from './excelCell.ts';

type Values = readonly (string | number | boolean | Date | null | undefined)[];

/** The rows of a sheet as they come: each a list of texts, and what kinds of cells each column has. */
export class ExcelTable {
  /** The names of the first row; undefined where it holds values. */
  header: readonly (string | undefined)[] | undefined;
  private readonly asked: boolean | undefined;
  private begun = false;
  private last = -1;
  private readonly kinds: Set<CellKind>[] = [];
  private rows: (readonly (string | undefined)[])[] = [];
  private emptyRows = 0;
  private gap = 0;
  private errors = 0;

  constructor(header: boolean | undefined) {
    this.asked = header;
  }

  /** Takes a row; gives a chunk whenever one is full. */
  add(index: number, values: Values): DuckDBDataChunk | undefined {
    const cells = values.map(excelCell);
    if (this.begun) this.gap += index - this.last - 1;
    this.last = index;
    if (cells.every((cell) => cell === undefined)) {
      if (this.begun) this.gap += 1;
      return undefined;
    }
    // Empty rows behind the last one do not count.
    this.emptyRows += this.gap;
    this.gap = 0;
    if (!this.begun) {
      this.begun = true;
      const textOnly = cells.every(
        (cell) => cell === undefined || (cell !== 'error' && cell.kind === 'text'),
      );
      if (this.asked ?? textOnly) {
        this.header = cells.map((cell) => (cell === 'error' ? undefined : cell?.text));
        return undefined;
      }
    }
    this.rows.push(cells.map((cell, place) => this.textOf(cell, place)));
    return this.rows.length === duckdb.vector_size() ? this.rest() : undefined;
  }

  /** The rows since the last chunk. */
  rest(): DuckDBDataChunk | undefined {
    if (this.rows.length === 0) return undefined;
    const { rows } = this;
    this.rows = [];
    const chunk = DuckDBDataChunk.create([LIST(VARCHAR)], rows.length);
    const vector = duckdb.data_chunk_get_vector(chunk.chunk, 0);
    const total = rows.reduce((sum, row) => sum + row.length, 0);
    duckdb.list_vector_reserve(vector, total);
    duckdb.list_vector_set_size(vector, total);
    const items = duckdb.list_vector_get_child(vector);
    const entries = new BigUint64Array(rows.length * 2);
    const validity = new Uint8Array(Math.ceil(total / 64) * 8);
    let next = 0;
    rows.forEach((row, at) => {
      entries[at * 2] = BigInt(next);
      entries[at * 2 + 1] = BigInt(row.length);
      for (const text of row) {
        if (text !== undefined) {
          duckdb.vector_assign_string_element(items, next, text);
          validity[next >> 3] = (validity[next >> 3] ?? 0) | (1 << (next & 7));
        }
        next += 1;
      }
    });
    duckdb.copy_data_to_vector(vector, 0, entries.buffer, 0, entries.byteLength);
    duckdb.vector_ensure_validity_writable(items);
    duckdb.copy_data_to_vector_validity(items, 0, validity.buffer, 0, validity.length);
    return chunk;
  }

  width(): number {
    return Math.max(this.kinds.length, this.header?.length ?? 0);
  }

  kindsOf(place: number): ReadonlySet<CellKind> {
    return this.kinds[place] ?? new Set();
  }

  /** The columns that have a name or a value. */
  places(): number[] {
    return Array.from({ length: this.width() }, (_, place) => place).filter(
      (place) => this.header?.[place] !== undefined || this.kindsOf(place).size > 0,
    );
  }

  notes(): string[] {
    return [
      ...counted(this.errors, 'cell holds', 'cells hold', 'an error such as #N/A and', 'null'),
      ...counted(this.emptyRows, 'row', 'rows', 'without a value', 'left out'),
    ];
  }

  private textOf(cell: ReturnType<typeof excelCell>, place: number): string | undefined {
    while (this.kinds.length <= place) this.kinds.push(new Set());
    if (cell === 'error') {
      this.errors += 1;
      return undefined;
    }
    if (cell) this.kinds[place]?.add(cell.kind);
    return cell?.text;
  }
}

function counted(
  count: number,
  one: string,
  many: string,
  what: string,
  becomes: string,
): string[] {
  if (count === 0) return [];
  return [
    `${String(count)} ${count === 1 ? one : many} ${what} ${count === 1 ? 'is' : 'are'} ${becomes}.`,
  ];
}
