import { use, useEffect, useState } from 'react';
import { toAppError } from '../../../../src/shared/errors.ts';
import type { Suggestion } from '../../../../src/shared/suggestion.ts';
import { FormContext } from '../formContext.ts';

const none: readonly Suggestion[] = [];

/** What a rule offers for a column of the table above the step; none until it is known. */
export function useSuggestions(
  column: string | undefined,
  rule: string | undefined,
): readonly Suggestion[] {
  const { suggest, scope } = use(FormContext);
  const known = column !== undefined && scope.columns.some(({ name }) => name === column);
  const key = known && rule !== undefined ? JSON.stringify([column, rule]) : '';
  const [found, setFound] = useState({ key: '', suggestions: none });
  useEffect(() => {
    if (key === '' || column === undefined || rule === undefined) return undefined;
    let wanted = true;
    suggest(column, rule).then(
      (suggestions) => {
        if (wanted) setFound({ key, suggestions });
      },
      // A form without offers is a form all the same.
      toAppError,
    );
    return () => {
      wanted = false;
    };
  }, [key, column, rule, suggest]);
  return found.key === key ? found.suggestions : none;
}
