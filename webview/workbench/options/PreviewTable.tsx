import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { pageCells } from '../../../src/shared/arrow/pageCells.ts';
import type { ReadPreview } from '../../../src/shared/contracts/engine.ts';
import { formatType } from '../../../src/shared/formatType.ts';
import { integer } from '../../ui/format.ts';
import { cellText } from '../table/cellText.ts';
import type { TriedReading } from './useReading.ts';

const offered = [
  ...['text', 'int64', 'float64', 'decimal(18,2)', 'boolean', 'date', 'timestamp', 'timestamptz'],
  ...['int32', 'int16', 'int8', 'float32', 'time'],
];
/** More columns are read, but not drawn: nobody looks at them here. */
const drawn = 200;

interface PreviewTableProps {
  readonly preview: ReadPreview;
  readonly tried: TriedReading;
}

/** The first rows as they would be read, with the type of each column to choose. */
export function PreviewTable({ preview, tried }: PreviewTableProps): ReactNode {
  const { schema, found, page } = preview;
  const { cell } = useMemo(() => pageCells(page.arrow), [page]);
  const columns = schema.slice(0, drawn);
  return (
    <div
      className={`reading-table${tried.waiting ? ' is-old' : ''}`}
      tabIndex={0}
      role="group"
      aria-label="First rows"
    >
      <table>
        <caption className="visually-hidden">
          The first {integer(page.rows)} rows, {integer(schema.length)} columns
        </caption>
        <thead>
          <tr>
            <th className="reading-number" aria-label="Row" />
            {columns.map(({ name, type }, index) => {
              const own = found[index] ? formatType(found[index].type) : 'text';
              const chosen = tried.reading.types.some((column) => column.name === name);
              const current = formatType(type);
              const choices = [...new Set([own, current, ...offered])];
              return (
                <th key={name} scope="col">
                  <span className="reading-name" title={name}>
                    {name}
                  </span>
                  <select
                    className={current === own ? '' : 'is-chosen'}
                    aria-label={`Type of ${name}`}
                    value={chosen ? current : ''}
                    onChange={({ target }) => {
                      tried.setType(name, target.value === '' ? undefined : target.value);
                    }}
                  >
                    <option value="">{own} (found)</option>
                    {choices.map((choice) => (
                      <option key={choice} value={choice}>
                        {choice}
                      </option>
                    ))}
                  </select>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: page.rows }, (_, row) => (
            <tr key={row}>
              <th className="reading-number" scope="row">
                {row + 1}
              </th>
              {columns.map(({ name, type }, column) => {
                const value = cell(row, column);
                const { text, kind } = cellText(value, type);
                const isNumber = kind === 'number';
                return (
                  <td
                    key={name}
                    className={`${value === null ? 'is-null' : ''}${isNumber ? ' is-number' : ''}`}
                  >
                    {value === null ? 'null' : text}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {page.rows === 0 ? <p className="reading-none">No row can be read this way.</p> : null}
      {schema.length > drawn ? (
        <p className="reading-none">{integer(schema.length - drawn)} more columns</p>
      ) : null}
    </div>
  );
}
