import { useState } from 'react';
import type { ReactNode } from 'react';
import type { FileDrift } from '../../../src/shared/source.ts';
import { integer } from '../../ui/format.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import type { Anchor } from '../../ui/placePopover.ts';
import { Popover } from '../../ui/Popover.tsx';
import { useStore, useWorkbench } from '../state/context.ts';
import { driftWords } from './driftWords.ts';
import { readable } from './readable.ts';
import { RejectedList } from './RejectedList.tsx';
import './rejected.css';

/** Files that are listed; of the others the number is told. */
const listed = 50;

/** Beside the source: how it is read, what was left out, and which of its files differ. */
export function SourceButtons(): ReactNode {
  const store = useStore();
  const state = useWorkbench((snapshot) => snapshot.state);
  const [open, setOpen] = useState<{ readonly what: 'lines' | 'files'; readonly anchor: Anchor }>();
  const { rejected, drift = [], files = 0 } = state?.source ?? {};
  const close = (): void => {
    setOpen(undefined);
  };
  const out = rejected ? `${integer(rejected.rows)}${rejected.whole ? '' : ' or more'}` : '';
  const lines = `${out} ${rejected?.rows === 1 ? 'line' : 'lines'} left out`;
  const differ = `${integer(drift.length)} of ${integer(files)} files have other columns`;
  return (
    <>
      {readable(state) ? (
        <IconButton
          icon="settings"
          label="Read Options…"
          onClick={() => {
            store.showReading('main');
          }}
        />
      ) : null}
      {rejected && rejected.rows > 0 ? (
        <button
          type="button"
          className="pill is-warning"
          onClick={({ currentTarget }) => {
            setOpen({ what: 'lines', anchor: currentTarget.getBoundingClientRect() });
          }}
        >
          {lines}
        </button>
      ) : null}
      {drift.length > 0 ? (
        <button
          type="button"
          className="pill is-warning"
          onClick={({ currentTarget }) => {
            setOpen({ what: 'files', anchor: currentTarget.getBoundingClientRect() });
          }}
        >
          {differ}
        </button>
      ) : null}
      {open ? (
        <Popover
          anchor={open.anchor}
          label={open.what === 'lines' ? lines : differ}
          className="source-facts"
          onClose={close}
        >
          {open.what === 'lines' && rejected ? (
            <RejectedList rejected={rejected} title={lines} />
          ) : (
            <Drift drift={drift} title={differ} />
          )}
        </Popover>
      ) : null}
    </>
  );
}

function Drift({
  drift,
  title,
}: {
  readonly drift: readonly FileDrift[];
  readonly title: string;
}): ReactNode {
  const missing = new Map<string, number>();
  for (const { missing: names } of drift) {
    for (const name of names) missing.set(name, (missing.get(name) ?? 0) + 1);
  }
  return (
    <section aria-label={title}>
      <b>{title}</b>
      <ul>
        {[...missing].slice(0, listed).map(([name, count]) => (
          <li key={name}>
            {integer(count)} {count === 1 ? 'file lacks' : 'files lack'} column {name}
          </li>
        ))}
      </ul>
      <details>
        <summary>File by file</summary>
        <ul>
          {drift.slice(0, listed).map((file) => (
            <li key={file.file}>{driftWords(file)}</li>
          ))}
        </ul>
        {drift.length > listed ? <p>and {integer(drift.length - listed)} more</p> : null}
      </details>
    </section>
  );
}
