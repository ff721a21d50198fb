import { defineSuggestion } from './define.ts';
import { ofNumbers } from './ofNumbers.ts';

/** Below which numbers are rare. */
export default defineSuggestion({
  id: 'lower-bound',
  needs: 'profile',
  suggest: (look) => ofNumbers(look, ['p1', 'p5', 'min'], Math.floor),
});
