import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Suggestion } from '../../../src/shared/suggestion.ts';
import type { Json } from '../../../src/shared/json.ts';
import { Button } from '../../ui/Button.tsx';
import { takeEscape } from '../../ui/escape.ts';
import { FieldView, renderField } from './controls/FieldView.tsx';
import { FormContext } from './formContext.ts';
import { fieldOf } from './model/fieldOf.ts';
import type { FormScope } from './model/formScope.ts';
import type { Issue } from './model/issue.ts';
import { startingDraft } from './model/startingDraft.ts';
import { toParams } from './model/toParams.ts';
import './form.css';

interface SmallFormProps {
  readonly title: string;
  /** JSON Schema with the hints that operations use. */
  readonly schema: Json;
  /** What it is now; undefined for something new. */
  readonly value: Json | undefined;
  readonly scope: FormScope;
  /** What the schema cannot say. */
  readonly check?: (value: Json) => readonly Issue[];
  /** False if it could not be kept. */
  readonly onSave: (value: Json) => Promise<boolean>;
  readonly onLeave: () => void;
}

/** What these forms ask for hangs on no column. */
const noSuggestions = (): Promise<readonly Suggestion[]> => Promise.resolve([]);

/** A form of a few fields, kept as one change. */
export function SmallForm(props: SmallFormProps): ReactNode {
  const { title, schema, value, scope, check, onSave, onLeave } = props;
  const [field] = useState(() => fieldOf(schema));
  const [draft, setDraft] = useState(() => startingDraft(field, value ?? {}, value === undefined));
  const [strict, setStrict] = useState(false);
  const [saving, setSaving] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    root.current?.querySelector<HTMLElement>('input, textarea')?.focus();
    root.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const read = toParams(field, draft, scope);
  const checked = read.params === undefined ? [] : (check?.(read.params) ?? []);
  const issues = [...read.issues, ...checked];

  const save = async (): Promise<void> => {
    if (saving) return;
    if (read.params === undefined || issues.length > 0) {
      setStrict(true);
      requestAnimationFrame(() => {
        root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      });
      return;
    }
    setSaving(true);
    if (await onSave(read.params)) onLeave();
    else setSaving(false);
  };
  return (
    <div
      ref={root}
      className="step-form small-form"
      role="form"
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        const command = event.ctrlKey || event.metaKey;
        const inLine = event.target instanceof HTMLInputElement;
        if (event.key === 'Enter' && (command || inLine)) {
          event.preventDefault();
          event.stopPropagation();
          void save();
        } else if (event.key === 'Escape') {
          event.preventDefault();
          event.stopPropagation();
          takeEscape();
          onLeave();
        } else if (command && /^[zy]$/i.test(event.key)) event.stopPropagation();
      }}
    >
      <div className="step-form-head">
        <h3 id={id}>{title}</h3>
      </div>
      <FormContext
        value={{
          scope,
          ready: true,
          issues: issues.filter((issue) => issue.wrong || strict),
          suggest: noSuggestions,
          renderField,
        }}
      >
        <FieldView
          field={field.kind === 'group' ? { ...field, label: '' } : field}
          draft={draft}
          path={[]}
          onChange={(next) => {
            setDraft(next);
          }}
        />
      </FormContext>
      <div className="step-form-actions">
        <Button onClick={onLeave}>Cancel</Button>
        <Button primary disabled={saving} onClick={() => void save()}>
          Save
        </Button>
      </div>
    </div>
  );
}
