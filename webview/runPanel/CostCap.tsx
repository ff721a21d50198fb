import type { ReactNode } from 'react';
import type { RunForm, RunPanelState } from '../../src/shared/contracts/runPanel.ts';

/** What is billed at most. Prices are left to AWS: a figure that is out of date would mislead. */
export function CostCap({
  form,
  state,
}: {
  readonly form: RunForm;
  readonly state: RunPanelState;
}): ReactNode {
  const { instance, maxMinutes, volumeGb } = form;
  const at = state.region === undefined ? '' : ` in ${state.region}`;
  return (
    <section className="card" aria-labelledby="cost-title">
      <h2 id="cost-title">What is billed at most</h2>
      <table>
        <tbody>
          <tr>
            <td>1 × {instance.trim() === '' ? '—' : instance}</td>
            <td>{maxMinutes.trim() === '' ? '—' : `${maxMinutes} min`}</td>
          </tr>
          <tr>
            <td>its volume</td>
            <td>{volumeGb.trim() === '' ? '—' : `${volumeGb} GB`}</td>
          </tr>
        </tbody>
      </table>
      <p className="quiet">
        AWS bills the time that the instance runs, at its list price{at}; then the job is stopped.
      </p>
    </section>
  );
}
