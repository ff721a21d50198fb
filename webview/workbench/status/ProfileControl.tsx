import { useEffect, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import type { ProfileMode } from '../../../src/shared/contracts/workbenchState.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import type { Anchor } from '../../ui/placePopover.ts';
import { useAction, useStore, useWorkbench } from '../state/context.ts';
import { useOpenTable } from '../table/tableContext.ts';
import { ExactColumns } from './ExactColumns.tsx';
import { profileMode } from './profileMode.ts';
import { profileWords } from './profileWords.ts';
import { exactHint } from './transferWords.ts';

const nothing = (): (() => void) => () => undefined;
const modes: readonly { readonly id: ProfileMode; readonly label: string }[] = [
  { id: 'exact', label: 'Exact' },
  { id: 'estimate', label: 'Estimate only' },
  { id: 'chosen', label: 'Exact for chosen columns…' },
];

/** Whether the figures in sight come from all rows, how far that is, and how far it is to go. */
export function ProfileControl(): ReactNode {
  const store = useStore();
  const open = useOpenTable();
  const mode = useWorkbench(profileMode);
  const profile = useWorkbench((snapshot) => snapshot.ui.profile);
  const elsewhere = useWorkbench(({ state }) => state?.source?.elsewhere);
  const [anchor, setAnchor] = useState<Anchor>();
  const [choosing, setChoosing] = useState(false);
  useSyncExternalStore(open?.profiles.subscribe ?? nothing, () => open?.profiles.version());
  useEffect(() => {
    open?.profiles.chooseAgain();
  }, [open, mode, profile.columns]);
  useAction((action) => {
    if (action === 'exactFigures') open?.profiles.exactNow();
  });
  const basis = open?.profiles.basis();
  const progress = open?.profiles.progress() ?? { done: 0, of: 0, estimates: 0 };
  const { text, title, isEstimate, isWorking } = profileWords(basis, progress);
  // What they may move is said before they are asked for.
  const cost = elsewhere ? { hint: exactHint(elsewhere) } : {};
  const pick = (id: string): void => {
    if (id === 'now') open?.profiles.exactNow();
    else if (id === 'chosen') setChoosing(true);
    const next = modes.find((one) => one.id === id)?.id;
    if (next) store.setUi({ profile: { ...profile, mode: next } });
  };
  return (
    <>
      <span className={`basis-control${basis === undefined ? ' is-waiting' : ''}`}>
        <button
          type="button"
          className="pill basis-pill"
          title={title}
          aria-haspopup="menu"
          aria-expanded={anchor !== undefined}
          onClick={({ currentTarget }) => {
            setAnchor(currentTarget.getBoundingClientRect());
          }}
        >
          <span className={`basis-dot${isEstimate ? ' is-estimate' : ''}`} aria-hidden="true" />
          {text}
          <Icon name="chevron-down" />
        </button>
        {isWorking ? (
          <IconButton
            icon="close"
            label="Stop the exact figures; estimates stay"
            onClick={() => {
              open?.profiles.halt();
            }}
          />
        ) : null}
      </span>
      {anchor ? (
        <Menu
          label="Figures"
          anchor={anchor}
          items={[
            ...modes.map(({ id, label }) => ({
              ...{ id, label, checked: id === mode },
              ...(id === 'exact' ? cost : {}),
            })),
            null,
            {
              ...{ id: 'now', label: 'Exact Now', checked: false, ...cost },
              disabled: progress.estimates === 0,
            },
          ]}
          onPick={pick}
          onClose={() => {
            setAnchor(undefined);
          }}
        />
      ) : null}
      {choosing ? (
        <ExactColumns
          onClose={() => {
            setChoosing(false);
          }}
        />
      ) : null}
    </>
  );
}
