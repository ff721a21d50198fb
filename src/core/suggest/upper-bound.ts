import { defineSuggestion } from './define.ts';
import { ofNumbers } from './ofNumbers.ts';

/** Above which numbers are rare. */
export default defineSuggestion({
  id: 'upper-bound',
  needs: 'profile',
  suggest: (look) => ofNumbers(look, ['p99', 'p95', 'max'], Math.ceil),
});
