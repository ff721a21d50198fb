import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type {
  TrainEdit,
  TrainFormContract,
  TrainFormEvents,
  TrainFormState,
} from '../../src/shared/contracts/trainForm.ts';
import { isCancelled, toAppError } from '../../src/shared/errors.ts';
import type { WireError } from '../../src/shared/errors.ts';
import { onEvent } from '../../src/shared/rpc/events.ts';
import { Button } from '../ui/Button.tsx';
import type { HostLink } from '../ui/connectHost.ts';
import { ErrorText } from '../ui/ErrorText.tsx';
import { Fields } from './Fields.tsx';
import { Outcome } from './Outcome.tsx';
import '../runPanel/runPanel.css';
import './trainForm.css';

/** A training document as a form. */
export function TrainForm({ link }: { readonly link: HostLink<TrainFormContract> }): ReactNode {
  const { host, connection } = link;
  const [state, setState] = useState<TrainFormState>();
  const [error, setError] = useState<WireError>();

  useEffect(() => {
    const listening = onEvent<TrainFormEvents, 'state'>(connection, 'state', setState);
    host.ready({}).then(setState, (failure: unknown) => {
      setError(toAppError(failure).toWire());
    });
    return () => {
      listening.dispose();
    };
  }, [connection, host]);

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
  if (!state) return error ? <ErrorText error={error} /> : null;
  const { fields, textProblem, busy, blockedHere, blockedThere } = state;
  const command = (id: TrainFormContract['command']['params']['command']): void => {
    tell(host.command({ command: id }));
  };
  if (!fields) {
    return (
      <main className="run-panel train-form">
        <header>
          <h1>Train “{state.title}”</h1>
        </header>
        <section className="text-problem" role="alert">
          <p>
            {textProblem?.message} (line {textProblem?.line})
          </p>
          <Button
            primary
            onClick={() => {
              command('openAsText');
            }}
          >
            Reopen as text
          </Button>
        </section>
      </main>
    );
  }
  const working = busy !== undefined;
  return (
    <main className="run-panel train-form">
      <header>
        <h1>Train “{state.title}”</h1>
        <p className="summary">Built-in XGBoost, here or as a job on SageMaker</p>
      </header>
      <Fields
        {...{ state, fields }}
        onEdit={(edit: TrainEdit) => {
          tell(host.edit({ edit }));
        }}
      />
      <aside>
        <Outcome
          {...{ state }}
          onLogs={() => {
            command('openLogs');
          }}
        />
        {error ? <ErrorText error={error} /> : null}
        <div className="buttons">
          <p className="why" role="status">
            {busy ?? blockedHere ?? blockedThere ?? ''}
          </p>
          {state.trusted ? null : (
            <Button
              onClick={() => {
                command('trustWorkspace');
              }}
            >
              Manage trust
            </Button>
          )}
          <Button
            primary={blockedHere === undefined}
            disabled={working || blockedHere !== undefined}
            title={blockedHere ?? ''}
            onClick={() => {
              tell(host.trainHere({}));
            }}
          >
            Train here
          </Button>
          <Button
            disabled={working || blockedThere !== undefined}
            title={blockedThere ?? ''}
            onClick={() => {
              tell(host.trainThere({}));
            }}
          >
            Train on SageMaker…
          </Button>
        </div>
      </aside>
    </main>
  );
}
