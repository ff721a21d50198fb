import { useEffect, useSyncExternalStore } from 'react';
import { useStore } from '../state/context.ts';
import type { WorkbenchStore } from '../state/store.ts';
import { unsorted } from '../table/narrowed.ts';
import type { OpenTable } from '../table/openTable.ts';
import { useOpenTable } from '../table/tableContext.ts';
import { wantsExact } from '../status/profileMode.ts';
import { DetailsCache } from './detailsCache.ts';
import type { KnownDetails } from './detailsCache.ts';

const caches = new WeakMap<OpenTable, DetailsCache>();

/** The second tier of a table's figures, for as long as it is shown. */
function detailsOf(open: OpenTable, store: WorkbenchStore): DetailsCache {
  const found = caches.get(open);
  if (found) return found;
  const { host } = store;
  const table = { key: open.table.key, view: unsorted(open.view) };
  const cache = new DetailsCache({
    fetch: (request, signal) => host.details({ table, ...request }, { signal }),
    // What everybody waits for goes first: a column's details follow its profile of the same stage.
    ready: (column, exact) => {
      const profile = open.profiles.get(column);
      if (!exact) return profile !== undefined;
      return profile?.full === true && wantsExact(store.snapshot(), column);
    },
  });
  caches.set(open, cache);
  const stop = open.profiles.subscribe(() => {
    cache.later();
  });
  open.signal.addEventListener('abort', () => {
    stop();
    cache.close();
  });
  return cache;
}

const nothing = (): (() => void) => () => undefined;

/** The details of a column that is looked at, as they come. `urgent`: before all others. */
export function useDetails(
  column: string | undefined,
  urgent: boolean,
): { readonly details: KnownDetails | undefined; readonly cache: DetailsCache | undefined } {
  const store = useStore();
  const open = useOpenTable();
  const cache = open && !open.removed ? detailsOf(open, store) : undefined;
  useEffect(() => {
    if (cache === undefined || column === undefined) return;
    return cache.look(column, urgent);
  }, [cache, column, urgent]);
  // A problem is an answer, too.
  useSyncExternalStore(cache?.subscribe ?? nothing, () => cache?.version());
  const details = column === undefined ? undefined : cache?.get(column);
  return { details, cache };
}
