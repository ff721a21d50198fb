import type { Basis } from '../../../src/shared/profile/columnProfile.ts';
import { integer } from '../../ui/format.ts';

/** How sure a figure is, in a sentence. */
export function basisWords(basis: Basis, sampled?: number): string {
  switch (basis) {
    case 'exact':
      return 'Exact, from all rows.';
    case 'sketch ±3%':
      return 'Counted by a sketch: within 3 %.';
    case 'estimate':
      return sampled === undefined
        ? 'Estimate from a sample of the rows.'
        : `Estimate from a sample of ${integer(sampled)} rows.`;
  }
}

/** The basis of a figure under its dotted name: its own, or that of the part it belongs to. */
export function basisAt(
  basis: Readonly<Record<string, Basis>>,
  name: string,
  sampled: boolean,
): Basis {
  for (let path = name; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('.')))) {
    const found = basis[path];
    if (found !== undefined) return found;
  }
  return sampled ? 'estimate' : 'exact';
}
