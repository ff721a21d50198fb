import type { ReactNode } from 'react';
import type { CheckSample } from '../../../src/shared/contracts/workbench.ts';
import { counted } from '../form/model/words.ts';

interface SampleFoldProps {
  /** The check, for those who do not see where the fold stands. */
  readonly title: string;
  readonly sample: CheckSample;
  /** All rows that break it. */
  readonly found: number | null;
}

/** A few of the rows that break a check, to be opened. */
export function SampleFold({ title, sample, found }: SampleFoldProps): ReactNode {
  const { columns, rows } = sample;
  const isSome = found !== null && found > rows.length;
  const label =
    rows.length === 1 && !isSome
      ? 'The row that breaks it'
      : `${isSome ? 'The first' : 'The'} ${counted(rows.length, 'row')} that break it`;
  return (
    <details className="check-sample">
      <summary>
        {label}
        <span className="visually-hidden">: {title}</span>
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
