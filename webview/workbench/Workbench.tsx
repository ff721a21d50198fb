import type { ReactNode } from 'react';
import { App } from './App.tsx';
import { CodePanel } from './code/CodePanel.tsx';
import { Crash } from './layout/Crash.tsx';
import { PreviewBar } from './preview/PreviewBar.tsx';
import { RecipePanel } from './recipe/RecipePanel.tsx';
import { StoreContext } from './state/context.ts';
import type { WorkbenchStore } from './state/store.ts';
import { TablesContext } from './table/tableContext.ts';
import type { Tables } from './table/tables.ts';
import '../ui/base.css';

interface WorkbenchProps {
  readonly store: WorkbenchStore;
  readonly tables: Tables;
}

/** The whole workbench over its store. */
export function Workbench({ store, tables }: WorkbenchProps): ReactNode {
  return (
    <StoreContext value={store}>
      <TablesContext value={tables}>
        <Crash>
          <App Recipe={RecipePanel} Preview={PreviewBar} Code={CodePanel} />
        </Crash>
      </TablesContext>
    </StoreContext>
  );
}
