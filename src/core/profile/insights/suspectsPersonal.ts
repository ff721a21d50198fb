import type { Schema } from '../../../shared/columnType.ts';
import type { DetailsResult } from '../../../shared/profile/columnDetails.ts';
import { formatType } from '../../sql/types.ts';
import { insightColumns } from './insightColumn.ts';
import personalData from './personal-data.ts';
import { thresholdValues } from './thresholds.ts';

/**
 * Whether any of the columns is suspected to hold personal data, by the insight's own rule with its
 * defaults: what becomes of learned values must not hang on the settings of one person's editor.
 *
 * @param details - the second tier of the columns
 * @param schema - the columns of the rows; others may be among them
 */
export function suspectsPersonal({ rows, columns }: DetailsResult, schema: Schema): boolean {
  const types = new Map(schema.map(({ name, type }) => [name, formatType(type)]));
  const profiles = columns.map(({ name, filled }) => ({
    name,
    type: types.get(name) ?? 'text',
    nulls: Math.max(0, rows - filled),
    // The rule does not ask for it.
    distinct: 0,
    basis: {},
  }));
  const found = insightColumns({ rows, columns: profiles }, { rows, columns });
  const context = {
    ...{ rows, schema, columns: found },
    ...{ dataset: undefined, target: undefined, now: undefined },
  };
  const { share = 0, few = 0 } = thresholdValues(personalData, undefined);
  return found.some((column) => personalData.column?.(column, { share, few }, context));
}
