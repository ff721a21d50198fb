import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { takeEscape } from '../../ui/escape.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { FieldView, renderField } from './controls/FieldView.tsx';
import { HelpView } from './help/HelpView.tsx';
import { FormContext } from './formContext.ts';
import { JoinMatches } from './join/JoinMatches.tsx';
import type { Issue } from './model/issue.ts';
import type { OpenForm } from './state/formState.ts';
import { onlyAsks } from './state/onlyAsks.ts';
import { namedStep } from '../recipe/namedStep.ts';
import { useWorkbench } from '../state/context.ts';
import { useFormStore } from './state/useForm.ts';
import './form.css';

const fields = '.step-form-fields :is(input, textarea)';

/** The form of a step: docked in the list of steps, at the step's place. */
export function StepForm({ open }: { readonly open: OpenForm }): ReactNode {
  const form = useFormStore();
  const root = useRef<HTMLDivElement>(null);
  const title = useId();
  const [help, setHelp] = useState(false);
  const recipe = useWorkbench(({ state }) => state?.recipe);
  const preview = useWorkbench(({ state }) => state?.table?.preview);
  const { operation, strict } = open;
  const error = open.error && namedStep(open.error, recipe);
  useEffect(() => {
    const first = root.current?.querySelector<HTMLElement>(fields);
    first?.focus();
    root.current?.scrollIntoView({ block: 'nearest' });
  }, [open.key]);

  const said = open.issues.filter((issue) => issue.wrong || strict);
  const host: readonly Issue[] =
    error && !onlyAsks(open)
      ? [{ path: error.path ?? [], message: sentence(error), wrong: true }]
      : [];
  const whole = operation.summary.split(/(?<=\.)\s/)[0] ?? '';
  return (
    <div
      ref={root}
      className="step-form"
      role="form"
      aria-labelledby={title}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        const command = event.ctrlKey || event.metaKey;
        if (command && event.key === 'Enter') {
          event.preventDefault();
          event.stopPropagation();
          void form.apply().then((done) => {
            if (!done) root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
          });
        } else if (event.key === 'Escape') {
          event.preventDefault();
          event.stopPropagation();
          takeEscape();
          form.leave();
        } else if (command && /^[zy]$/i.test(event.key)) {
          // What is typed is undone in its box, not in the document.
          event.stopPropagation();
        }
      }}
    >
      <div className="step-form-head">
        <h3 id={title} title={operation.title}>
          {operation.title}
        </h3>
        <IconButton
          icon="question"
          label="Help"
          pressed={help}
          onClick={() => {
            setHelp(!help);
          }}
        />
        <IconButton icon="close" label="Discard (Escape)" onClick={form.leave} />
      </div>
      {help ? <HelpView operation={operation} /> : <div className="step-form-help">{whole}</div>}
      <FormContext
        value={{
          scope: open.scope,
          ready: open.ready,
          issues: [...said, ...host],
          suggest: form.suggest,
          renderField,
        }}
      >
        <div key={open.key} className="step-form-fields">
          <FieldView
            field={{ ...open.field, label: '' }}
            draft={open.draft}
            path={[]}
            onChange={form.change}
          />
        </div>
      </FormContext>
      {operation.joins && preview && open.params !== undefined && !error && (
        <JoinMatches matches={open.waiting ? undefined : preview.matches} />
      )}
      {error?.code === 'stale' && (
        <button
          type="button"
          className="text-button"
          onClick={() => {
            // The button goes with the error; the focus must not go with it.
            root.current?.querySelector<HTMLElement>(fields)?.focus();
            void form.learn();
          }}
        >
          Learn now
        </button>
      )}
    </div>
  );
}

/** The sentence and the next step. */
function sentence(error: NonNullable<OpenForm['error']>): string {
  return [error.message, error.hint].filter(Boolean).join(' ');
}
