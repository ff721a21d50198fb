import type { ColumnType, Schema } from '../../../shared/columnType.ts';
import type { Basis, ColumnProfile, ProfileResult } from '../../../shared/profile/columnProfile.ts';
import type { ColumnDetails, DetailsResult } from '../../../shared/profile/columnDetails.ts';
import { parseType } from '../../sql/types.ts';

/** One column as rules see it: both tiers of its figures side by side. */
export interface InsightColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly profile: ColumnProfile;
  /** Absent until the second tier is there. */
  readonly details: ColumnDetails | undefined;
  /** Rows of the dataset, and how many of them have a value here. */
  readonly rows: number;
  readonly filled: number;
  /**
   * Distinct values / filled values, 0 to 1. Of a sample it is the share within the sample: whether
   * values repeat is seen there, how many there are in all is not.
   */
  readonly uniqueness: number;
}

/** The columns of a profile with their details where they are there. */
export function insightColumns(
  profile: ProfileResult,
  details: DetailsResult | undefined,
): readonly InsightColumn[] {
  const byName = new Map(details?.columns.map((column) => [column.name, column]));
  return profile.columns.map((column) => {
    const filled = Math.max(0, profile.rows - column.nulls);
    const found = byName.get(column.name);
    return {
      name: column.name,
      type: parseType(column.type),
      profile: column,
      details: found,
      rows: profile.rows,
      filled,
      uniqueness: uniquenessOf(column, filled, profile),
    };
  });
}

/** The columns' names and types, as recipes check against them. */
export function schemaOf(columns: readonly InsightColumn[]): Schema {
  return columns.map(({ name, type }) => ({ name, type }));
}

/** How sure a figure of the first tier is. */
export function profileBasis({ profile }: InsightColumn, figure: string): Basis {
  return profile.basis[figure] ?? 'exact';
}

/** How sure a part of the second tier is: by its own name, or by that of the part that holds it. */
export function detailsBasis({ details }: InsightColumn, part: string): Basis {
  const whole = part.split('.')[0] ?? part;
  return details?.basis[part] ?? details?.basis[whole] ?? 'exact';
}

/**
 * A sample in which all values differ is scaled up by GEE to `n · √(rows / sampled)` (see
 * `columnResult`), so that is what an all-different sample is compared with.
 */
function uniquenessOf(column: ColumnProfile, filled: number, profile: ProfileResult): number {
  if (filled === 0) return 0;
  const { rows, sampled = rows } = profile;
  // Beside figures of a sample there may be some that were kept of the whole.
  const isSample = column.basis['distinct'] === 'estimate' && sampled > 0 && rows > sampled;
  if (!isSample) return Math.min(1, column.distinct / filled);
  const seen = (filled * sampled) / rows;
  return Math.min(1, column.distinct / (seen * Math.sqrt(rows / sampled)));
}
