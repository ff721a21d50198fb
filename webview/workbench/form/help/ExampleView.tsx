import type { ReactNode } from 'react';
import type { ExampleHelp, HelpTable } from '../../../../src/shared/operationHelp.ts';

/** A worked example: the params, and the table before and after. */
export function ExampleView({
  example,
  open,
}: {
  readonly example: ExampleHelp;
  readonly open: boolean;
}): ReactNode {
  return (
    <details open={open}>
      <summary>{example.name}</summary>
      <code className="step-form-example">
        {JSON.stringify(example.params, null, 1).replace(/\s+/g, ' ')}
      </code>
      <TableView table={example.input} caption="Before" />
      {example.sources.map(({ name, table }) => (
        <TableView key={name} table={table} caption={`Source ${name}`} />
      ))}
      <TableView table={example.output} caption="After" />
    </details>
  );
}

function TableView({
  table,
  caption,
}: {
  readonly table: HelpTable;
  readonly caption: string;
}): ReactNode {
  return (
    // A wide table scrolls by itself, also by keys.
    <div className="help-table" tabIndex={0} role="group" aria-label={caption}>
      <table>
        <caption>{table.rows.length === 0 ? `${caption}: no rows` : caption}</caption>
        <thead>
          <tr>
            {table.columns.map(({ name, type }) => (
              <th key={name} scope="col">
                {name} <small>{type}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, place) => (
                <td key={place} className={cell === null ? 'is-null' : undefined}>
                  {cell === null ? 'null' : cell === '' ? '""' : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
