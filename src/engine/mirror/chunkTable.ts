import { statSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import { joinSql, lit, sql } from '../../core/sql/sql.ts';
import type { ByteRange } from '../../shared/byteRanges.ts';

/** Writers may say a few bytes too little of a chunk; what lies before the next part is taken with it. */
const MOST_PADDING = 65_536;

/** One column of one row group. */
interface Chunk {
  /** Its place among the leaves of the schema. */
  readonly leaf: number;
  readonly group: number;
  from: number;
  to: number;
  /** Where its bloom filter lies. */
  bloom: ByteRange | undefined;
}

/** Where the parts of one Parquet file lie, as its footer tells. */
export class ChunkTable {
  readonly size: number;
  /** Leaves by the name of their top-level column, in lower case. */
  private readonly leaves: ReadonlyMap<string, readonly number[]>;
  /** Two columns of one name are told apart by names that stand in no schema. */
  private readonly ambiguous: boolean;
  private readonly sound: boolean;
  private readonly chunks: readonly Chunk[];
  /** The first row of each row group, and the number of all. */
  private readonly starts: readonly number[];

  constructor(
    size: number,
    columns: readonly { readonly name: string; readonly leaves: number }[],
    chunks: readonly Chunk[],
    groupRows: readonly number[],
  ) {
    this.size = size;
    const leaves = new Map<string, number[]>();
    let next = 0;
    for (const column of columns) {
      const name = column.name.toLowerCase();
      const own = leaves.get(name) ?? [];
      for (let i = 0; i < column.leaves; i += 1) own.push(next++);
      leaves.set(name, own);
    }
    this.leaves = leaves;
    this.ambiguous = leaves.size < columns.length;
    this.chunks = padded(chunks, size);
    this.sound = this.chunks.every(({ from, to }) => from >= 4 && from <= to && to <= size);
    let sum = 0;
    this.starts = [0, ...groupRows.map((rows) => (sum += rows))];
  }

  has(column: string): boolean {
    return this.leaves.has(column.toLowerCase());
  }

  /** The whole chunks of some columns, or of all, in the row groups that hold some of the rows. */
  ranges(
    columns: readonly string[] | 'all',
    rows: { readonly first: number; readonly last: number } | undefined,
  ): ByteRange[] {
    if (!this.sound) return [[0, this.size]];
    const wanted =
      columns === 'all' || (this.ambiguous && columns.length > 0)
        ? undefined
        : new Set(columns.flatMap((name) => this.leaves.get(name.toLowerCase()) ?? []));
    return this.chunks.flatMap(({ leaf, group, from, to, bloom }) => {
      if (wanted && !wanted.has(leaf)) return [];
      const [start = 0, end = Infinity] = [this.starts[group], this.starts[group + 1]];
      if (rows && (rows.first >= end || rows.last < start)) return [];
      const own: ByteRange = [from, to];
      return bloom ? [own, bloom] : [own];
    });
  }
}

/** Reads the footers of files. */
export async function chunkTables(
  connection: DuckDBConnection,
  files: readonly string[],
): Promise<Map<string, ChunkTable>> {
  const list = sql`[${joinSql(files.map(lit))}]`;
  const chunks = await connection.runAndReadAll(
    sql`SELECT file_name, row_group_id::DOUBLE, column_id::DOUBLE, row_group_num_rows::DOUBLE,
      data_page_offset::DOUBLE, dictionary_page_offset::DOUBLE, index_page_offset::DOUBLE,
      total_compressed_size::DOUBLE, bloom_filter_offset::DOUBLE, bloom_filter_length::DOUBLE
      FROM parquet_metadata(${list})`,
  );
  const found = new Map<string, { chunks: Chunk[]; rows: number[] }>();
  for (const file of files) found.set(file, { chunks: [], rows: [] });
  for (const [name, ...numbers] of chunks.getRows()) {
    const file = found.get(String(name));
    if (!file) continue;
    const known = numbers.map((one) => (typeof one === 'number' ? one : undefined));
    const [group = 0, leaf = 0, rows = 0, data, dictionary, index, length = 0, bloomAt] = known;
    const from = Math.min(
      ...[data, dictionary, index].filter((at) => at !== undefined && at > 0).map(Number),
    );
    file.rows[group] = rows;
    const bloomEnd = bloomAt === undefined ? undefined : bloomAt + (known[8] ?? 0);
    const bloom: ByteRange | undefined =
      bloomAt === undefined || bloomEnd === undefined ? undefined : [bloomAt, bloomEnd];
    file.chunks.push({ leaf, group, from, to: from + length, bloom });
  }
  const schema = await connection.runAndReadAll(
    sql`SELECT file_name, name, num_children::DOUBLE FROM parquet_schema(${list})`,
  );
  const trees = new Map<string, (readonly [string, number])[]>();
  for (const [file, name, children] of schema.getRows()) {
    const own = trees.get(String(file)) ?? [];
    own.push([String(name), typeof children === 'number' ? children : 0]);
    trees.set(String(file), own);
  }
  return new Map(
    files.map((file) => {
      const { chunks: own = [], rows = [] } = found.get(file) ?? {};
      const columns = topLevel(trees.get(file) ?? []);
      return [file, new ChunkTable(statSync(file).size, columns, own, rows)];
    }),
  );
}

/** The top-level columns of a schema, parents first as a footer has it, with the number of their leaves. */
function topLevel(
  tree: readonly (readonly [name: string, children: number])[],
): { readonly name: string; readonly leaves: number }[] {
  const columns: { name: string; leaves: number }[] = [];
  const open = [tree[0]?.[1] ?? 0];
  for (const [name, children] of tree.slice(1)) {
    if (open.length === 1) columns.push({ name, leaves: 0 });
    open[open.length - 1] = (open.at(-1) ?? 0) - 1;
    const last = columns.at(-1);
    if (children > 0) open.push(children);
    else if (last) last.leaves += 1;
    while (open.length > 1 && open.at(-1) === 0) open.pop();
  }
  return columns;
}

/** Each part reaches to the next one where only padding lies between. */
function padded(chunks: readonly Chunk[], size: number): Chunk[] {
  const starts = chunks
    .flatMap(({ from, bloom }) => (bloom ? [from, bloom[0]] : [from]))
    .sort((a, b) => a - b);
  const end = (from: number, to: number, most = MOST_PADDING): number => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) > from) high = middle;
      else low = middle + 1;
    }
    const next = starts[low] ?? size;
    return Math.max(to, Math.min(next, to + most));
  };
  // Half a bloom filter would deny values that are there: one of unknown length reaches to the next part.
  const bloomEnd = ([from, to]: ByteRange): number =>
    Math.min(size, end(from, to, from === to ? Infinity : MOST_PADDING));
  return chunks.map((chunk) => ({
    ...chunk,
    to: Math.min(end(chunk.from, chunk.to), Math.max(size, chunk.to)),
    bloom: chunk.bloom && [chunk.bloom[0], bloomEnd(chunk.bloom)],
  }));
}
