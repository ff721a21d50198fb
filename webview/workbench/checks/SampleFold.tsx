import type { ReactNode } from 'react';
import type { CheckSample } from '../../../src/shared/contracts/workbench.ts';
import { counted } from '../form/model/words.ts';

interface SampleFoldProps {
  /** The check, for those who do not see where the fold stands. */
  readonly title: string;
  readonly sample: CheckSample;
}

/** A few of the rows that break a check, to be opened. */
export function SampleFold({ title, sample }: SampleFoldProps): ReactNode {
  const { columns, rows } = sample;
  return (
    <details className="check-sample">
      <summary aria-label={`Rows that break it: ${title}`}>
        {rows.length === 1 ? 'The row' : `First ${counted(rows.length, 'row')}`}
      </summary>
      <div className="check-sample-rows" tabIndex={0} role="group" aria-label="Rows">
        <table>
          <thead>
            <tr>
              {columns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell, at) => (
                  <td key={at}>{cell ?? <em>null</em>}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
