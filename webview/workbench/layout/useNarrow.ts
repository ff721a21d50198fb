import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(max-width: 700px)');

/** True where there is no room for panels beside the table. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      query.addEventListener('change', changed);
      return () => {
        query.removeEventListener('change', changed);
      };
    },
    () => query.matches,
  );
}
