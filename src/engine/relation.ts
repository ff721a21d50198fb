import type { Sql } from '../core/sql/sql.ts';
import type { ResultColumn } from './arrow/fetchPage.ts';
import type { AcceptedSelect } from './acceptSelect.ts';
import type { RowWise } from './paging/rowWise.ts';

/** A query that was accepted, ready to stand in a FROM clause. */
export interface Relation {
  readonly sql: Sql;
  readonly accepted: Omit<AcceptedSelect, 'statement'>;
  /** Set where each row is made of one row of a source. */
  readonly rowWise: RowWise | undefined;
  /** The columns, found at the first use: a document's views never change. */
  columns?: readonly ResultColumn[];
}
