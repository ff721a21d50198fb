import type { ReactNode } from 'react';
import type { Problem } from '../../../src/shared/recipe.ts';
import { useWorkbench } from '../state/context.ts';

/** What of the recipe does not fit the data, step by step. */
export function OtherProblems({ problems }: { readonly problems: readonly Problem[] }): ReactNode {
  const steps = useWorkbench(({ state }) => state?.recipe?.steps);
  if (problems.length === 0) return null;
  const where = (id: string | null): string => {
    const index = steps?.findIndex((step) => step.id === id) ?? -1;
    const step = steps?.[index];
    return step ? `${String(index + 1)} ${step.title}: ` : '';
  };
  return (
    <section className="other-part">
      <h3>What does not fit</h3>
      <ul className="other-problems">
        {problems.map(({ step, path, message, hint }) => (
          <li key={path + message}>
            <b>{where(step)}</b>
            {message} <span className="is-quiet">{hint}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
