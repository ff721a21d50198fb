import type { DuckDBConnection } from '@duckdb/node-api';
import { isDrifted } from '../../core/profile/drift/driftThresholds.ts';
import { nullsQuery, readNullShares } from '../../core/profile/drift/missing.ts';
import { sql } from '../../core/sql/sql.ts';
import { formatType, sameType } from '../../core/sql/types.ts';
import type { Basis, ProfileResult } from '../../shared/profile/columnProfile.ts';
import { AppError, throwIfCancelled } from '../../shared/errors.ts';
import type { ColumnDrift, DriftResult, DriftThresholds } from '../../shared/profile/drift.ts';
import type { HandlerContext } from '../../shared/rpc/contract.ts';
import { batches } from './batches.ts';
import { driftColumn } from './driftColumn.ts';
import { preparedRows } from './preparedRows.ts';
import type { PreparedRows, RowsOrder } from './preparedRows.ts';
import { runProfile } from './runProfile.ts';
import { textRows } from './textRows.ts';

export interface DriftOrder {
  readonly before: RowsOrder;
  readonly after: RowsOrder;
  /** Columns of either side. */
  readonly columns?: readonly string[] | undefined;
  /** Looks at so many rows of each side only. */
  readonly sample?: number | undefined;
  readonly thresholds?: DriftThresholds | undefined;
}

type Shares = ReadonlyMap<string, number | undefined>;

/** Lays two datasets beside each other: both profiles, and how far each column moved. */
export async function drift(
  connection: DuckDBConnection,
  order: DriftOrder,
  context: HandlerContext,
): Promise<DriftResult> {
  const { sample, columns: wanted } = order;
  const prepare = async (side: RowsOrder, name: 'before' | 'after'): Promise<PreparedRows> => {
    const table = name === 'before' ? sql`__sluice_before` : sql`__sluice_after`;
    const rows = await preparedRows(connection, { ...side, sample }, table);
    throwIfCancelled(context.signal);
    return rows;
  };
  const sides = {
    before: await prepare(order.before, 'before'),
    after: await prepare(order.after, 'after'),
  };
  const names = columnNames(sides.before, sides.after, wanted);
  const total = 3 * names.length;
  let done = 0;
  const progress = (step: number): void => {
    context.progress({ what: 'drift', done: step, total, unit: 'steps' });
  };
  const profile = async (side: PreparedRows): Promise<ProfileResult> => {
    const from = done;
    const own = side.columns.filter(({ name }) => names.includes(name)).map(({ name }) => name);
    const prepared = { relation: side.relation, columnar: true, columns: own };
    const result = await runProfile(connection, prepared, {
      ...context,
      progress: (inner) => {
        progress(from + inner.done);
      },
    });
    done = from + names.length;
    return side.rows === side.total ? result : { ...result, rows: side.total, sampled: side.rows };
  };
  const before = await profile(sides.before);
  const after = await profile(sides.after);
  const missing = {
    before: await nullShares(connection, sides.before),
    after: await nullShares(connection, sides.after),
  };
  const whole = sides.before.rows === sides.before.total && sides.after.rows === sides.after.total;
  const basis: Basis = whole ? 'exact' : 'estimate';
  const columns: ColumnDrift[] = [];
  for (const name of names) {
    throwIfCancelled(context.signal);
    columns.push(await column(connection, name, sides, missing, basis, order.thresholds));
    done += 1;
    progress(done);
  }
  return { before, after, columns };
}

async function column(
  connection: DuckDBConnection,
  name: string,
  sides: { readonly before: PreparedRows; readonly after: PreparedRows },
  missing: { readonly before: Shares; readonly after: Shares },
  basis: Basis,
  thresholds: DriftThresholds | undefined,
): Promise<ColumnDrift> {
  const [a, b] = [sides.before, sides.after].map(({ columns }) =>
    columns.find((one) => one.name === name),
  );
  const types = {
    ...(a && { before: formatType(a.type) }),
    ...(b && { after: formatType(b.type) }),
  };
  if (!a || !b) return { name, state: a ? 'removed' : 'added', types, basis };
  const { figures, newShare } = await driftColumn(
    connection,
    { relation: sides.before.relation, column: a },
    { relation: sides.after.relation, column: b },
  );
  const [was, is] = [missing.before.get(name), missing.after.get(name)];
  const all = {
    ...figures,
    ...(was !== undefined && is !== undefined && { missing: { before: was, after: is } }),
  };
  const drifted = isDrifted(all, newShare, thresholds);
  const state = !sameType(a.type, b.type) ? 'retyped' : drifted ? 'drifted' : 'same';
  return { name, state, types, ...all, basis };
}

async function nullShares(connection: DuckDBConnection, side: PreparedRows): Promise<Shares> {
  const shares = new Map<string, number | undefined>();
  for (const batch of batches(side.columns)) {
    const [row = []] = await textRows(connection, nullsQuery(side.relation, batch));
    for (const [i, share] of readNullShares(row).entries()) {
      const column = batch[i];
      if (column) shares.set(column.name, share);
    }
  }
  return shares;
}

/** The columns of `before`, then those that were added; of both only the wanted ones. */
function columnNames(
  before: PreparedRows,
  after: PreparedRows,
  wanted: readonly string[] | undefined,
): string[] {
  const all = [...new Set([...before.columns, ...after.columns].map(({ name }) => name))];
  const lost = wanted?.find((name) => !all.includes(name));
  if (lost !== undefined) {
    throw new AppError('usage', `There is no column “${lost}”.`, {
      hint: `The columns are: ${all.join(', ')}.`,
    });
  }
  return all.filter((name) => wanted?.includes(name) ?? true);
}
