import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Cell } from '../../src/shared/arrow/cell.ts';

/** What pyarrow reads: the first rows, in the words of the engine's pages; or why it does not. */
export interface ArrowValues {
  readonly names?: readonly string[];
  readonly rows?: readonly (readonly Cell[])[];
  readonly count?: number;
  readonly error?: string;
}

const python = join(import.meta.dirname, '../../.venv/bin/python');

/** The first 1,000 rows of each file as pyarrow reads them. */
export function arrowValues(paths: readonly string[]): Readonly<Record<string, ArrowValues>> {
  const script = join(import.meta.dirname, 'arrowValues.py');
  const said = execFileSync(python, [script, JSON.stringify(paths)], { maxBuffer: 1 << 30 });
  // SAFETY: the script says so.
  return JSON.parse(String(said)) as Record<string, ArrowValues>;
}
