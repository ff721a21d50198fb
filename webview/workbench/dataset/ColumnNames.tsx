import { Fragment, useState } from 'react';
import type { ReactNode } from 'react';
import { integer } from '../../ui/format.ts';
import { useStore } from '../state/context.ts';

interface ColumnNamesProps {
  readonly names: readonly string[];
  readonly between?: string;
}

const first = 30;

/** Names of columns; a click shows one in the table. */
export function ColumnNames({ names, between = ', ' }: ColumnNamesProps): ReactNode {
  const store = useStore();
  const [most, setMost] = useState(first);
  return (
    <p className="dataset-names">
      {names.slice(0, most).map((name, at) => (
        <Fragment key={name}>
          {at > 0 ? between : ''}
          <button
            type="button"
            className="figure-link dataset-name"
            title={`Show column ${name}`}
            onClick={() => {
              store.showColumn(name);
            }}
          >
            {name === '' ? '(no name)' : name}
          </button>
        </Fragment>
      ))}
      {names.length > most ? (
        <>
          {between}
          <button
            type="button"
            className="figure-link"
            onClick={() => {
              setMost(most + 200);
            }}
          >
            {integer(names.length - most)} more…
          </button>
        </>
      ) : null}
    </p>
  );
}
