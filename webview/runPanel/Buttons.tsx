import type { ReactNode } from 'react';
import type { RunPanelState } from '../../src/shared/contracts/runPanel.ts';
import { Button } from '../ui/Button.tsx';

interface ButtonsProps {
  readonly state: RunPanelState;
  readonly onSave: () => void;
  readonly onRunHere: () => void;
  readonly onSubmit: () => void;
}

/** What can be done with the settings; why the paid run cannot be started stands beside. */
export function Buttons({ state, onSave, onRunHere, onSubmit }: ButtonsProps): ReactNode {
  const { busy, blocked, region, problems, checks } = state;
  const working = busy !== undefined;
  const broken = checks.some((line) => line.field === 'recipe' && line.state === 'failed');
  const parameters = problems.some(({ field }) => field.startsWith('parameters.'));
  return (
    <div className="buttons">
      <p className="why" role="status">
        {busy ?? blocked ?? ''}
      </p>
      <Button onClick={onSave} disabled={working || problems.length > 0}>
        Save as job file
      </Button>
      <Button onClick={onRunHere} disabled={working || broken || parameters}>
        Run here first
      </Button>
      <Button primary onClick={onSubmit} disabled={working || blocked !== undefined}>
        {region === undefined ? 'Run on SageMaker' : `Run in ${region}`}
      </Button>
    </div>
  );
}
