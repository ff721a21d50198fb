import type { MouseEvent, ReactNode } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import '../../ui/iconButton.css';

interface RowButtonProps {
  readonly icon: string;
  readonly label: string;
  /** Whether the Tab key comes to it: only in the row that has the focus. */
  readonly reachable: boolean;
  readonly menu?: boolean;
  readonly onClick: (event: MouseEvent<HTMLElement>) => void;
}

/** A small button at the end of a row. */
export function RowButton(props: RowButtonProps): ReactNode {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={props.label}
      aria-haspopup={props.menu === true ? 'menu' : undefined}
      title={props.label}
      tabIndex={props.reachable ? 0 : -1}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}
