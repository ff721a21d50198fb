import { useState } from 'react';
import type { ReactNode } from 'react';
import type {
  TrainEdit,
  TrainFields,
  TrainFormState,
} from '../../src/shared/contracts/trainForm.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { QuickPick } from '../ui/QuickPick.tsx';
import { DraftField } from './DraftField.tsx';

interface HyperparametersProps {
  readonly state: TrainFormState;
  readonly fields: TrainFields;
  readonly onEdit: (edit: TrainEdit) => void;
}

/** The hyperparameters that are set, each checked in its place, and a list to add from. */
export function Hyperparameters({ state, fields, onEdit }: HyperparametersProps): ReactNode {
  const [picking, setPicking] = useState(false);
  const set = new Set(fields.hyperparameters.map(({ name }) => name));
  const missing = state.problems.filter(
    ({ field }) =>
      field.startsWith('hyperparameters.') && !set.has(field.slice('hyperparameters.'.length)),
  );
  return (
    <section aria-labelledby="hyperparameters-title">
      <h2 id="hyperparameters-title" className="section-title">
        Hyperparameters
      </h2>
      <div className="hyperparameters">
        {fields.hyperparameters.map(({ name, value }) => {
          const info = state.hyperparameters.find((one) => one.name === name);
          const field = `hyperparameters.${name}`;
          return (
            <div className="hyperparameter" key={name}>
              <DraftField
                id={field}
                label={name}
                value={value}
                problem={state.problems.find((one) => one.field === field)?.message}
                {...(info ? { hint: info.accepts } : {})}
                {...(info?.values ? { choices: info.values.map((one) => ({ value: one })) } : {})}
                onWrite={(text) => {
                  onEdit({ kind: 'hyperparameter', name, value: text });
                }}
              />
              <IconButton
                icon="close"
                label={`Remove ${name}`}
                onClick={() => {
                  onEdit({ kind: 'hyperparameter', name, value: undefined });
                }}
              />
            </div>
          );
        })}
      </div>
      {missing.map(({ field, message }) => (
        <p key={field} className="field-problem" role="alert">
          {message}
        </p>
      ))}
      <div className="add">
        <Button
          icon="add"
          onClick={() => {
            setPicking(true);
          }}
        >
          Add hyperparameter
        </Button>
      </div>
      {picking ? (
        <QuickPick
          label="Add a hyperparameter"
          placeholder="Choose a hyperparameter of XGBoost"
          items={state.hyperparameters
            .filter(({ name }) => !set.has(name))
            .map(({ name, accepts }) => ({ id: name, label: name, description: accepts }))}
          onPick={(name) => {
            const info = state.hyperparameters.find((one) => one.name === name);
            onEdit({ kind: 'hyperparameter', name, value: info?.values?.[0] ?? '1' });
          }}
          onClose={() => {
            setPicking(false);
          }}
        />
      ) : null}
    </section>
  );
}
