import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { correlationSpec } from '../../../src/core/charts/correlationSpec.ts';
import type { Correlation, DatasetDetails } from '../../../src/shared/profile/datasetDetails.ts';
import { integer } from '../../ui/format.ts';
import { Chart } from '../charts/Chart.tsx';
import { basisAt, basisWords } from '../column/basisWords.ts';
import { BasisMark } from '../column/parts/BasisMark.tsx';
import { Fold } from '../column/parts/Fold.tsx';
import { Segments } from '../form/controls/Segments.tsx';
import { useWorkbench } from '../state/context.ts';
import { correlationModel } from './correlationModel.ts';
import type { NumberMeasure } from './correlationModel.ts';
import { Pair } from './Pair.tsx';

const first = 12;

/** How columns go together: a matrix of the strongest, and the pairs by strength. */
export function Correlations({ details }: { readonly details: DatasetDetails }): ReactNode {
  const schema = useWorkbench((snapshot) => snapshot.state?.table?.schema);
  const [measure, setMeasure] = useState<NumberMeasure>('pearson');
  const [chosen, setChosen] = useState<Correlation>();
  const [most, setMost] = useState(first);
  const { correlations } = details;
  const basis = basisAt(details.basis, 'correlations', details.sampled !== undefined);
  const model = useMemo(
    () =>
      correlationModel(
        correlations,
        measure,
        (schema ?? []).map(({ name }) => name),
      ),
    [correlations, measure, schema],
  );
  const { pairs, columns, moreColumns } = model;
  const spec = useMemo(() => correlationSpec(columns, pairs), [columns, pairs]);
  const pick = (datum: Readonly<Record<string, unknown>>): void => {
    const { a, b } = datum;
    const found = pairs.find(
      (pair) => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a),
    );
    if (found) setChosen(found);
  };
  if (correlations.length === 0) {
    return (
      <Fold id="correlations" title="Correlations">
        <p className="dataset-none">There are no two columns to compare.</p>
      </Fold>
    );
  }
  return (
    <Fold
      id="correlations"
      title="Correlations"
      side={
        <span title={basisWords(basis, details.sampled)}>
          {basis === 'exact' ? 'exact' : '≈ estimate'}
        </span>
      }
    >
      {correlations.some((link) => link.measure === 'spearman') ? (
        <Segments
          label="Measure for numbers"
          value={measure}
          options={[
            { value: 'pearson', label: 'Pearson' },
            { value: 'spearman', label: 'Spearman' },
          ]}
          onChange={(value) => {
            setMeasure(value === 'spearman' ? 'spearman' : 'pearson');
            setChosen(undefined);
          }}
        />
      ) : null}
      {columns.length > 1 ? <Chart spec={spec} onPick={pick} /> : null}
      {moreColumns > 0 ? (
        <p className="dataset-none">
          The {integer(columns.length)} columns with the strongest links; {integer(moreColumns)}{' '}
          more are in the list.
        </p>
      ) : null}
      {chosen && pairs.includes(chosen) ? <Pair pair={chosen} basis={basis} /> : null}
      <table className="pairs">
        <caption>Strongest</caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Columns</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {pairs.slice(0, most).map((pair) => (
            <tr key={`${pair.a}\n${pair.b}`}>
              <td>
                <button
                  type="button"
                  className="figure-link pairs-name"
                  title={`Show ${pair.a} and ${pair.b}`}
                  aria-pressed={pair === chosen}
                  onClick={() => {
                    setChosen(pair);
                  }}
                >
                  {pair.a} · {pair.b}
                </button>
              </td>
              <td>
                <BasisMark basis={basis} />
                {pair.value.toFixed(2).replace('-', '−')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {pairs.length > most ? (
        <button
          type="button"
          className="figure-link"
          onClick={() => {
            setMost(most + 50);
          }}
        >
          Show {integer(Math.min(50, pairs.length - most))} more
        </button>
      ) : null}
    </Fold>
  );
}
