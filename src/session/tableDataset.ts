import type { DatasetDetails } from '../shared/profile/datasetDetails.ts';
import type { CallOptions } from '../shared/rpc/contract.ts';
import type { DocumentState } from './documentState.ts';

/** Figures over several columns are kept under this name. */
const KIND = 'dataset';

/** The rows to look at. */
export interface DatasetOrder {
  /** A SELECT over the open sources, in no particular order. */
  readonly query: string;
  /** So many rows only. */
  readonly sample?: number | undefined;
  /** Counts duplicates, where an estimate would do. */
  readonly exactDuplicates?: boolean;
}

/**
 * What concerns several columns of a query at once: what is kept, or else from the engine, which is
 * then kept. Duplicates that were counted once are no estimate again.
 */
export async function tableDataset(
  { data, figures }: DocumentState,
  { query, sample, exactDuplicates = false }: DatasetOrder,
  call: CallOptions,
): Promise<DatasetDetails> {
  const key = await figures.key(query, [String(sample)]);
  const counted = await figures.key(query, [String(sample), 'counted']);
  const known =
    (await figures.store.get<DatasetDetails>(KIND, counted)) ??
    (await figures.store.get<DatasetDetails>(KIND, key));
  const estimated = known?.duplicates?.basis === 'estimate';
  if (known && !(exactDuplicates && estimated)) return known;
  const most = sample === undefined ? {} : { sample };
  const order = { query: { sql: query }, ...most, exactDuplicates };
  const found = await data.run('dataset', order, call);
  await figures.store.put(KIND, exactDuplicates ? counted : key, found);
  return found;
}
