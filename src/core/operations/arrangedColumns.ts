import { ident, joinSql, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import type { Operation } from './define.ts';
import { polarsName, sparkName } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';

/**
 * The part that is the same for operations after which the columns are some of those before, in
 * another order: all targets select them as `outputSchema` lists them.
 */
export function arranged<P>(
  outputSchema: Operation<P>['outputSchema'],
): Pick<Operation<P>, 'rows' | 'order' | 'identity' | 'outputSchema' | 'emit'> {
  return {
    rows: 'same',
    order: 'keeps',
    identity: 'keeps',
    outputSchema,
    emit: {
      duckdb: ({ output, from, hidden }) =>
        sql`SELECT ${joinSql([...namesOf(output), ...hidden].map(ident))} FROM ${from}`,
      pandas: ({ output, frame, hidden }) =>
        pythonLines(
          py`${frame} = ${frame}[[`,
          [...namesOf(output), ...hidden].map(pyLit),
          py`]].copy()`,
        ),
      polars: ({ output, frame, hidden }) =>
        pythonLines(
          py`${frame} = ${frame}.select(`,
          [...namesOf(output), ...hidden].map(polarsName),
          py`)`,
        ),
      pyspark: ({ output, frame, hidden }) =>
        pythonLines(
          py`${frame} = ${frame}.select(`,
          [...namesOf(output), ...hidden].map(sparkName),
          py`)`,
        ),
    },
  };
}

function namesOf(columns: readonly { readonly name: string }[]): readonly string[] {
  return columns.map(({ name }) => name);
}
