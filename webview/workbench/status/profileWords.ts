import { integer } from '../../ui/format.ts';
import type { ExactProgress } from '../table/profileCache.ts';

/** What the control for figures says. */
export interface ProfileWords {
  readonly text: string;
  readonly title: string;
  readonly isEstimate: boolean;
  /** Exact figures are on their way. */
  readonly isWorking: boolean;
}

/** `Exact`, `≈ Estimate`, `≈ Exact 3 of 12`. */
export function profileWords(
  basis: 'exact' | 'estimate' | undefined,
  { done, of, estimates }: ExactProgress,
): ProfileWords {
  if (basis !== 'estimate') {
    return {
      text: 'Exact',
      title: 'The figures in sight come from all rows. A count with ≈ is within 3 %.',
      isEstimate: false,
      isWorking: false,
    };
  }
  if (of > done) {
    return {
      text: `≈ Exact ${integer(done)} of ${integer(of)}`,
      title: 'Figures with ≈ come from a sample so far; the exact ones follow, column by column.',
      isEstimate: true,
      isWorking: true,
    };
  }
  return {
    text: done > 0 ? `≈ ${integer(done)} of ${integer(done + estimates)} exact` : '≈ Estimate',
    title: 'Figures with ≈ come from a sample of the rows. Click for exact ones.',
    isEstimate: true,
    isWorking: false,
  };
}
