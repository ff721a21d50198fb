import type { Target } from '../operations/define.ts';
import type { Flow } from '../recipe/flow.ts';
import { pandasTarget } from './pandas.ts';
import { polarsTarget } from './polars.ts';
import { pysparkTarget } from './pyspark.ts';
import { pythonScript } from './pythonScript.ts';
import type { ScriptOptions } from './scriptOptions.ts';
import { sqlScript } from './sqlScript.ts';

/**
 * A recipe as one script for a target, as a colleague would write it: inputs, parameters and fitted
 * values stand at their defaults, and can be changed on the command line (Python) or by the
 * `SET VARIABLE` lines on top (SQL).
 *
 * Throws the flow's first problem, `stale` for missing or stale fitted values, and `unsupported`
 * naming the step, source or output that the target cannot do.
 */
export function exportScript(flow: Flow, target: Target, options: ScriptOptions = {}): string {
  switch (target) {
    case 'duckdb':
      return sqlScript(flow, options);
    case 'pandas':
      return pythonScript(flow, pandasTarget, options);
    case 'polars':
      return pythonScript(flow, polarsTarget, options);
    case 'pyspark':
      return pythonScript(flow, pysparkTarget, options);
  }
}
