import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import type { MenuItem } from '../../ui/Menu.tsx';
import type { Anchor } from '../../ui/placePopover.ts';
import { ChecksSection } from '../checks/ChecksSection.tsx';
import { useForm, useFormStore } from '../form/state/useForm.ts';
import { OutputsSection } from '../outputs/OutputsSection.tsx';
import { useAction, useStore, useWorkbench } from '../state/context.ts';
import { ParametersSection } from './ParametersSection.tsx';
import { SourcesSection } from './SourcesSection.tsx';
import { StepList } from './StepList.tsx';
import './recipe.css';

/** The recipe from its source to its outputs, with the forms in their places. */
export function RecipePanel(): ReactNode {
  const store = useStore();
  const recipe = useWorkbench(({ state }) => state?.recipe);
  const kind = useWorkbench(({ state }) => state?.kind);
  const panel = useRef<HTMLDivElement>(null);
  // So that the list of operations is there when it is asked for.
  useEffect(() => {
    store.loadCatalogue();
  }, [store]);
  useAction((action) => {
    if (action === 'addStep' && store.snapshot().adding === undefined) store.startAdding();
  });
  // A step that is selected elsewhere is brought into sight.
  const selected = recipe?.selected;
  useEffect(() => {
    panel.current?.querySelector('.step.is-selected')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);

  return (
    <div ref={panel} className="recipe">
      <div className="recipe-head">
        <h2>Recipe</h2>
        {kind === 'recipe' && recipe && <RecipeMenu />}
      </div>
      <AddStep disabled={!recipe} />
      <div className="recipe-body">
        {recipe && <StepList recipe={recipe} />}
        <LeftNotice />
        {recipe && kind === 'data' && (
          <p className="recipe-hint">
            The first step starts a recipe; the filters and sorts of this view come with it.
          </p>
        )}
        {recipe && kind === 'recipe' && (
          <>
            <ChecksSection recipe={recipe} />
            <OutputsSection recipe={recipe} />
            <ParametersSection recipe={recipe} />
            <SourcesSection recipe={recipe} />
          </>
        )}
      </div>
    </div>
  );
}

/** Opens the list of operations at the place after the selected step. */
function AddStep({ disabled }: { readonly disabled: boolean }): ReactNode {
  const store = useStore();
  return (
    <button
      type="button"
      className="add-step"
      disabled={disabled}
      aria-keyshortcuts="Control+K"
      onClick={() => {
        store.startAdding();
      }}
    >
      <span>Add a step…</span>
      <kbd>{isMac ? '⌘K' : 'Ctrl+K'}</kbd>
    </button>
  );
}

const isMac = navigator.userAgent.includes('Mac');

function RecipeMenu(): ReactNode {
  const store = useStore();
  const steps = useWorkbench(({ state }) => state?.recipe?.steps);
  const [anchor, setAnchor] = useState<Anchor>();
  const learnable = (steps ?? []).filter(
    ({ fit, enabled }) => enabled && (fit === 'stale' || fit === 'missing'),
  ).length;
  const items: readonly (MenuItem | null)[] = [
    { id: 'learn', label: 'Learn what is missing or stale', disabled: learnable === 0 },
    null,
    { id: 'openAsText', label: 'Reopen as text' },
  ];
  return (
    <>
      <IconButton
        icon="ellipsis"
        label="More actions of the recipe"
        expanded={anchor !== undefined}
        onClick={({ currentTarget }) => {
          setAnchor(currentTarget.getBoundingClientRect());
        }}
      />
      {anchor && (
        <Menu
          label="Recipe"
          anchor={anchor}
          items={items}
          onClose={() => {
            setAnchor(undefined);
          }}
          onPick={(id) => {
            if (id === 'learn') void store.learn();
            else void store.command({ id: 'openAsText' });
          }}
        />
      )}
    </>
  );
}

/** What was typed and left can be had again. */
function LeftNotice(): ReactNode {
  const form = useFormStore();
  const { left, open } = useForm();
  if (!left || open) return null;
  return (
    <div className="left-notice" role="status">
      <Icon name="history" />
      <span title={left.title}>{`“${left.title}” was discarded.`}</span>
      <button type="button" className="text-button" onClick={form.reopen}>
        Reopen
      </button>
      <IconButton icon="close" label="Forget it" onClick={form.forget} />
    </div>
  );
}
