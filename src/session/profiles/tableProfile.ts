import type { ColumnProfile, ProfileResult } from '../../shared/profile/columnProfile.ts';
import type { CallOptions } from '../../shared/rpc/contract.ts';
import type { DocumentState } from '../documentState.ts';

/** Which figures of a query's rows are wanted. */
export interface ProfileWish {
  /** A SELECT over the open sources, in no particular order. */
  readonly query: string;
  readonly columns: readonly string[];
  readonly sample: number | undefined;
  readonly stage: 'estimate' | undefined;
  /** Rows of the query, where they are known. */
  readonly rows: number | undefined;
}

/** What is kept of a column. */
interface Kept {
  readonly rows: number;
  readonly sampled?: number;
  readonly column: ColumnProfile;
}

/**
 * The first tier of the figures of columns: those that are kept, and the others from the engine, which
 * are kept from then on. Exact figures that are kept answer an estimate too.
 */
export async function tableProfile(
  document: DocumentState,
  wish: ProfileWish,
  call: CallOptions,
): Promise<ProfileResult> {
  const { query, columns, sample, stage, rows } = wish;
  const own = sample === undefined ? (stage ?? 'exact') : `sample ${String(sample)}`;
  const { figures } = document;
  const keyOf = (column: string, how: string): Promise<string> => figures.key(query, [how, column]);
  const kept = async (column: string, how: string): Promise<Kept | undefined> =>
    figures.store.get<Kept>('column', await keyOf(column, how));
  const known = await Promise.all(
    columns.map(async (column) => (await kept(column, 'exact')) ?? (await kept(column, own))),
  );
  const missing = columns.filter((_, index) => known[index] === undefined);
  const found: Kept[] = known.flatMap((one) => one ?? []);
  if (missing.length > 0 || columns.length === 0) {
    const { columns: fresh, ...of } = await document.data.run(
      'profile',
      {
        query: { sql: query },
        columns: missing,
        ...(sample === undefined ? {} : { sample }),
        ...(stage === undefined ? {} : { stage }),
        ...(rows === undefined ? {} : { rows }),
      },
      call,
    );
    // A small table's estimate is exact already.
    const how = of.sampled === undefined ? 'exact' : own;
    await Promise.all(
      fresh.map(async (column) => {
        found.push({ ...of, column });
        await figures.store.put('column', await keyOf(column.name, how), { ...of, column });
      }),
    );
    if (columns.length === 0) return { ...of, columns: [] };
  }
  return together(found, columns);
}

/** One result; it is that of a sample if any column is. */
function together(found: readonly Kept[], order: readonly string[]): ProfileResult {
  const sampled = found.flatMap((one) => one.sampled ?? []);
  const rows = Math.max(0, ...found.map((one) => one.rows));
  const places = new Map(order.map((name, place) => [name, place]));
  const columns = found
    .map(({ column }) => column)
    .sort((a, b) => (places.get(a.name) ?? 0) - (places.get(b.name) ?? 0));
  return { rows, ...(sampled.length === 0 ? {} : { sampled: Math.min(...sampled) }), columns };
}
