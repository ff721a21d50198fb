import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { OperationInfo } from '../../../../src/shared/contracts/workbench.ts';
import { isCancelled, toAppError } from '../../../../src/shared/errors.ts';
import type { WireError } from '../../../../src/shared/errors.ts';
import type { OperationHelp } from '../../../../src/shared/operationHelp.ts';
import { ErrorText } from '../../../ui/ErrorText.tsx';
import { useStore } from '../../state/context.ts';
import { ExampleView } from './ExampleView.tsx';
import { HelpCode } from './HelpCode.tsx';
import './helpView.css';

/** More examples than these are tests, not help. */
const shown = 4;

/** An operation's help page, in its form: meaning, options, examples as tables, code. */
export function HelpView({ operation }: { readonly operation: OperationInfo }): ReactNode {
  const { help, error } = useHelp(operation.id);
  const options = help?.options.filter(({ description }) => description !== '') ?? [];
  return (
    <section className="step-form-help help-view" aria-label={`Help: ${operation.title}`}>
      <p>{operation.summary}</p>
      {error && <ErrorText error={error} />}
      {options.length > 0 && (
        <dl>
          {options.map(({ path, description }) => (
            <div key={path}>
              <dt>
                <code>{path}</code>
              </dt>
              <dd>{description}</dd>
            </div>
          ))}
        </dl>
      )}
      {help?.examples.slice(0, shown).map((example, at) => (
        <ExampleView key={example.name} example={example} open={at === 0} />
      ))}
      {help && <HelpCode code={help.code} />}
    </section>
  );
}

function useHelp(op: string): {
  readonly help: OperationHelp | undefined;
  readonly error: WireError | undefined;
} {
  const store = useStore();
  const [answer, setAnswer] = useState<{
    readonly op: string;
    readonly help?: OperationHelp;
    readonly error?: WireError;
  }>();
  useEffect(() => {
    const asking = new AbortController();
    store.host.help({ op }, { signal: asking.signal }).then(
      (help) => {
        setAnswer({ op, help });
      },
      (error: unknown) => {
        if (!isCancelled(error)) setAnswer({ op, error: toAppError(error).toWire() });
      },
    );
    return () => {
      asking.abort();
    };
  }, [store, op]);
  const own = answer?.op === op ? answer : undefined;
  return { help: own?.help, error: own?.error };
}
