import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { escapeWasTaken } from '../../ui/escape.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useForm, useFormStore } from '../form/state/useForm.ts';
import type { OpenForm } from '../form/state/formState.ts';
import { onlyAsks } from '../form/state/onlyAsks.ts';
import { useAction, useStore, useWorkbench } from '../state/context.ts';
import { previewFacts, previewTitle } from './previewFacts.ts';
import './preview.css';

/** The line above the table while a change is tried: what it does, and the way out. */
export function PreviewBar(): ReactNode {
  const store = useStore();
  const form = useFormStore();
  const { open } = useForm();
  const preview = useWorkbench(({ state }) => state?.table?.preview);
  const recipe = useWorkbench(({ state }) => state?.recipe);
  const busy = useWorkbench((snapshot) => snapshot.busy > 0);
  const removed = useWorkbench(({ showRemoved }) => showRemoved);

  const apply = (): void => {
    if (open) void form.apply();
    else if (preview && !busy) void store.apply(preview.edit);
  };
  const discard = (): void => {
    if (open) form.leave();
    else if (preview) void store.discard();
  };
  useAction((action) => {
    if (action === 'apply') apply();
    if (action === 'discard' && !escapeWasTaken()) discard();
  });
  if (!preview && !open) return null;

  const said = preview && !(open?.error ?? false);
  const facts = said ? previewFacts(preview) : [];
  return (
    <div className="preview-bar" role="region" aria-label="Preview">
      <div
        className="preview-facts"
        role="status"
        title={facts.map(({ text }) => text).join(' · ')}
      >
        <strong>{said ? previewTitle(preview, recipe) : titleOf(open)}</strong>
        {facts.map((fact) => (
          <span key={fact.text} className={`preview-fact ${fact.tone}`}>
            {fact.text}
          </span>
        ))}
        {!said && <span className="preview-fact">{stateOf(open)}</span>}
        {said && open && open.params === undefined && (
          <span
            className="preview-fact dim"
            title="The form is not complete: this is as of before."
          >
            as of before
          </span>
        )}
        {open?.waiting && <Icon name="loading" spin />}
      </div>
      {preview?.canShowRemoved === true && (
        <button
          type="button"
          className="preview-toggle"
          aria-pressed={removed}
          onClick={() => {
            store.showRemoved(!removed);
          }}
        >
          <Icon name={removed ? 'eye' : 'eye-closed'} />
          Show removed rows
        </button>
      )}
      <div className="preview-actions">
        <Button title="Discard (Escape)" onClick={discard}>
          Discard
        </Button>
        <Button
          primary
          title="Apply (Ctrl+Enter)"
          disabled={open ? open.params === undefined || open.error !== undefined : busy}
          onClick={apply}
        >
          Apply
        </Button>
      </div>
    </div>
  );
}

function titleOf(open: OpenForm | undefined): string {
  if (!open) return 'Preview';
  const place = String(open.at + 1);
  return open.step === undefined ? `New step ${place}` : `Step ${place}`;
}

/** Why there is no preview yet. */
function stateOf(open: OpenForm | undefined): string {
  if (!open) return '';
  const asks = onlyAsks(open);
  if ((open.error && !asks) || open.issues.some((issue) => issue.wrong)) return 'see the form';
  if (asks || open.params === undefined) return 'fill in the form to see what it does';
  if (open.waiting || !open.ready) return 'working it out…';
  return open.touched ? '' : 'nothing is changed yet';
}
