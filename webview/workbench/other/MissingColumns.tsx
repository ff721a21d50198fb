import { useState } from 'react';
import type { ReactNode } from 'react';
import type { MissingColumn, OtherReport } from '../../../src/shared/appliedDrift.ts';
import { columnUseWords } from '../../../src/shared/columnUseWords.ts';
import { counted } from '../form/model/words.ts';
import type { TriedOther } from './useOther.ts';

/** More rows are not drawn: what breaks stands first. */
const drawn = 200;

interface MissingColumnsProps {
  readonly report: OtherReport;
  readonly tried: TriedOther;
  readonly canMap: boolean;
}

/** The recipe's columns that the data have not by name, and what stands for each. */
export function MissingColumns({ report, tried, canMap }: MissingColumnsProps): ReactNode {
  const { missing } = report.unmapped;
  if (missing.length === 0) return null;
  const rows = [...missing].sort((a, b) => Number(b.uses.length > 0) - Number(a.uses.length > 0));
  return (
    <section className="other-part">
      <h3>Missing by name: {counted(missing.length, 'column')}</h3>
      <table className="other-table">
        <thead>
          <tr>
            <th scope="col">The recipe’s column</th>
            <th scope="col">Used by</th>
            <th scope="col">In these data</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, drawn).map((column) => (
            <tr key={column.name}>
              <th scope="row" title={column.name}>
                <span className="other-name">{column.name}</span>
                <span className="other-type">{column.type}</span>
              </th>
              <td className={column.uses.length > 0 ? '' : 'is-quiet'}>
                {column.uses.map(columnUseWords).join(', ') || 'not used'}
              </td>
              <td>
                {canMap ? (
                  <Choice column={column} report={report} tried={tried} />
                ) : (
                  <span className="is-quiet">{column.suggested ?? 'not there'}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {missing.length > drawn ? (
        <p className="other-note">and {counted(missing.length - drawn, 'more column')}</p>
      ) : null}
      {canMap ? null : (
        <p className="other-note">
          Only columns of the main source can be mapped. Rename these in the data, or in the steps.
        </p>
      )}
    </section>
  );
}

/** Which column of the data it is: likely ones first. One that is taken moves here. */
function Choice({
  column,
  report,
  tried,
}: {
  readonly column: MissingColumn;
  readonly report: OtherReport;
  readonly tried: TriedOther;
}): ReactNode {
  const { name, candidates, uses } = column;
  const { mapping } = tried;
  const { [name]: value = '' } = mapping;
  // Thousands of choices in each of hundreds of rows are not drawn for nobody.
  const [reached, setReached] = useState(false);
  const others = report.unmapped.extra.filter(
    (extra) => !candidates.includes(extra.name) && (reached || extra.name === value),
  );
  const typeOf = new Map(report.unmapped.extra.map((extra) => [extra.name, extra.type]));
  const owner = new Map(Object.entries(mapping).map(([own, from]) => [from, own]));
  const option = (from: string): ReactNode => {
    const taken = owner.get(from);
    const type = typeOf.get(from) ?? '';
    return (
      <option key={from} value={from}>
        {from} ({type}){taken !== undefined && taken !== name ? `, now ${taken}` : ''}
      </option>
    );
  };
  return (
    <select
      className={value === '' && uses.length > 0 ? 'is-open' : ''}
      aria-label={`Column for ${name}`}
      value={value}
      onFocus={() => {
        setReached(true);
      }}
      onPointerEnter={() => {
        setReached(true);
      }}
      onChange={({ target }) => {
        tried.map(name, target.value === '' ? undefined : target.value);
      }}
    >
      <option value="">Not there</option>
      {candidates.length > 0 ? <optgroup label="Perhaps">{candidates.map(option)}</optgroup> : null}
      {others.length > 0 ? (
        <optgroup label="Others">{others.map((extra) => option(extra.name))}</optgroup>
      ) : null}
    </select>
  );
}
