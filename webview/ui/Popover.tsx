import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { takeEscape } from './escape.ts';
import { placePopover } from './placePopover.ts';
import type { Anchor } from './placePopover.ts';
import './popover.css';

interface PopoverProps {
  /** What it belongs to: it stands below, or above where there is no room. */
  readonly anchor: Anchor;
  readonly label: string;
  /** Escape, a click outside, or the window lost the focus. */
  readonly onClose: () => void;
  readonly role?: 'dialog' | 'presentation';
  readonly className?: string;
  readonly children: ReactNode;
}

/** A small box over everything, that goes away when one looks elsewhere. Gives the focus back. */
export function Popover(props: PopoverProps): ReactNode {
  const { anchor, label, onClose, role = 'dialog', className = '', children } = props;
  const box = useRef<HTMLDivElement>(null);
  const close = useEffectEvent(onClose);

  useLayoutEffect(() => {
    if (box.current) placePopover(box.current, anchor);
  });
  useEffect(() => {
    const before = document.activeElement;
    const node = box.current;
    const outside = (event: PointerEvent): void => {
      if (node && !event.composedPath().includes(node)) close();
    };
    const blurred = (): void => {
      close();
    };
    document.addEventListener('pointerdown', outside, true);
    window.addEventListener('blur', blurred);
    window.addEventListener('resize', blurred);
    return () => {
      document.removeEventListener('pointerdown', outside, true);
      window.removeEventListener('blur', blurred);
      window.removeEventListener('resize', blurred);
      const now = document.activeElement;
      const isLost = now === null || now === document.body || node?.contains(now) === true;
      if (isLost && before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);

  return createPortal(
    <div
      ref={box}
      className={`popover ${className}`}
      role={role}
      aria-label={role === 'dialog' ? label : undefined}
      onKeyDown={(event) => {
        // React lets events of a portal rise to where it is declared.
        event.stopPropagation();
        if (event.key !== 'Escape') return;
        event.preventDefault();
        takeEscape();
        onClose();
      }}
    >
      {children}
    </div>,
    document.body,
  );
}
