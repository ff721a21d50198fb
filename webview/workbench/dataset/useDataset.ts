import { useEffect, useSyncExternalStore } from 'react';
import { useStore } from '../state/context.ts';
import type { OpenTable } from '../table/openTable.ts';
import { DatasetStore } from './datasetStore.ts';

const stores = new WeakMap<OpenTable, DatasetStore>();

/** What is known of the table as a whole: to ask, and to ask again. */
export function useDataset(open: OpenTable): DatasetStore {
  const store = useStore();
  let dataset = stores.get(open);
  if (!dataset) {
    dataset = new DatasetStore(store, open);
    stores.set(open, dataset);
  }
  const { need, subscribe, value } = dataset;
  useEffect(need, [need]);
  useSyncExternalStore(subscribe, value);
  return dataset;
}
