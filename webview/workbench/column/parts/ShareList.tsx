import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Basis } from '../../../../src/shared/profile/columnProfile.ts';
import { compact, integer, percent } from '../../../ui/format.ts';
import { toggleFilter } from '../../insights/viewFilters.ts';
import { useStore } from '../../state/context.ts';
import { basisWords } from '../basisWords.ts';
import type { Share } from '../share.ts';
import { BasisMark } from './BasisMark.tsx';
import './shareList.css';

interface ShareListProps {
  readonly caption: string;
  readonly shares: readonly Share[];
  /** Rows that a share is of. */
  readonly of: number;
  readonly basis: Basis;
  readonly sampled?: number | undefined;
  /** How many lines are shown before one asks for more. */
  readonly first?: number;
  /** Labels are shapes of text, to be read letter by letter. */
  readonly code?: boolean;
}

/** Names with their counts and shares, a bar behind each. A click shows the rows of one. */
export function ShareList(props: ShareListProps): ReactNode {
  const { caption, shares, of, basis, sampled, first = 10, code = false } = props;
  const [more, setMore] = useState(false);
  const shown = more ? shares : shares.slice(0, first);
  const hidden = shares.length - shown.length;
  return (
    <div className={`share-list${code ? ' is-code' : ''}`}>
      <table>
        <caption>{caption}</caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{caption}</th>
            <th scope="col">Rows</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((share, at) => (
            <Line key={at} share={share} of={of} basis={basis} sampled={sampled} />
          ))}
        </tbody>
      </table>
      {hidden > 0 ? (
        <button
          type="button"
          className="figure-link share-more"
          onClick={() => {
            setMore(true);
          }}
        >
          Show {integer(hidden)} more
        </button>
      ) : null}
    </div>
  );
}

function Line({
  share: { label, count, rows, rest = false },
  of,
  basis,
  sampled,
}: Pick<ShareListProps, 'of' | 'basis' | 'sampled'> & { readonly share: Share }): ReactNode {
  const store = useStore();
  const part = of === 0 ? 0 : Math.min(1, count / of);
  return (
    <tr className={rest ? 'is-rest' : undefined}>
      <td>
        <span className="share-bar" style={{ width: `${part * 100}%` }} />
        {rows ? (
          <button
            type="button"
            className="share-label is-link"
            title={`${label}\nClick to show these rows`}
            onClick={() => {
              toggleFilter(store, rows);
            }}
          >
            {label}
          </button>
        ) : (
          <span className="share-label" title={label}>
            {label}
          </span>
        )}
      </td>
      <td title={`${integer(count)} rows\n${basisWords(basis, sampled)}`}>
        <BasisMark basis={basis} />
        {compact(count)}
      </td>
      <td>{percent(part)}</td>
    </tr>
  );
}
