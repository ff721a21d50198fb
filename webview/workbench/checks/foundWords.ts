import type { CheckResult } from '../../../src/shared/contracts/workbench.ts';
import type { Check } from '../../../src/shared/recipe.ts';
import { counted } from '../form/model/words.ts';

/** What a check found, in a few characters: “3 of 1,000 rows”, “41.5”, “5 days”. */
export function foundWords(check: Check, { found, of }: CheckResult): string {
  if (found === null) return 'no value';
  switch (check.rule) {
    case 'type':
      return 'another type';
    case 'statistic':
      return found.toLocaleString('en-US', { maximumSignificantDigits: 6 });
    case 'freshness':
      return `${found.toLocaleString('en-US')} ${check.within.unit}`;
    case 'row-count':
    case 'custom-sql':
      return counted(found, 'row');
    default:
      return of === null
        ? counted(found, 'row')
        : `${found.toLocaleString('en-US')} of ${counted(of, 'row')}`;
  }
}
