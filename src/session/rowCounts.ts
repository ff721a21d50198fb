import { compileRecipe } from '../core/recipe/compile.ts';
import { overNumberedMain } from '../core/recipe/orderedChain.ts';
import type { Flow, FlowStep } from '../core/recipe/flow.ts';
import { stepRows } from '../core/recipe/stepRows.ts';
import { RecentValues } from '../shared/recentValues.ts';
import type { CallOptions } from '../shared/rpc/contract.ts';
import type { DataSession } from '../jobs/dataSession.ts';
import { rowsKey } from './shownRows.ts';
import type { RowsAfter } from './shownRows.ts';

/** Counts that are kept; each is a number under a hash. */
const KEPT = 2000;

/** Numbers of rows by what was counted, so that nothing is counted twice. */
export class RowCounts {
  private readonly data: DataSession;
  private readonly known = new RecentValues<number>(KEPT);

  constructor(data: DataSession) {
    this.data = data;
  }

  /** What is known without counting. */
  get(rows: RowsAfter, snapshot: string): number | undefined {
    return this.known.get(keyOf(rows, snapshot));
  }

  async count(rows: RowsAfter, snapshot: string, call: CallOptions): Promise<number> {
    const key = keyOf(rows, snapshot);
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const counted = await this.data.run('count', { query: { sql: plainQuery(rows) } }, call);
    this.known.put(key, counted.rows);
    return counted.rows;
  }

  /** Takes a number that was found out in another way. */
  know(rows: RowsAfter, snapshot: string, count: number): void {
    this.known.put(keyOf(rows, snapshot), count);
  }
}

/** Rows in no order: what they are, not where they stand. */
export function plainQuery(rows: RowsAfter): string {
  const { flow, param, count, mainHasIdentity } = rows;
  const query = compileRecipe(flow, param, count);
  const wanted = flow.steps.slice(0, count).some((step) => step.hiddenIn);
  return wanted && !mainHasIdentity ? overNumberedMain(query) : query;
}

/** The step takes rows away or adds some. */
export function changesRows(step: FlowStep): boolean {
  return stepRows(step) !== 'same';
}

const keys = new WeakMap<Flow, Map<number, string>>();

/** Names what is counted: the steps up to the last one that changes the number of rows. */
function keyOf(rows: RowsAfter, snapshot: string): string {
  const { flow, param, count } = rows;
  const last = flow.steps.slice(0, count).findLastIndex(changesRows) + 1;
  const known = keys.get(flow) ?? new Map<number, string>();
  keys.set(flow, known);
  const key = known.get(last) ?? rowsKey([compileRecipe(flow, param, last)]);
  known.set(last, key);
  return `${key} ${snapshot}`;
}
