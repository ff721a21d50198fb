import type { RecipeState, StepState } from '../../../src/shared/contracts/workbenchState.ts';
import type { RecipeEdit } from '../../../src/shared/recipeEdit.ts';
import type { MenuItem } from '../../ui/Menu.tsx';
import { splitMove } from './splitMove.ts';

/** What can be done with a step. */
export type StepAction =
  | 'edit'
  | 'toggle'
  | 'up'
  | 'down'
  | 'insertAbove'
  | 'insertBelow'
  | 'note'
  | 'learn'
  | 'moveSplit'
  | 'delete';

/** A step's menu; what makes no sense for it is left out or greyed. */
export function stepMenu(recipe: RecipeState, step: StepState): readonly (MenuItem | null)[] {
  const at = recipe.steps.findIndex(({ id }) => id === step.id);
  const learns = step.fit === 'stale' || step.fit === 'missing';
  const items: readonly (MenuItem & { readonly id: StepAction })[] = [
    { id: 'edit', label: 'Edit', hint: 'Enter' },
    { id: 'toggle', label: step.enabled ? 'Switch off' : 'Switch on', hint: 'Space' },
    { id: 'note', label: step.note === '' ? 'Add note…' : 'Edit note…' },
  ];
  const fits: readonly (MenuItem & { readonly id: StepAction })[] = [
    ...(learns
      ? [{ id: 'learn' as const, label: step.fit === 'stale' ? 'Learn again' : 'Learn' }]
      : []),
    ...(splitMove(recipe, step.id)
      ? [{ id: 'moveSplit' as const, label: 'Move the split up' }]
      : []),
  ];
  const places: readonly (MenuItem & { readonly id: StepAction })[] = [
    { id: 'insertAbove', label: 'Insert step above' },
    { id: 'insertBelow', label: 'Insert step below', hint: 'Insert' },
    { id: 'up', label: 'Move up', hint: 'Alt+↑', disabled: at === 0 },
    { id: 'down', label: 'Move down', hint: 'Alt+↓', disabled: at === recipe.steps.length - 1 },
  ];
  const last: MenuItem & { readonly id: StepAction } = {
    id: 'delete',
    label: 'Delete',
    hint: 'Delete',
  };
  return [...items, ...fits, null, ...places, null, last];
}

/** The edit that an action is; undefined for one that is none, or has no effect. */
export function editOf(
  recipe: RecipeState,
  step: StepState,
  action: StepAction,
): RecipeEdit | undefined {
  const at = recipe.steps.findIndex(({ id }) => id === step.id);
  const { id } = step;
  switch (action) {
    case 'toggle':
      return { kind: 'set-enabled', id, enabled: !step.enabled };
    case 'up':
      return at > 0 ? { kind: 'move-step', id, to: at - 1 } : undefined;
    case 'down':
      return at < recipe.steps.length - 1 ? { kind: 'move-step', id, to: at + 1 } : undefined;
    case 'delete':
      return { kind: 'delete-step', id };
    case 'moveSplit':
      return splitMove(recipe, id);
    case 'edit':
    case 'insertAbove':
    case 'insertBelow':
    case 'note':
    case 'learn':
      return undefined;
  }
}
