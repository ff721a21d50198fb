import type { Condition } from '../../../shared/condition.ts';
import type { Json } from '../../../shared/json.ts';
import type { InsightFix } from '../../../shared/profile/insight.ts';
import type { InsightContext } from './define.ts';
import { listed } from './figures.ts';

/** Above this many columns, a list of all that stay is no step that one would read. */
const MOST_COLUMNS = 300;

/** Leaves columns out: a selection of all others. None for very wide tables, or if nothing stays. */
export function dropColumns(
  { schema }: InsightContext,
  names: readonly string[],
): readonly InsightFix[] {
  if (schema.length > MOST_COLUMNS) return [];
  const stay = schema.map(({ name }) => name).filter((name) => !names.includes(name));
  if (stay.length === 0) return [];
  return [{ title: `Leave out ${listed(names)}`, op: 'select-columns', params: { columns: stay } }];
}

/** Replaces a column by an expression over it. */
export function formula(title: string, column: string, expression: string): InsightFix {
  return { title, op: 'formula', params: { column, expression } };
}

/** Takes the rows that match away. */
export function dropRows(where: Condition, title = 'Drop these rows'): InsightFix {
  return { title, op: 'filter-rows', params: { where: conditionJson(where), keep: false } };
}

/** Brings a text column to another type; what does not fit becomes null. */
export function changeType(title: string, column: string, to: string, format?: string): InsightFix {
  const read = format === undefined ? {} : { format };
  return {
    title,
    op: 'change-type',
    params: { columns: [column], to, ...read, onError: 'null' },
  };
}

/** Fills nulls. */
export function fillMissing(
  title: string,
  column: string,
  by: { readonly with: 'median' | 'mean' | 'mode' } | { readonly constant: Json },
): InsightFix {
  const how = 'with' in by ? { with: by.with } : { with: 'constant', value: by.constant };
  return { title, op: 'fill-missing', params: { columns: [column], ...how } };
}

function conditionJson(condition: Condition): Json {
  // SAFETY: a condition is JSON; the one optional part, `value`, is never set to undefined here.
  return condition as unknown as Json;
}
