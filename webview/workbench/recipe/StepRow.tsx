import { useId } from 'react';
import type { DragEvent, KeyboardEvent, MouseEvent, ReactNode } from 'react';
import type { RecipeState, StepState } from '../../../src/shared/contracts/workbenchState.ts';
import { Icon } from '../../ui/Icon.tsx';
import { RowButton } from './RowButton.tsx';
import { splitMove } from './splitMove.ts';
import { stepBadges, stepDescription } from './stepFacts.ts';
import type { Badge } from './stepFacts.ts';
import type { StepAction } from './stepActions.ts';

interface StepRowProps {
  readonly recipe: RecipeState;
  readonly step: StepState;
  readonly index: number;
  readonly selected: boolean;
  readonly editing: boolean;
  /** The row that the Tab key comes to. */
  readonly reachable: boolean;
  /** Where a dragged step would go. */
  readonly drop: 'above' | 'below' | undefined;
  readonly onSelect: () => void;
  readonly onAction: (action: StepAction) => void;
  readonly onMenu: (event: MouseEvent<HTMLElement>) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly drag: {
    readonly onDragStart: (event: DragEvent) => void;
    readonly onDragEnd: () => void;
    readonly onDragOver: (event: DragEvent<HTMLElement>) => void;
    readonly onDrop: (event: DragEvent) => void;
  };
  readonly buttonRef: (node: HTMLButtonElement | null) => void;
}

/** A step as a sentence: number, title, what it did, the one detail that matters. */
export function StepRow({ buttonRef, ...props }: StepRowProps): ReactNode {
  const { step, index, selected, editing, reachable, onAction } = props;
  const description = useId();
  const split = splitMove(props.recipe, step.id) !== undefined;
  const badges = stepBadges(step, editing, split);
  // The title's line has room for one, the detail's for another.
  const [second, first = second] = badges.length > 1 ? badges : [undefined, ...badges];
  const tab = reachable ? 0 : -1;
  const classes = [
    'step',
    ...(selected ? ['is-selected'] : []),
    ...(step.enabled ? [] : ['is-off']),
    ...(step.problem && step.enabled ? ['is-broken'] : []),
    ...(props.drop ? [`drop-${props.drop}`] : []),
  ];
  return (
    <div
      className={classes.join(' ')}
      draggable
      onContextMenu={props.onMenu}
      onDragStart={props.drag.onDragStart}
      onDragEnd={props.drag.onDragEnd}
      onDragOver={props.drag.onDragOver}
      onDrop={props.drag.onDrop}
    >
      <button
        ref={buttonRef}
        type="button"
        className="step-main"
        tabIndex={tab}
        aria-current={selected ? 'step' : undefined}
        aria-describedby={description}
        aria-keyshortcuts="Enter Space Delete Insert Alt+ArrowUp Alt+ArrowDown"
        onClick={props.onSelect}
        onDoubleClick={() => {
          onAction('edit');
        }}
        onKeyDown={props.onKeyDown}
        onKeyUp={(event) => {
          // A button would be pressed by it.
          if (event.key === ' ') event.preventDefault();
        }}
      >
        <span className="step-number">
          {step.problem && step.enabled ? <Icon name="error" /> : null}
          <span className={step.problem && step.enabled ? 'visually-hidden' : ''}>{index + 1}</span>
        </span>
        <span className="step-title" title={step.title}>
          {step.title}
        </span>
        <span className="step-badges">
          {step.note !== '' && (
            <span className="step-note-sign" title={step.note}>
              <Icon name="note" />
            </span>
          )}
          {first && <BadgeView badge={first} />}
        </span>
        <span className="step-detail" title={step.detail}>
          {step.detail}
        </span>
        {second && (
          <span className="step-badges">
            <BadgeView badge={second} />
          </span>
        )}
      </button>
      <span id={description} className="visually-hidden">
        {stepDescription(step, editing, split)}
      </span>
      <div className="step-actions">
        <RowButton
          icon="edit"
          label={`Edit ${step.title} (Enter)`}
          reachable={reachable}
          onClick={() => {
            onAction('edit');
          }}
        />
        <RowButton
          icon={step.enabled ? 'eye' : 'eye-closed'}
          label={`Switch ${step.enabled ? 'off' : 'on'} ${step.title} (Space)`}
          reachable={reachable}
          onClick={() => {
            onAction('toggle');
          }}
        />
        <RowButton
          icon="trash"
          label={`Delete ${step.title} (Delete)`}
          reachable={reachable}
          onClick={() => {
            onAction('delete');
          }}
        />
        <RowButton
          icon="ellipsis"
          label={`More actions of ${step.title}`}
          menu
          reachable={reachable}
          onClick={props.onMenu}
        />
      </div>
      {step.problem && step.enabled && (
        <p className="step-problem" title={`${step.problem.message} ${step.problem.hint}`}>
          {step.problem.message} {step.problem.hint}
        </p>
      )}
      {selected && step.note !== '' && <p className="step-note">{step.note}</p>}
      {step.enabled && !editing && (
        <StepOffers step={step} split={split} tab={tab} onAction={onAction} />
      )}
    </div>
  );
}

function BadgeView({ badge }: { readonly badge: Badge }): ReactNode {
  return (
    <span className={`step-badge ${badge.tone}`} title={badge.title}>
      {badge.text}
    </span>
  );
}

/** The deeds that a step's state asks for. */
function StepOffers({
  step,
  split,
  tab,
  onAction,
}: {
  readonly step: StepState;
  readonly split: boolean;
  readonly tab: number;
  readonly onAction: (action: StepAction) => void;
}): ReactNode {
  const offers: readonly (readonly [StepAction, string])[] = [
    ...(step.fit === 'stale' && (!step.problem || step.problem.code === 'stale')
      ? [['learn', 'Learn again'] as const]
      : []),
    ...(step.fit === 'missing' && !step.problem ? [['learn', 'Learn'] as const] : []),
    ...(split && step.fit === 'fitted' ? [['moveSplit', 'Move the split up'] as const] : []),
  ];
  if (offers.length === 0) return null;
  return (
    <div className="step-offers">
      {offers.map(([action, label]) => (
        <button
          key={action}
          type="button"
          className="text-button"
          tabIndex={tab}
          aria-label={`${label}: ${step.title}`}
          onClick={() => {
            onAction(action);
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
