import type { Schema } from '../../shared/columnType.ts';
import { ident, joinSql, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { requireNewName } from './columns.ts';
import type { FlowContext, Operation } from './define.ts';
import { sparkColumn } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';

/** A column's name before and after a step. */
export interface Renaming {
  readonly from: string;
  readonly to: string;
  /** The param that a wrong name belongs to. */
  readonly path: readonly (string | number)[];
}

/**
 * The part that is the same for operations which give columns other names, all at once, so that two
 * may swap theirs. `renamings` names each column once at most.
 */
export function renamed<P>(
  renamings: (context: FlowContext<P>) => readonly Renaming[],
): Pick<Operation<P>, 'rows' | 'order' | 'identity' | 'renames' | 'outputSchema' | 'emit'> {
  // A column that keeps its name needs no code.
  const changes = (context: FlowContext<P>): readonly Renaming[] =>
    renamings(context).filter(({ from, to }) => from !== to);
  const pairs = (context: FlowContext<P>) =>
    changes(context).map(({ from, to }) => py`${pyLit(from)}: ${pyLit(to)}`);
  return {
    rows: 'same',
    order: 'keeps',
    identity: 'keeps',
    renames: true,
    outputSchema: (context) => schemaAfter(context.input, renamings(context)),
    emit: {
      duckdb: (context) => {
        const items = changes(context).map(({ from, to }) => sql`${ident(from)} AS ${ident(to)}`);
        return items.length === 0
          ? sql`SELECT * FROM ${context.from}`
          : sql`SELECT * RENAME (${joinSql(items)}) FROM ${context.from}`;
      },
      pandas: (context) => {
        const { frame } = context;
        const items = pairs(context);
        return items.length === 0
          ? []
          : pythonLines(py`${frame} = ${frame}.rename(columns={`, items, py`})`);
      },
      polars: (context) => {
        const { frame } = context;
        const items = pairs(context);
        return items.length === 0
          ? []
          : pythonLines(py`${frame} = ${frame}.rename({`, items, py`})`);
      },
      pyspark: (context) => {
        const { frame, input, hidden } = context;
        const found = changes(context);
        if (found.length === 0) return [];
        if (!reuses(found)) {
          return pythonLines(py`${frame} = ${frame}.withColumnsRenamed({`, pairs(context), py`})`);
        }
        // `withColumnsRenamed` goes from one pair to the next, and would rename twice.
        context.import('from pyspark.sql import functions as F');
        const columns = input.map(({ name }) => {
          const to = found.find(({ from }) => from === name)?.to;
          return to === undefined
            ? sparkColumn(name)
            : py`${sparkColumn(name)}.alias(${pyLit(to)})`;
        });
        return pythonLines(
          py`${frame} = ${frame}.select(`,
          [...columns, ...hidden.map(sparkColumn)],
          py`)`,
        );
      },
    },
  };
}

function schemaAfter(input: Schema, renamings: readonly Renaming[]): Schema {
  const after = input.map((column) => {
    const found = renamings.find(({ from }) => from === column.name);
    return found ? { name: found.to, type: column.type } : column;
  });
  for (const { from, to, path } of renamings) {
    const place = input.findIndex(({ name }) => name === from);
    requireNewName(
      after.filter((_, index) => index !== place),
      to,
      path,
    );
  }
  return after;
}

/** Whether a name that a column gives up is taken by another one. */
function reuses(renamings: readonly Renaming[]): boolean {
  const given = new Map(renamings.map(({ from }) => [from.toLowerCase(), from]));
  return renamings.some(({ from, to }) => (given.get(to.toLowerCase()) ?? from) !== from);
}
