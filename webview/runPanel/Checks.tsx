import type { ReactNode } from 'react';
import type { CheckLine, CheckRemedy, RunPanelState } from '../../src/shared/contracts/runPanel.ts';
import { Icon } from '../ui/Icon.tsx';
import { IconButton } from '../ui/IconButton.tsx';

interface ChecksProps {
  readonly state: RunPanelState;
  readonly onRemedy: (remedy: CheckRemedy) => void;
  readonly onAgain: () => void;
}

const icons = { passed: 'check', note: 'warning', failed: 'error' } as const;
const words = { passed: 'passed', note: 'not checked', failed: 'would fail' } as const;

/** What would fail, named before anything is sent, each with the way out. */
export function Checks({ state, onRemedy, onAgain }: ChecksProps): ReactNode {
  const { checks, checking } = state;
  return (
    <section className="card" aria-labelledby="checks-title" aria-busy={checking}>
      <h2 id="checks-title">
        Before anything is sent
        <span className="card-deed">
          {checking ? (
            <span role="status" title="AWS is being asked">
              <Icon name="loading" spin />
              <span className="visually-hidden">AWS is being asked</span>
            </span>
          ) : (
            <IconButton icon="refresh" label="Check again" onClick={onAgain} />
          )}
        </span>
      </h2>
      {checks.length === 0 ? (
        <p className="quiet">{checking ? 'Asking AWS…' : 'Nothing has been checked yet.'}</p>
      ) : (
        <ul className={`checks${checking ? ' is-old' : ''}`}>
          {checks.map((line) => (
            <Check key={`${line.field} ${line.title}`} {...{ line, onRemedy }} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Check({
  line,
  onRemedy,
}: {
  readonly line: CheckLine;
  readonly onRemedy: (remedy: CheckRemedy) => void;
}): ReactNode {
  const { state, title, detail, remedy } = line;
  return (
    <li className={`check is-${state}`}>
      <Icon name={icons[state]} />
      <span className="visually-hidden">{words[state]}: </span>
      <span className="check-text">
        {title}
        {detail === undefined && !remedy ? null : (
          <span className="check-detail">
            {detail}{' '}
            {remedy ? (
              <button
                type="button"
                className="link"
                onClick={() => {
                  onRemedy(remedy);
                }}
              >
                {remedy.label}
              </button>
            ) : null}
          </span>
        )}
      </span>
    </li>
  );
}
