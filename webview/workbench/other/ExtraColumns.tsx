import type { ReactNode } from 'react';
import type { SchemaDrift } from '../../../src/shared/appliedDrift.ts';
import { counted } from '../form/model/words.ts';

/** More names are not drawn. */
const drawn = 200;

/** What the data have beyond the recipe's columns: it comes along, as no step takes it away. */
export function ExtraColumns({ extra }: Pick<SchemaDrift, 'extra'>): ReactNode {
  if (extra.length === 0) return null;
  return (
    <section className="other-part">
      <h3>Extra: {counted(extra.length, 'column')}</h3>
      <ul className="other-names">
        {extra.slice(0, drawn).map(({ name, type }) => (
          <li key={name} title={name}>
            <span className="other-name">{name}</span>
            <span className="other-type">{type}</span>
          </li>
        ))}
      </ul>
      {extra.length > drawn ? (
        <p className="other-note">and {counted(extra.length - drawn, 'more column')}</p>
      ) : null}
    </section>
  );
}
