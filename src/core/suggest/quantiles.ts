import { defineSuggestion } from './define.ts';
import { ofNumbers } from './ofNumbers.ts';

/** Edges with about as many numbers between each two. */
export default defineSuggestion({
  id: 'quantiles',
  needs: 'profile',
  suggest: (look) => ofNumbers(look, ['min', 'p25', 'p50', 'p75', 'max']),
});
