import type { Py } from '../python/py.ts';
import type { MadeColumn } from './rowwise.ts';
import type { SortKey } from './sortKeys.ts';
import type { WindowColumn } from './windowColumn.ts';

/** Columns over windows, none of which reads another one, or columns worked out row by row. */
export type Stage = { readonly over: readonly WindowColumn[] } | { readonly made: MadeColumn[] };

/** What a step over windows does. */
export interface WindowPlan {
  readonly group: readonly string[];
  /** How the rows of a group follow one another before their identity decides; undefined: not at all. */
  readonly order: readonly SortKey[] | undefined;
  /** One after the other; later ones read what earlier ones made. */
  readonly stages: readonly Stage[];
}

/** How a Python target puts columns over windows: lines before, for each stage of them, and after. */
export interface WindowWriter {
  readonly begin: readonly Py[];
  readonly add: (columns: readonly WindowColumn[], isFirst: boolean) => readonly Py[];
  /** `gone`: columns that were needed only on the way. */
  readonly end: (gone: readonly string[]) => readonly Py[];
}
