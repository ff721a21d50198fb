import type { MouseEvent, ReactNode, Ref } from 'react';
import { Icon } from './Icon.tsx';
import './iconButton.css';

interface IconButtonProps {
  /** A codicon's name. */
  readonly icon: string;
  /** What it does: read out, and shown on hover. */
  readonly label: string;
  readonly onClick: (event: MouseEvent<HTMLButtonElement>) => void;
  readonly disabled?: boolean;
  /** For a button that stays down. */
  readonly pressed?: boolean;
  /** For a button that opens a menu. */
  readonly expanded?: boolean;
  readonly className?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A small button that is a picture only, as in VS Code's toolbars. */
export function IconButton({ ref, ...props }: IconButtonProps): ReactNode {
  return (
    <button
      type="button"
      ref={ref}
      className={`icon-button ${props.className ?? ''}`}
      aria-label={props.label}
      title={props.label}
      disabled={props.disabled}
      aria-pressed={props.pressed}
      aria-haspopup={props.expanded === undefined ? undefined : 'menu'}
      aria-expanded={props.expanded}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}
