import type { WorkbenchState } from '../../../src/shared/contracts/workbenchState.ts';
import type { SourceOptions } from '../../../src/shared/source.ts';

/** What may be chosen of how a source is read. */
export interface Readable {
  /** `text`: with a preview of the head. `sheets`: which sheet of a workbook. */
  readonly kind: 'text' | 'sheets';
  readonly uri: string;
  /** What a person set so far, or the recipe holds. */
  readonly options: SourceOptions;
  readonly schema: readonly { readonly name: string; readonly type: string }[];
  readonly sheets: readonly string[];
}

/** What may be chosen of a source; undefined where its files say all themselves. */
export function readable(state: WorkbenchState | undefined, name = 'main'): Readable | undefined {
  const written = state?.recipe?.recipe.sources[name];
  const opened = name === 'main' ? state?.source : undefined;
  const uri = opened?.uri ?? written?.uri;
  if (!state || uri === undefined) return undefined;
  const isData = state.kind === 'data';
  // A viewer says Parquet of what it could not open.
  const format = opened?.format ?? (isData ? undefined : written?.format);
  const isText =
    format === 'csv' ||
    (format === undefined && /\.(?:csv|tsv|tab|psv|txt)(?:\.(?:gz|zst))?$/i.test(uri));
  const sheets = opened?.sheets ?? [];
  if (!isText && sheets.length === 0) return undefined;
  const options = isData ? (opened?.asked ?? {}) : (written?.options ?? {});
  const schema = isData ? [] : (written?.schema ?? []);
  return { kind: isText ? 'text' : 'sheets', uri, options, schema, sheets };
}
