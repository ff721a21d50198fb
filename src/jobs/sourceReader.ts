import type { EngineQuery } from '../shared/contracts/engine.ts';
import type { DataCall } from './dataCall.ts';
import type { LocatedSource, OpenSource, SourceSpec } from './locatedSource.ts';

/** What finds a source's files, as a `DataSession` does. */
export interface SourceLocator {
  locate: (
    name: string,
    spec: SourceSpec,
    folder: string,
    call?: DataCall,
  ) => Promise<LocatedSource>;
}

/** What opens sources, too. */
export interface SourceOpener extends SourceLocator {
  openSources: (
    located: readonly LocatedSource[],
    identity: boolean,
    call?: DataCall,
  ) => Promise<Readonly<Record<string, OpenSource>>>;
}

/** What also writes the rows of a query into a Parquet file; must be closed. */
export interface SourceWriter extends SourceOpener {
  run: (
    method: 'write',
    params: { readonly query: EngineQuery; readonly path: string },
    call?: DataCall,
  ) => Promise<{ readonly rows: number; readonly bytes: number }>;
  close: () => Promise<void>;
}
