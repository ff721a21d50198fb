import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type {
  CheckRemedy,
  RunForm,
  RunPanelContract,
  RunPanelEvents,
  RunPanelState,
} from '../../src/shared/contracts/runPanel.ts';
import { isCancelled, toAppError } from '../../src/shared/errors.ts';
import type { WireError } from '../../src/shared/errors.ts';
import { onEvent } from '../../src/shared/rpc/events.ts';
import type { HostLink } from '../ui/connectHost.ts';
import { ErrorText } from '../ui/ErrorText.tsx';
import { Checks } from './Checks.tsx';
import { CostCap } from './CostCap.tsx';
import { Settings } from './Settings.tsx';
import { Buttons } from './Buttons.tsx';
import './runPanel.css';

/** The settings of a run on SageMaker, and what would fail, before anything is sent. */
export function RunPanel({ link }: { readonly link: HostLink<RunPanelContract> }): ReactNode {
  const { host, connection, save } = link;
  const [form, setForm] = useState<RunForm>();
  const [state, setState] = useState<RunPanelState>();
  const [error, setError] = useState<WireError>();

  useEffect(() => {
    const listening = [
      onEvent<RunPanelEvents, 'state'>(connection, 'state', setState),
      onEvent<RunPanelEvents, 'form'>(connection, 'form', setForm),
    ];
    host.ready({}).then(
      (opened) => {
        save({ recipe: opened.recipe });
        setForm(opened.form);
        setState(opened.state);
      },
      (failure: unknown) => {
        setError(toAppError(failure).toWire());
      },
    );
    return () => {
      for (const one of listening) one.dispose();
    };
  }, [connection, host, save]);

  const tell = (work: Promise<unknown>): void => {
    work.then(
      () => {
        setError(undefined);
      },
      (failure: unknown) => {
        if (!isCancelled(failure)) setError(toAppError(failure).toWire());
      },
    );
  };
  const change = (next: RunForm): void => {
    setForm(next);
    tell(host.change({ form: next }));
  };

  if (!form || !state) {
    return error ? (
      <main className="run-panel">
        <ErrorText error={error} />
      </main>
    ) : null;
  }
  const remedy = (deed: CheckRemedy): void => {
    if (deed.kind === 'set') {
      change(withField(form, deed.field, deed.value));
      document.getElementById(deed.field)?.focus();
      return;
    }
    const { command, value } = deed;
    tell(host.command({ command, ...(value === undefined ? {} : { value }) }));
  };
  return (
    <main className="run-panel">
      <header>
        <h1>Run “{state.title}” on SageMaker</h1>
        <p className="summary">{state.summary}</p>
      </header>
      <Settings {...{ form, state }} onChange={change} />
      <aside>
        <Checks
          {...{ state }}
          onRemedy={remedy}
          onAgain={() => {
            tell(host.check({}));
          }}
        />
        <CostCap {...{ form, state }} />
        {error ? <ErrorText error={error} /> : null}
        <Buttons
          {...{ state }}
          onSave={() => {
            tell(host.saveJob({ form }));
          }}
          onRunHere={() => {
            tell(host.runHere({ form }));
          }}
          onSubmit={() => {
            tell(host.submit({ form }));
          }}
        />
      </aside>
    </main>
  );
}

/** The form with a field's value as a check proposes it. */
function withField(form: RunForm, field: string, value: string): RunForm {
  if (field === 'refit') return { ...form, refit: value === 'true' };
  if (field === 'role' || field === 'instance' || field === 'volumeGb' || field === 'staging') {
    return { ...form, [field]: value };
  }
  const output = /^outputs\.(.+)$/.exec(field)?.[1];
  return output === undefined ? form : { ...form, outputs: { ...form.outputs, [output]: value } };
}
