import type { ReactNode } from 'react';
import type { RunForm, RunPanelState } from '../../src/shared/contracts/runPanel.ts';
import { Combo } from '../ui/fields/Combo.tsx';
import { Field } from '../ui/fields/Field.tsx';
import {
  instanceChoices,
  instanceField,
  roleField,
  sizeFields,
} from '../ui/fields/machineFields.ts';
import { Segmented } from '../ui/fields/Segmented.tsx';
import { TextInput } from '../ui/fields/TextInput.tsx';

interface SettingsProps {
  readonly form: RunForm;
  readonly state: RunPanelState;
  readonly onChange: (form: RunForm) => void;
}

/** The fields of the form, each with what is wrong with it. */
export function Settings({ form, state, onChange }: SettingsProps): ReactNode {
  const problem = (field: string): string | undefined =>
    state.problems.find((one) => one.field === field)?.message ??
    (state.checking
      ? undefined
      : state.checks.find((one) => one.field === field && one.state === 'failed')?.title);
  const learns = state.fitted.state !== 'none';
  return (
    <section className="settings" aria-label="Settings">
      <Field id="engine" label="Engine" problem={undefined} group>
        <span className="fact">DuckDB on one instance</span>
      </Field>
      <Combo
        {...roleField}
        hint="the role that the job assumes; it reads the sources and writes the outputs"
        value={form.role}
        problem={problem('role')}
        choices={state.recent.roles.map((value) => ({ value }))}
        onChange={(role) => {
          onChange({ ...form, role });
        }}
      />
      <div className="machine">
        <Combo
          {...instanceField}
          value={form.instance}
          problem={problem('instance')}
          choices={instanceChoices(state.instances)}
          onChange={(instance) => {
            onChange({ ...form, instance });
          }}
        />
        {sizeFields.map((field) => (
          <TextInput
            key={field.id}
            {...field}
            value={form[field.id]}
            problem={problem(field.id)}
            onChange={(value) => {
              onChange({ ...form, [field.id]: value });
            }}
          />
        ))}
      </div>
      <Combo
        id="staging"
        label="Staging folder"
        hint="receives the code, lists of inputs, and data that lie on this machine"
        value={form.staging}
        placeholder="s3://bucket/folder/"
        problem={problem('staging')}
        choices={state.recent.staging.map((value) => ({ value }))}
        onChange={(staging) => {
          onChange({ ...form, staging });
        }}
      />
      {state.outputs.map(({ name, detail }) => (
        <TextInput
          key={name}
          id={`outputs.${name}`}
          label={`Output ${name} to`}
          hint={`${detail}; below it, a folder of the run's own`}
          value={form.outputs[name] ?? ''}
          placeholder="s3://bucket/folder/"
          problem={problem(`outputs.${name}`)}
          onChange={(uri) => {
            onChange({ ...form, outputs: { ...form.outputs, [name]: uri } });
          }}
        />
      ))}
      {learns ? (
        <Field
          id="refit"
          label="Learned values"
          hint={state.fitted.detail}
          problem={undefined}
          group
        >
          <Segmented
            label="Learned values"
            value={form.refit ? 'again' : 'use'}
            segments={[
              { value: 'use', label: 'Use them' },
              { value: 'again', label: 'Learn again from the whole data' },
            ]}
            onChange={(value) => {
              onChange({ ...form, refit: value === 'again' });
            }}
          />
        </Field>
      ) : null}
      {state.parameters.length === 0 ? null : <h2 className="group-title">Parameters</h2>}
      <div className="parameters">
        {state.parameters.map(({ name, type, default: otherwise }) => (
          <TextInput
            key={name}
            id={`parameters.${name}`}
            label={name}
            hint={type}
            value={form.parameters[name] ?? ''}
            placeholder={otherwise}
            problem={problem(`parameters.${name}`)}
            onChange={(value) => {
              onChange({ ...form, parameters: { ...form.parameters, [name]: value } });
            }}
          />
        ))}
      </div>
    </section>
  );
}
