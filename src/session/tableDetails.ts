import type { Schema } from '../shared/columnType.ts';
import type { ColumnDetails, DetailsResult } from '../shared/profile/columnDetails.ts';
import type { CallOptions } from '../shared/rpc/contract.ts';
import type { DocumentState } from './documentState.ts';

/** The rows and columns to look at. */
export interface DetailsOrder {
  /** A SELECT over the open sources, in no particular order. */
  readonly query: string;
  readonly schema: Schema;
  readonly columns: readonly string[];
  /** So many rows only. */
  readonly sample: number | undefined;
}

/** One column's details as they are kept. */
interface Kept {
  readonly rows: number;
  readonly sampled?: number;
  readonly column: ColumnDetails;
}

const KIND = 'column-details';
const TIMES = ['date', 'timestamp', 'timestamptz', 'timestamp_ns'];

/** Details of columns: those that are kept, and the others from the engine, which are then kept. */
export async function tableDetails(
  { data, figures }: DocumentState,
  { query, schema, columns, sample }: DetailsOrder,
  call: CallOptions,
): Promise<DetailsResult> {
  const now = new Date().toISOString();
  const kinds = new Map(schema.map(({ name, type }) => [name, type.kind]));
  const keyOf = (name: string, looked: number | undefined): Promise<string> => {
    const kind = kinds.get(name) ?? '';
    // What lies in the future is another number tomorrow.
    const day = TIMES.includes(kind) ? now.slice(0, 10) : '';
    return figures.key(query, [name, String(looked), day]);
  };
  const known = new Map<string, Kept>();
  await Promise.all(
    columns.map(async (name) => {
      // Figures of all rows answer a look at some of them, too.
      const kept =
        (await figures.store.get<Kept>(KIND, await keyOf(name, undefined))) ??
        (await figures.store.get<Kept>(KIND, await keyOf(name, sample)));
      if (kept) known.set(name, kept);
    }),
  );
  const missing = columns.filter((name) => !known.has(name));
  if (missing.length > 0) {
    const most = sample === undefined ? {} : { sample };
    const order = { query: { sql: query }, columns: missing, now, ...most };
    const { columns: found, ...rows } = await data.run('details', order, call);
    // A sample of a small table is all of it.
    const looked = rows.sampled === undefined ? undefined : sample;
    await Promise.all(
      found.map(async (column) => {
        const kept = { ...rows, column };
        known.set(column.name, kept);
        await figures.store.put(KIND, await keyOf(column.name, looked), kept);
      }),
    );
  }
  const all = columns.flatMap((name) => known.get(name) ?? []);
  const [first] = all;
  const some = all.flatMap((one) => one.sampled ?? []);
  const sampled = some.length === 0 ? {} : { sampled: Math.min(...some) };
  return { rows: first?.rows ?? 0, ...sampled, columns: all.map(({ column }) => column) };
}
