import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { Condition } from '../../../src/shared/condition.ts';
import type { Basis } from '../../../src/shared/profile/columnProfile.ts';
import type { DatasetDetails } from '../../../src/shared/profile/datasetDetails.ts';
import { compact, integer, percent } from '../../ui/format.ts';
import { basisAt, basisWords } from '../column/basisWords.ts';
import { BasisMark } from '../column/parts/BasisMark.tsx';
import { Fold } from '../column/parts/Fold.tsx';
import { counted } from '../form/model/words.ts';
import { toggleFilter } from '../insights/viewFilters.ts';
import { useStore } from '../state/context.ts';
import { missingMap } from './missingMap.ts';
import type { MissingLine, MissingMap } from './missingMap.ts';

/** Which columns are missing together: a map of patterns, or the same as a table. */
export function Missing({ details }: { readonly details: DatasetDetails }): ReactNode {
  const [asTable, setAsTable] = useState(false);
  const map = useMemo(() => missingMap(details), [details]);
  const basis = basisAt(details.basis, 'missing', details.sampled !== undefined);
  const { lines, complete, moreColumns, moreLines } = map;
  return (
    <Fold
      id="missing"
      title="Missing together"
      side={
        lines.length > 0 ? (
          <button
            type="button"
            className="figure-link"
            aria-pressed={asTable}
            onClick={() => {
              setAsTable(!asTable);
            }}
          >
            {asTable ? 'As a map' : 'As a table'}
          </button>
        ) : null
      }
    >
      {lines.length === 0 ? (
        <p className="dataset-none">No value is missing.</p>
      ) : (
        <>
          {complete === undefined ? null : (
            <p className="dataset-none" title={basisWords(basis, details.sampled)}>
              <BasisMark basis={basis} />
              {percent(details.rows === 0 ? 0 : complete / details.rows)} of rows are complete.
            </p>
          )}
          {asTable ? (
            <PatternTable map={map} basis={basis} />
          ) : (
            <PatternMap map={map} basis={basis} />
          )}
          {moreColumns > 0 || moreLines > 0 ? (
            <p className="dataset-none">{restWords(moreColumns, moreLines)}</p>
          ) : null}
        </>
      )}
    </Fold>
  );
}

/** `Not shown: 206 columns, 3 rarer patterns.` */
function restWords(columns: number, patterns: number): string {
  const parts = [
    columns > 0 ? counted(columns, 'column') : '',
    patterns > 0 ? counted(patterns, 'rarer pattern') : '',
  ];
  return `Not shown: ${parts.filter((part) => part !== '').join(', ')}.`;
}

/** The rows of a pattern: all its columns null. Others may be null there, too. */
function rowsOf({ columns }: MissingLine): Condition {
  const tests = columns.map((column): Condition => ({ column, is: 'is-null' }));
  const [only] = tests;
  return only && tests.length === 1 ? only : { all: tests };
}

function PatternMap({
  map,
  basis,
}: {
  readonly map: MissingMap;
  readonly basis: Basis;
}): ReactNode {
  const store = useStore();
  const template = `repeat(${map.columns.length}, minmax(4px, 1fr))`;
  return (
    <div className="missing-map">
      <div className="missing-columns" aria-hidden="true" style={{ gridTemplateColumns: template }}>
        {map.columns.map((name) => (
          <span key={name} title={name}>
            <span>{name}</span>
          </span>
        ))}
      </div>
      {map.lines.map((line) => {
        const names = line.columns.slice(0, 12).join(', ');
        const more = line.columns.length - 12;
        const words = `${names}${more > 0 ? ` and ${integer(more)} more` : ''}`;
        return (
          <button
            key={line.columns.join('\n')}
            type="button"
            className="missing-line"
            title={`${integer(line.rows)} rows without ${words}\nClick to show rows`}
            onClick={() => {
              toggleFilter(store, rowsOf(line), map.lines.map(rowsOf));
            }}
          >
            <span className="missing-cells" style={{ gridTemplateColumns: template }}>
              {line.missing.map((isMissing, at) => (
                <span key={at} className={isMissing ? 'is-missing' : undefined} />
              ))}
            </span>
            <span className="missing-rows">
              <BasisMark basis={basis} />
              {percent(line.share)}
              <span className="visually-hidden"> of rows without {words}</span>
            </span>
          </button>
        );
      })}
    </div>
  );
}

function PatternTable({
  map,
  basis,
}: {
  readonly map: MissingMap;
  readonly basis: Basis;
}): ReactNode {
  return (
    <table className="missing-table">
      <thead>
        <tr>
          <th scope="col">Missing together</th>
          <th scope="col">Rows</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {map.lines.map(({ columns, rows, share }) => (
          <tr key={columns.join('\n')}>
            <td title={columns.slice(0, 40).join('\n')}>
              {columns.slice(0, 6).join(', ')}
              {columns.length > 6 ? ` and ${integer(columns.length - 6)} more` : ''}
            </td>
            <td title={integer(rows)}>
              <BasisMark basis={basis} />
              {compact(rows)}
            </td>
            <td>{percent(share)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
