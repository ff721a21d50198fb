import { decodePage } from '../shared/arrow/decodePage.ts';
import type { JoinFigures } from '../shared/joinFigures.ts';
import { RecentValues } from '../shared/recentValues.ts';
import type { CallOptions } from '../shared/rpc/contract.ts';
import { sqlContext, startRelation } from '../core/recipe/compile.ts';
import { decodeJoinFigures } from '../core/recipe/decodeJoinFigures.ts';
import { joinFiguresQuery } from '../core/recipe/joinFiguresQuery.ts';
import { sourceRelation } from '../core/recipe/relations.ts';
import { sql, trusted } from '../core/sql/sql.ts';
import type { DataSession } from '../jobs/dataSession.ts';
import { plainQuery } from './rowCounts.ts';
import type { RowCounts } from './rowCounts.ts';
import { rowsKey } from './shownRows.ts';
import type { RowsAfter } from './shownRows.ts';

/** Joins whose figures are kept; each is a few numbers under a hash. */
const KEPT = 200;

/** How the rows of joining steps find each other, by what was asked, so that nothing is counted twice. */
export class JoinMatches {
  private readonly data: DataSession;
  private readonly counts: RowCounts;
  private readonly known = new RecentValues<readonly number[]>(KEPT);

  constructor(data: DataSession, counts: RowCounts) {
    this.data = data;
    this.counts = counts;
  }

  /**
   * The figures of the step that `after` ends with; undefined for one that joins nothing. The numbers
   * of rows before and after it are known from then on.
   */
  async count(
    after: RowsAfter,
    snapshot: string,
    call: CallOptions,
  ): Promise<JoinFigures | undefined> {
    const step = after.flow.steps[after.count - 1];
    const joined =
      step && step.operation.joins?.(sqlContext(after.flow, step, startRelation, after.param));
    if (!joined) return undefined;
    const before = { ...after, count: after.count - 1 };
    const left = trusted(plainQuery(before));
    const right = sql`SELECT * FROM ${sourceRelation(joined.source)}`;
    const query = joinFiguresQuery(left, right, joined.keys);
    const key = `${rowsKey([query])} ${snapshot}`;
    const row = this.known.get(key) ?? (await this.rowOf(query, call));
    this.known.put(key, row);
    const figures = decodeJoinFigures(row, joined.how);
    this.counts.know(before, snapshot, figures.left);
    this.counts.know(after, snapshot, figures.result);
    return figures;
  }

  private async rowOf(query: string, call: CallOptions): Promise<readonly number[]> {
    const page = await this.data.run('rows', { query: { sql: query }, limit: 1 }, call);
    return (decodePage(page.arrow).rows[0] ?? []).map(Number);
  }
}
