import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconButton } from '../../ui/IconButton.tsx';
import type { Anchor } from '../../ui/placePopover.ts';
import { Popover } from '../../ui/Popover.tsx';

/** Sentences about the source that are worth knowing, behind a small sign. */
export function Notes({ notes }: { readonly notes: readonly string[] }): ReactNode {
  const [anchor, setAnchor] = useState<Anchor>();
  if (notes.length === 0) return null;
  return (
    <>
      <IconButton
        icon="info"
        label={notes.length === 1 ? '1 note on this data' : `${notes.length} notes on this data`}
        onClick={({ currentTarget }) => {
          setAnchor(currentTarget.getBoundingClientRect());
        }}
      />
      {anchor ? (
        <Popover
          anchor={anchor}
          label="Notes on this data"
          className="notes"
          onClose={() => {
            setAnchor(undefined);
          }}
        >
          <ul>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Popover>
      ) : null}
    </>
  );
}
