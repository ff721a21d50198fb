import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { DragEvent, KeyboardEvent, MouseEvent, ReactNode } from 'react';
import type { RecipeState, StepState } from '../../../src/shared/contracts/workbenchState.ts';
import { Menu } from '../../ui/Menu.tsx';
import type { Anchor } from '../../ui/placePopover.ts';
import { StepForm } from '../form/StepForm.tsx';
import { useForm } from '../form/state/useForm.ts';
import { useStore, useWorkbench } from '../state/context.ts';
import { InsertPlace } from './InsertPlace.tsx';
import { NoteEditor } from './NoteEditor.tsx';
import { OperationPicker } from './OperationPicker.tsx';
import { SourceRow } from './SourceRow.tsx';
import { StepRow } from './StepRow.tsx';
import { editOf, stepMenu } from './stepActions.ts';
import type { StepAction } from './stepActions.ts';
import { useRowFocus } from './useRowFocus.ts';

interface OpenMenu {
  readonly step: string;
  readonly anchor: Anchor;
}

/** The source and the steps in order, with places between them. Row 0 is the source. */
export function StepList({ recipe }: { readonly recipe: RecipeState }): ReactNode {
  const store = useStore();
  const source = useWorkbench(({ state }) => state?.source);
  const columns = useWorkbench(({ state }) =>
    state?.table?.step === null ? state.table.schema.length : undefined,
  );
  const kind = useWorkbench(({ state }) => state?.kind);
  const adding = useWorkbench((snapshot) => snapshot.adding);
  const { open } = useForm();
  const { steps, selected } = recipe;
  const { rows, focusRow, keepAt } = useRowFocus(steps.length);
  const [menu, setMenu] = useState<OpenMenu>();
  const [noting, setNoting] = useState<string>();
  const [dragged, setDragged] = useState<string>();
  const [drop, setDrop] = useState<number>();
  const selectedRow = steps.findIndex(({ id }) => id === selected) + 1;
  const [walked, setWalked] = useState<number>();
  const reachable = Math.min(walked ?? selectedRow, steps.length);
  useFocusBack(open?.key ?? (adding === undefined ? undefined : -1), () => {
    focusRow(selectedRow);
  });

  const walk = (to: number): void => {
    const next = Math.max(0, Math.min(steps.length, to));
    setWalked(next);
    focusRow(next);
  };
  const insertAt = (at: number): void => {
    store.startAdding(at);
  };
  const act = (step: StepState, index: number, action: StepAction): void => {
    switch (action) {
      case 'edit':
        store.editStep(step.id);
        return;
      case 'insertAbove':
        insertAt(index);
        return;
      case 'insertBelow':
        insertAt(index + 1);
        return;
      case 'note':
        setNoting(step.id);
        return;
      case 'learn':
        // What lies above is learned first: this step learns from its rows.
        void (steps.slice(0, index).some(needsLearning) ? store.learn() : store.learn(step.id));
        return;
      default: {
        const edit = editOf(recipe, step, action);
        if (!edit) return;
        if (action === 'delete') keepAt(Math.min(index + 1, steps.length - 1));
        // A move keeps its row, whose focus a browser drops when it takes it from its place.
        const moved = action === 'up' || action === 'down';
        void store.apply(edit).then(() => {
          if (moved) walk(index + 1 + (action === 'up' ? -1 : 1));
        });
      }
    }
  };
  const walkKeys = (event: KeyboardEvent, row: number): boolean => {
    const to = {
      ArrowDown: row + 1,
      ArrowUp: row - 1,
      Home: 0,
      End: steps.length,
      PageDown: row + 10,
      PageUp: row - 10,
    }[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey) return false;
    if (to !== undefined) walk(to);
    else if (event.key === 'Insert') insertAt(row);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const stepKeys = (event: KeyboardEvent, step: StepState, index: number): void => {
    if (walkKeys(event, index + 1)) return;
    const plain: Readonly<Record<string, StepAction>> = {
      Enter: 'edit',
      F2: 'edit',
      ' ': 'toggle',
      Delete: 'delete',
    };
    const alt: Readonly<Record<string, StepAction>> = { ArrowUp: 'up', ArrowDown: 'down' };
    if (event.ctrlKey || event.metaKey) return;
    const action = (event.altKey ? alt : plain)[event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    act(step, index, action);
  };
  const dropOn = (event: DragEvent<HTMLElement>, index: number): void => {
    if (dragged === undefined) return;
    event.preventDefault();
    const { top, height } = event.currentTarget.getBoundingClientRect();
    setDrop(event.clientY < top + height / 2 ? index : index + 1);
  };
  const dropped = (event: DragEvent): void => {
    event.preventDefault();
    const from = steps.findIndex(({ id }) => id === dragged);
    if (dragged !== undefined && drop !== undefined && from >= 0) {
      // Taking it out moves what lies below it up.
      const to = drop > from ? drop - 1 : drop;
      if (to !== from) void store.apply({ kind: 'move-step', id: dragged, to });
    }
    setDragged(undefined);
    setDrop(undefined);
  };
  const menuAt = (event: MouseEvent<HTMLElement>, id: string): void => {
    event.preventDefault();
    const isButton = event.type === 'click';
    const { left, bottom, height } = event.currentTarget.getBoundingClientRect();
    const byKey = event.clientX === 0 && event.clientY === 0;
    setMenu({
      step: id,
      anchor:
        isButton || byKey
          ? { left, right: left, top: bottom - height, bottom }
          : {
              left: event.clientX,
              right: event.clientX,
              top: event.clientY,
              bottom: event.clientY,
            },
    });
  };
  const keep = (row: number) => (node: HTMLButtonElement | null) => {
    if (node) rows.current.set(row, node);
    else rows.current.delete(row);
  };
  const menuStep = steps.find(({ id }) => id === menu?.step);
  const below = (at: number): ReactNode => (
    <>
      <InsertPlace
        at={at}
        shown={adding === at || (open !== undefined && open.step === undefined && open.at === at)}
        onInsert={() => {
          insertAt(at);
        }}
      />
      {adding === at && (
        <OperationPicker
          at={at}
          onLeave={() => {
            store.stopAdding();
          }}
        />
      )}
      {open?.step === undefined && open?.at === at && <StepForm open={open} />}
    </>
  );

  return (
    <>
      <ol className="steps" aria-label="Steps">
        <li>
          <SourceRow
            buttonRef={keep(0)}
            source={source}
            columns={columns}
            recipe={recipe}
            selected={selected === null}
            reachable={reachable === 0}
            onSelect={() => {
              setWalked(undefined);
              void store.select(null);
            }}
            onOther={
              kind === 'recipe'
                ? () => {
                    void store.command({ id: 'useOtherData', source: 'main' });
                  }
                : undefined
            }
            onKeyDown={(event) => {
              walkKeys(event, 0);
            }}
          />
          {below(0)}
        </li>
        {steps.map((step, index) => (
          <li key={step.id}>
            <StepRow
              buttonRef={keep(index + 1)}
              recipe={recipe}
              step={step}
              index={index}
              selected={selected === step.id}
              editing={open?.step === step.id}
              reachable={reachable === index + 1}
              drop={
                dragged === undefined || dragged === step.id
                  ? undefined
                  : drop === index
                    ? 'above'
                    : drop === index + 1
                      ? 'below'
                      : undefined
              }
              onSelect={() => {
                setWalked(undefined);
                if (selected !== step.id) void store.select(step.id);
              }}
              onAction={(action) => {
                act(step, index, action);
              }}
              onMenu={(event) => {
                menuAt(event, step.id);
              }}
              onKeyDown={(event) => {
                stepKeys(event, step, index);
              }}
              drag={{
                onDragStart: (event) => {
                  event.dataTransfer.effectAllowed = 'move';
                  event.dataTransfer.setData('text/plain', step.title);
                  setDragged(step.id);
                },
                onDragEnd: () => {
                  setDragged(undefined);
                  setDrop(undefined);
                },
                onDragOver: (event) => {
                  dropOn(event, index);
                },
                onDrop: dropped,
              }}
            />
            {noting === step.id && (
              <NoteEditor
                label={`Note of step ${String(index + 1)}, ${step.title}`}
                note={step.note}
                onLeave={() => {
                  setNoting(undefined);
                  focusRow(index + 1);
                }}
                onSave={(note) => {
                  setNoting(undefined);
                  focusRow(index + 1);
                  if (note !== step.note) void store.apply({ kind: 'set-note', id: step.id, note });
                }}
              />
            )}
            {open?.step === step.id && <StepForm open={open} />}
            {below(index + 1)}
          </li>
        ))}
      </ol>
      {menu && menuStep && (
        <Menu
          label={`Actions of ${menuStep.title}`}
          anchor={menu.anchor}
          items={stepMenu(recipe, menuStep)}
          onClose={() => {
            setMenu(undefined);
          }}
          onPick={(id) => {
            const action = stepMenu(recipe, menuStep).find((item) => item?.id === id);
            if (!action) return;
            // SAFETY: every line of a step's menu is named by its action.
            act(menuStep, steps.indexOf(menuStep), action.id as StepAction);
          }}
        />
      )}
    </>
  );
}

function needsLearning({ fit, enabled }: StepState): boolean {
  return enabled && (fit === 'missing' || fit === 'stale');
}

/** Gives the focus back where it was when something was opened here, once that is closed. */
function useFocusBack(opened: number | undefined, otherwise: () => void): void {
  const before = useRef<Element>(undefined);
  const fallback = useEffectEvent(otherwise);
  const isOpen = opened !== undefined;
  useEffect(() => {
    if (!isOpen) return;
    return () => {
      const { activeElement } = document;
      const lost = activeElement === null || activeElement === document.body;
      if (!lost) return;
      if (before.current instanceof HTMLElement && before.current.isConnected) {
        before.current.focus();
      } else fallback();
    };
  }, [isOpen]);
  useEffect(() => {
    // What has the focus while nothing is open is where it goes back to.
    const remember = ({ target }: FocusEvent): void => {
      if (!isOpen && target instanceof Element) before.current = target;
    };
    document.addEventListener('focusin', remember);
    return () => {
      document.removeEventListener('focusin', remember);
    };
  }, [isOpen]);
}
