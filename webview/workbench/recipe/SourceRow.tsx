import type { KeyboardEvent, ReactNode } from 'react';
import type { RecipeState, SourceState } from '../../../src/shared/contracts/workbenchState.ts';
import { Icon } from '../../ui/Icon.tsx';
import { counted } from '../form/model/words.ts';
import { RowButton } from './RowButton.tsx';

interface SourceRowProps {
  readonly source: SourceState | undefined;
  /** Columns of the table while the source itself is shown. */
  readonly columns: number | undefined;
  readonly recipe: RecipeState | undefined;
  readonly selected: boolean;
  readonly reachable: boolean;
  readonly onSelect: () => void;
  /** Absent in a viewer, which has one dataset. */
  readonly onOther: (() => void) | undefined;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly buttonRef: (node: HTMLButtonElement | null) => void;
}

/** Where the data come from: the row above the first step. */
export function SourceRow({ buttonRef, ...props }: SourceRowProps): ReactNode {
  const { source, recipe, selected } = props;
  const written = recipe?.recipe.sources['main'];
  const uri = source?.uri ?? written?.uri ?? '';
  const columns = written?.schema?.length ?? props.columns;
  const facts = [
    ...(source ? [counted(source.files, 'file')] : []),
    ...(columns === undefined ? [] : [counted(columns, 'column')]),
  ];
  return (
    <div className={`step step-source${selected ? ' is-selected' : ''}`}>
      <button
        ref={buttonRef}
        type="button"
        className="step-main"
        tabIndex={props.reachable ? 0 : -1}
        aria-current={selected ? 'step' : undefined}
        aria-keyshortcuts="Insert"
        onClick={props.onSelect}
        onKeyDown={props.onKeyDown}
      >
        <span className="step-number">
          <Icon name="database" />
          <span className="visually-hidden">Source</span>
        </span>
        <span className="step-title" title={uri}>
          {shortUri(uri)}
        </span>
        <span className="step-badges" />
        <span className="step-detail">{facts.join(' · ')}</span>
      </button>
      {props.onOther ? (
        <div className="step-actions">
          <RowButton
            icon="arrow-swap"
            label="Use other data…"
            reachable={props.reachable}
            onClick={props.onOther}
          />
        </div>
      ) : null}
    </div>
  );
}

/** The end of a long local path tells more than its beginning. */
function shortUri(uri: string): string {
  const path = uri.startsWith('file://') ? decoded(uri.slice('file://'.length)) : uri;
  if (path.includes('://')) return path;
  const parts = path.split('/').filter((part) => part !== '');
  const tail = parts.slice(-1)[0] ?? path;
  return path.endsWith('/') ? `${tail}/` : tail;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
