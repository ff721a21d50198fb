import type { ReactNode } from 'react';
import './elements.ts';

interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick: (event: React.MouseEvent<HTMLElement>) => void;
  /** The one action of its place; all others are secondary. */
  readonly primary?: boolean;
  /** A codicon's name before the words. */
  readonly icon?: string;
  /** A codicon's name after the words: `chevron-down` for a menu. */
  readonly iconAfter?: string;
  readonly disabled?: boolean;
  readonly title?: string;
  /** For a button that opens a menu. */
  readonly expanded?: boolean;
  readonly className?: string;
}

/** A push button. */
export function Button(props: ButtonProps): ReactNode {
  return (
    <vscode-button
      className={props.className ?? ''}
      secondary={props.primary !== true}
      icon={props.icon ?? ''}
      iconAfter={props.iconAfter ?? ''}
      disabled={props.disabled ?? false}
      title={props.title}
      // A custom element gets the attribute as it is told: `true` would be an empty text.
      aria-disabled={props.disabled === true ? 'true' : 'false'}
      aria-haspopup={props.expanded === undefined ? undefined : 'menu'}
      aria-expanded={props.expanded === undefined ? undefined : props.expanded ? 'true' : 'false'}
      onClick={(event) => {
        if (props.disabled !== true) props.onClick(event);
      }}
    >
      {props.children}
    </vscode-button>
  );
}
