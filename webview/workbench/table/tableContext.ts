import { createContext, use, useCallback, useSyncExternalStore } from 'react';
import type { KnownProfile } from './profileCache.ts';
import type { OpenTable, TableFacts } from './openTable.ts';
import type { Tables } from './tables.ts';

/** Where the parts of the workbench find the table that is shown. */
export const TablesContext = createContext<Tables | undefined>(undefined);

const nothing = (): (() => void) => () => undefined;

/** The table that is shown; undefined until there is one. */
export function useOpenTable(): OpenTable | undefined {
  const tables = use(TablesContext);
  if (!tables) throw new Error('A part of the workbench stands outside of it.');
  return useSyncExternalStore(tables.subscribe, tables.current);
}

/** What is known of the table that is shown. */
export function useTableFacts(): TableFacts | undefined {
  const open = useOpenTable();
  return useSyncExternalStore(open?.subscribe ?? nothing, () => open?.facts());
}

/** The figures of a column, as they come. */
export function useProfile(column: string | undefined): KnownProfile | undefined {
  const open = useOpenTable();
  return useSyncExternalStore(
    open?.profiles.subscribe ?? nothing,
    useCallback(
      () => (column === undefined ? undefined : open?.profiles.get(column)),
      [open, column],
    ),
  );
}
