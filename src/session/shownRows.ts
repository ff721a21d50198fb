import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Schema } from '../shared/columnType.ts';
import { AppError } from '../shared/errors.ts';
import type { Side, View } from '../shared/contracts/workbench.ts';
import type { ParameterSql } from '../core/recipe/compile.ts';
import type { Flow } from '../core/recipe/flow.ts';
import { orderedChain } from '../core/recipe/orderedChain.ts';
import type { OrderedChain } from '../core/recipe/orderedChain.ts';
import { removedRows } from '../core/recipe/removedRows.ts';
import { viewQuery } from '../core/recipe/viewQuery.ts';
import type { Sql } from '../core/sql/sql.ts';

/** Rows after the first `count` steps of a flow. */
export interface RowsAfter {
  readonly flow: Flow;
  readonly param: ParameterSql;
  readonly count: number;
  /** Whether the view of `main` ends with the row identity. */
  readonly mainHasIdentity: boolean;
}

/** The rows that are shown, and in a preview those before the step. */
export interface ShownRows {
  readonly key: string;
  readonly after: RowsAfter;
  readonly before: RowsAfter | undefined;
  readonly schema: Schema;
  /** The step whose output it is; null for the source. */
  readonly step: string | null;
}

/** The rows as a SELECT that always gives them in the same order. */
export function chainOf(rows: RowsAfter, wantIdentity = false): OrderedChain {
  const { flow, param, count, mainHasIdentity } = rows;
  return orderedChain(flow, param, count, { mainHasIdentity, wantIdentity });
}

/** A view on the shown rows as a SELECT. */
export function rowsQuery(shown: ShownRows, side: Side, view: View): Sql {
  const { flow, param } = shown.after;
  const scope = { parameters: flow.parameters, param };
  // Equal rows of a sort keep their order by the identity, which is had for less than a number.
  return viewQuery(sideChain(shown, side, view.sort.length > 0), view, scope);
}

/** The key of shown rows: another one if what is read may be other rows. */
export function rowsKey(parts: readonly string[]): string {
  return bytesToHex(sha256(utf8ToBytes(parts.join('\n\u0000\n')))).slice(0, 24);
}

function sideChain(shown: ShownRows, side: Side, wantIdentity: boolean): OrderedChain {
  if (side === 'after') return chainOf(shown.after, wantIdentity);
  const { before } = shown;
  if (!before) {
    throw new AppError('usage', 'There is nothing to compare with.', {
      hint: 'Preview a change first.',
    });
  }
  if (side === 'before') return chainOf(before, wantIdentity);
  return removedRows(chainOf(before, true), chainOf(shown.after, true));
}
