import type { ReactNode } from 'react';
import type {
  TrainEdit,
  TrainFields,
  TrainFormState,
} from '../../src/shared/contracts/trainForm.ts';
import { Field } from '../ui/fields/Field.tsx';
import {
  instanceChoices,
  instanceField,
  roleField,
  sizeFields,
} from '../ui/fields/machineFields.ts';
import { Segmented } from '../ui/fields/Segmented.tsx';
import { DraftField } from './DraftField.tsx';
import { Hyperparameters } from './Hyperparameters.tsx';

interface FieldsProps {
  readonly state: TrainFormState;
  readonly fields: TrainFields;
  readonly onEdit: (edit: TrainEdit) => void;
}

/** The document's fields, each with what is wrong with it. */
export function Fields({ state, fields, onEdit }: FieldsProps): ReactNode {
  const problem = (field: string): string | undefined =>
    state.problems.find((one) => one.field === field)?.message;
  const write =
    (field: Extract<TrainEdit, { kind: 'field' }>['field']) =>
    (value: string): void => {
      onEdit({ kind: 'field', field, value });
    };
  const { input } = fields;
  const latest = state.runs[0];
  return (
    <section className="settings" aria-label="Settings">
      {problem('text') === undefined ? null : (
        <p className="field-problem" role="alert">
          {problem('text')}
        </p>
      )}
      <Field id="input" label="Train on" problem={undefined} group>
        <Segmented
          label="Train on"
          value={input.kind}
          segments={[
            { value: 'run', label: 'The outputs of a run' },
            { value: 'folders', label: 'Folders on S3' },
          ]}
          onChange={(kind) => {
            if (kind === input.kind) return;
            onEdit({
              kind: 'input',
              input:
                kind === 'run'
                  ? { kind: 'run', run: 'latest' }
                  : { kind: 'folders', train: '', validation: '' },
            });
          }}
        />
      </Field>
      {input.kind === 'run' ? (
        <DraftField
          id="run"
          label="Run"
          hint="its outputs named train and validation"
          value={input.run}
          problem={problem('input')}
          choices={[
            {
              value: 'latest',
              detail: latest === undefined ? 'none yet' : `now ${latest.name}`,
            },
            ...state.runs.map(({ name, detail }) => ({ value: name, detail })),
          ]}
          onWrite={(run) => {
            onEdit({ kind: 'input', input: { kind: 'run', run: run.trim() } });
          }}
        />
      ) : (
        <div className="pair">
          <DraftField
            id="train"
            label="Training folder"
            hint="CSV without header, label first"
            placeholder="s3://bucket/folder/"
            value={input.train}
            problem={problem('input')}
            onWrite={(train) => {
              onEdit({ kind: 'input', input: { ...input, train: train.trim() } });
            }}
          />
          <DraftField
            id="validation"
            label="Validation folder"
            hint="gives the metric; may be left out"
            placeholder="s3://bucket/folder/"
            value={input.validation}
            problem={undefined}
            onWrite={(validation) => {
              onEdit({ kind: 'input', input: { ...input, validation: validation.trim() } });
            }}
          />
        </div>
      )}
      <div className="pair">
        <Field id="algorithm" label="Algorithm" problem={problem('algorithm')} group>
          <span className="fact">XGBoost, built in</span>
        </Field>
        <DraftField
          id="version"
          label="Version"
          value={fields.version}
          problem={problem('version')}
          onWrite={write('version')}
        />
      </div>
      <Hyperparameters {...{ state, fields, onEdit }} />
      <h2 className="section-title">On SageMaker</h2>
      <DraftField
        {...roleField}
        value={fields.role}
        problem={problem('role')}
        choices={state.recent.roles.map((value) => ({ value }))}
        onWrite={write('role')}
      />
      <div className="machine">
        <DraftField
          {...instanceField}
          value={fields.instance}
          problem={problem('instance')}
          choices={instanceChoices(state.instances)}
          onWrite={write('instance')}
        />
        {sizeFields.map((field) => (
          <DraftField
            key={field.id}
            {...field}
            value={fields[field.id]}
            problem={problem(field.id)}
            onWrite={write(field.id)}
          />
        ))}
      </div>
      <DraftField
        id="output"
        label="Model to"
        hint="below it, a folder of the training's own"
        value={fields.output}
        placeholder="s3://bucket/folder/"
        problem={problem('output')}
        choices={state.recent.outputs.map((value) => ({ value }))}
        onWrite={write('output')}
      />
    </section>
  );
}
