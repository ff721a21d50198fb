import { createContext, use, useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { WorkbenchAction } from '../../../src/shared/contracts/workbench.ts';
import type { Snapshot } from './snapshot.ts';
import type { WorkbenchStore } from './store.ts';

/** Where the parts of the workbench find its store. */
export const StoreContext = createContext<WorkbenchStore | undefined>(undefined);

/** The store: to do things. It never changes. */
export function useStore(): WorkbenchStore {
  const store = use(StoreContext);
  if (!store) throw new Error('A part of the workbench stands outside of it.');
  return store;
}

/** A part of what is shown; `pick` must return something that is kept, not made anew. */
export function useWorkbench<T>(pick: (snapshot: Snapshot) => T): T {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, () => pick(store.snapshot()));
}

/** Does something when a palette command asks for it. */
export function useAction(listener: (action: WorkbenchAction) => void): void {
  const store = useStore();
  const hear = useEffectEvent(listener);
  useEffect(
    () =>
      store.onAction((action) => {
        hear(action);
      }),
    [store],
  );
}
