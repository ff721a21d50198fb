import { defineSuggestion } from './define.ts';
import { ofNumbers } from './ofNumbers.ts';

/** What parts numbers into halves and quarters. */
export default defineSuggestion({
  id: 'middle',
  needs: 'profile',
  suggest: (look) => ofNumbers(look, ['p50', 'p75', 'p25']),
});
