import type { ReactNode } from 'react';
import type { Problem } from '../../../src/shared/recipe.ts';
import { useStepTitle } from './useStepTitle.ts';

/** What of the recipe does not fit the data, step by step. */
export function OtherProblems({ problems }: { readonly problems: readonly Problem[] }): ReactNode {
  const title = useStepTitle();
  if (problems.length === 0) return null;
  return (
    <section className="other-part">
      <h3>What does not fit</h3>
      <ul className="other-problems">
        {problems.map(({ step, path, message, hint }) => (
          <li key={path + message}>
            {step === null ? null : <b>{title(step)}: </b>}
            {message} <span className="is-quiet">{hint}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
