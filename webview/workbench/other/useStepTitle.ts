import { useWorkbench } from '../state/context.ts';

/** What the recipe's panel calls a step: `3 Fill missing values`. The id of one that is gone. */
export function useStepTitle(): (id: string) => string {
  const steps = useWorkbench(({ state }) => state?.recipe?.steps);
  return (id) => {
    const index = steps?.findIndex((step) => step.id === id) ?? -1;
    return index < 0 ? id : `${String(index + 1)} ${steps?.[index]?.title ?? ''}`;
  };
}
