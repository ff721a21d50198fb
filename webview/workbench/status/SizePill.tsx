import { useState } from 'react';
import type { ReactNode } from 'react';
import type { RemoteState, SourceState } from '../../../src/shared/contracts/workbenchState.ts';
import { Button } from '../../ui/Button.tsx';
import { bytes } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { Anchor } from '../../ui/placePopover.ts';
import { Popover } from '../../ui/Popover.tsx';
import { useStore } from '../state/context.ts';
import { sizeWords } from './sourceWords.ts';
import { countOf } from './transferWords.ts';
import './sizePill.css';

/** How big the data are; of data on S3 also what came from there, and what that took. */
export function SizePill({ source }: { readonly source: SourceState }): ReactNode {
  const [anchor, setAnchor] = useState<Anchor>();
  const { remote } = source;
  if (!remote) return <span className="pill size-pill">{sizeWords(source)}</span>;
  return (
    <>
      <button
        type="button"
        className="pill remote-pill"
        title="What came from S3"
        aria-label={`${sizeWords(source)}: what came from S3`}
        aria-haspopup="dialog"
        aria-expanded={anchor !== undefined}
        onClick={({ currentTarget }) => {
          setAnchor(currentTarget.getBoundingClientRect());
        }}
      >
        <Icon name="cloud-download" />
        <span className="remote-words">{sizeWords(source)}</span>
      </button>
      {anchor ? (
        <Popover
          anchor={anchor}
          label="From S3"
          className="remote-totals"
          onClose={() => {
            setAnchor(undefined);
          }}
        >
          <Totals source={source} remote={remote} />
        </Popover>
      ) : null}
    </>
  );
}

interface TotalsProps {
  readonly source: SourceState;
  readonly remote: RemoteState;
}

function Totals({ source, remote }: TotalsProps): ReactNode {
  const store = useStore();
  const { moved, bytes: size, elsewhere } = source;
  const { requests, listings, cost, quiet } = remote;
  const left = elsewhere?.bytes ?? 0;
  return (
    <div className="remote-figures" tabIndex={-1} ref={focusOnce}>
      <dl>
        <dt>Moved since opening</dt>
        <dd>{bytes(moved)}</dd>
        <dt>Here</dt>
        <dd>
          {bytes(size - left)} of {bytes(size)}
        </dd>
        <dt>Still on S3</dt>
        <dd>
          {left === 0
            ? 'nothing'
            : `${bytes(left)} of ${countOf(elsewhere?.objects ?? 0, 'object')}`}
        </dd>
        <dt>Requests made</dt>
        <dd>
          {countOf(requests, 'read')}, {countOf(listings, 'listing')}
        </dd>
        <dt>Estimated cost</dt>
        <dd>{cost ?? 'No price is known for this endpoint or region.'}</dd>
      </dl>
      {cost === undefined ? null : (
        <p>
          An estimate by the list prices of S3 Standard in us-east-1; other regions and classes have
          other prices.
        </p>
      )}
      {quiet ? (
        <p>
          Large transfers of this dataset start without a question.{' '}
          <Button
            onClick={() => {
              void store.askAboutTransfers();
            }}
          >
            Ask Again
          </Button>
        </p>
      ) : null}
    </div>
  );
}

/** So that Escape is heard, and the figures are read out. */
function focusOnce(node: HTMLDivElement | null): void {
  node?.focus({ preventScroll: true });
}
