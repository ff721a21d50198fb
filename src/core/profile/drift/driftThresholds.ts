import type { ColumnDrift, DriftThresholds } from '../../../shared/profile/drift.ts';

/** From which figures on a column counts as drifted, and why. */
const DRIFT_THRESHOLDS: Required<DriftThresholds> = {
  // Between 0.1, “some change”, and 0.25, “a major one”, as scorecards are watched (Siddiqi, 2006).
  psi: 0.2,
  // A tenth of the rows lie elsewhere. The p must be small too: few rows differ by chance.
  ks: 0.1,
  p: 0.01,
  // One row in twenty, which an imputation or a filter upstream begins to be felt from.
  missing: 0.05,
  // A model that never saw a category guesses; one row in a hundred is worth a look.
  newCategories: 0.01,
};

/** Whether a column's figures say that it drifted. `newShare`: rows with new categories. */
export function isDrifted(
  { psi, ks, missing }: Pick<ColumnDrift, 'psi' | 'ks' | 'missing'>,
  newShare: number,
  given: DriftThresholds = {},
): boolean {
  const limit = { ...DRIFT_THRESHOLDS, ...given };
  return (
    (psi !== undefined && psi >= limit.psi) ||
    (ks !== undefined && ks.d >= limit.ks && ks.p < limit.p) ||
    (missing !== undefined && Math.abs(missing.after - missing.before) >= limit.missing) ||
    (newShare > 0 && newShare >= limit.newCategories)
  );
}
