import type { ReactNode } from 'react';
import type { OtherReport } from '../../../src/shared/appliedDrift.ts';
import { columnUseWords } from '../../../src/shared/columnUseWords.ts';
import { counted } from '../form/model/words.ts';
import type { TriedOther } from './useOther.ts';

interface RetypedColumnsProps {
  readonly report: OtherReport;
  readonly tried: TriedOther;
  readonly canCast: boolean;
}

/** Columns that are there with another type, and whether they are brought back. */
export function RetypedColumns({ report, tried, canCast }: RetypedColumnsProps): ReactNode {
  const { retyped } = report.drift;
  if (retyped.length === 0) return null;
  return (
    <section className="other-part">
      <h3>Of another type: {counted(retyped.length, 'column')}</h3>
      <table className="other-table">
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">No longer fits</th>
            <th scope="col">Change the type</th>
          </tr>
        </thead>
        <tbody>
          {retyped.map(({ name, from, to, uses, castable }) => (
            <tr key={name}>
              <th scope="row" title={name}>
                <span className="other-name">{name}</span>
                <span className="other-type">
                  {from} → {to}
                </span>
              </th>
              <td className={uses.length > 0 ? '' : 'is-quiet'}>
                {uses.map(columnUseWords).join(', ') || 'all fits'}
              </td>
              <td>
                {castable && canCast ? (
                  <label className="other-check">
                    <input
                      type="checkbox"
                      checked={tried.casts.includes(name)}
                      aria-label={`Change ${name} back to ${from}`}
                      onChange={({ target }) => {
                        tried.cast(name, target.checked);
                      }}
                    />
                    back to {from}
                  </label>
                ) : (
                  <span className="is-quiet">cannot be changed back</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {tried.casts.length > 0 ? (
        <p className="other-note">A value that does not fit becomes null, and is counted.</p>
      ) : null}
    </section>
  );
}
