import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { Menu } from './Menu.tsx';
import type { MenuItem } from './Menu.tsx';
import type { Anchor } from './placePopover.ts';

interface MenuButtonProps {
  readonly children: ReactNode;
  readonly label: string;
  readonly items: readonly (MenuItem | null)[];
  readonly onPick: (id: string) => void;
  readonly primary?: boolean;
  readonly icon?: string;
  readonly disabled?: boolean;
  readonly className?: string;
}

/** A button that opens a menu below itself. */
export function MenuButton(props: MenuButtonProps): ReactNode {
  const [anchor, setAnchor] = useState<Anchor>();
  return (
    <>
      <Button
        primary={props.primary ?? false}
        icon={props.icon ?? ''}
        iconAfter="chevron-down"
        disabled={props.disabled ?? false}
        expanded={anchor !== undefined}
        className={props.className ?? ''}
        onClick={({ currentTarget }) => {
          setAnchor(currentTarget.getBoundingClientRect());
        }}
      >
        {props.children}
      </Button>
      {anchor ? (
        <Menu
          label={props.label}
          anchor={anchor}
          items={props.items}
          onPick={props.onPick}
          onClose={() => {
            setAnchor(undefined);
          }}
        />
      ) : null}
    </>
  );
}
