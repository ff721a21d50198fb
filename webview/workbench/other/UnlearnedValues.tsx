import type { ReactNode } from 'react';
import { becomesWords } from '../../../src/shared/becomesWords.ts';
import type {
  LearnedDrift,
  OtherSource,
  OutsideRange,
  UnseenCategories,
} from '../../../src/shared/appliedDrift.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorText } from '../../ui/ErrorText.tsx';
import { integer, percent } from '../../ui/format.ts';
import { useWorkbench } from '../state/context.ts';
import { useOtherValues } from './useOtherValues.ts';
import { useStepTitle } from './useStepTitle.ts';
import type { TriedOther } from './useOther.ts';

interface UnlearnedValuesProps {
  readonly other: OtherSource;
  readonly tried: TriedOther;
}

/** Values of the data that the steps have not learned; they are counted while one reads the rest. */
export function UnlearnedValues({ other, tried }: UnlearnedValuesProps): ReactNode {
  const { values, error, running, progress, cancel, look } = useOtherValues(other, tried);
  const learns = useWorkbench(({ state }) =>
    state?.recipe?.steps.some(({ fit }) => fit !== 'none'),
  );
  if (learns !== true) return null;
  return (
    <section className="other-part" aria-busy={running}>
      <h3>Values that were not learned</h3>
      <p className="other-note" role="status">
        {running
          ? progress?.unit === 'steps'
            ? `Looking at step ${integer(progress.done + 1)} of ${integer(progress.total ?? 0)}…`
            : 'Looking at the values…'
          : values
            ? found(values)
            : error
              ? ''
              : 'They were not looked at.'}
      </p>
      {error ? <ErrorText error={error} /> : null}
      {running ? <Button onClick={cancel}>Stop Looking</Button> : null}
      {running || values ? null : <Button onClick={look}>Look at the Values</Button>}
      {values ? <Table values={values} /> : null}
    </section>
  );
}

function found({ unseen, outside, failed }: LearnedDrift): string {
  if (unseen.length + outside.length > 0) return 'These reach the steps that learned:';
  return failed.length > 0 ? '' : 'None: the steps know all values.';
}

function Table({ values }: { readonly values: LearnedDrift }): ReactNode {
  const title = useStepTitle();
  const { unseen, outside, failed } = values;
  const row = (one: UnseenCategories | OutsideRange, what: string): ReactNode => (
    <tr key={`${one.step} ${one.column}`}>
      <th scope="row" title={one.column}>
        <span className="other-name">{one.column}</span>
        <span className="other-type">{title(one.step)}</span>
      </th>
      <td className="other-figure">
        {percent(one.rows / one.of)}
        <span className="other-type">{integer(one.rows)} rows</span>
      </td>
      <td title={what}>{what}</td>
      <td className={one.become === 'error' ? 'is-bad' : ''}>{becomesWords(one.become)}</td>
    </tr>
  );
  return (
    <>
      {unseen.length + outside.length > 0 ? (
        <table className="other-table is-values">
          <thead>
            <tr>
              <th scope="col">Column and step</th>
              <th scope="col">Rows</th>
              <th scope="col">Values</th>
              <th scope="col">They</th>
            </tr>
          </thead>
          <tbody>
            {unseen.map((one) => row(one, examples(one)))}
            {outside.map((one) => row(one, range(one)))}
          </tbody>
        </table>
      ) : null}
      {failed.map(({ step, message }) => (
        <p key={step} className="other-note">
          {title(step)} could not be looked at: {message}
        </p>
      ))}
    </>
  );
}

function examples({ examples: values, distinct }: UnseenCategories): string {
  const more = distinct - values.length;
  return (
    values.map(({ value }) => value).join(', ') + (more > 0 ? `, and ${integer(more)} more` : '')
  );
}

function range({ learned, found: there }: OutsideRange): string {
  return `learned ${String(learned.from)} to ${String(learned.to)}, found ${String(there.from)} to ${String(there.to)}`;
}
