import type { ReactNode } from 'react';
import type { Basis } from '../../../src/shared/profile/columnProfile.ts';
import type { Correlation } from '../../../src/shared/profile/datasetDetails.ts';
import { Button } from '../../ui/Button.tsx';
import { integer } from '../../ui/format.ts';
import { BasisMark } from '../column/parts/BasisMark.tsx';
import { MiniPicture } from '../header/MiniPicture.tsx';
import { pictureOf } from '../header/pictureOf.ts';
import { useStore, useWorkbench } from '../state/context.ts';
import { useProfile } from '../table/tableContext.ts';
import { measureWords } from './correlationModel.ts';

interface PairProps {
  readonly pair: Correlation;
  readonly basis: Basis;
}

/** Two columns that go together: what was measured, and both beside each other. */
export function Pair({ pair: { a, b, measure, value, rows }, basis }: PairProps): ReactNode {
  const store = useStore();
  const layout = useWorkbench((snapshot) => snapshot.ui.layout);
  return (
    <div className="pair" role="group" aria-label={`${a} and ${b}`}>
      <p className="pair-words">
        <BasisMark basis={basis} />
        <b>{value.toFixed(4).replace('-', '−')}</b> {measureWords[measure]}, {integer(rows)} rows
        where both are filled.
      </p>
      <div className="pair-columns">
        <Side name={a} />
        <Side name={b} />
      </div>
      <Button
        onClick={() => {
          const hidden = layout.hidden.filter((name) => name !== a && name !== b);
          store.setUi({ layout: { ...layout, hidden, pinned: [a, b] } });
        }}
      >
        Pin Both in the Table
      </Button>
    </div>
  );
}

function Side({ name }: { readonly name: string }): ReactNode {
  const store = useStore();
  const known = useProfile(name);
  return (
    <button
      type="button"
      className="pair-side"
      title={`Show column ${name}`}
      onClick={() => {
        store.showColumn(name);
      }}
    >
      <span className="pair-name">{name}</span>
      <span className="mini">
        {known ? <MiniPicture picture={pictureOf(known.column, known.rows)} /> : null}
      </span>
    </button>
  );
}
