import { useEffect, useEffectEvent, useLayoutEffect } from 'react';
import type { RefObject } from 'react';

const gap = 2;
const least = 120;

/** Lays an open popover below its anchor, or above it where there is more room; scrolling closes it. */
export function usePopup(
  open: boolean,
  anchor: RefObject<HTMLElement | null>,
  popup: RefObject<HTMLElement | null>,
  close: () => void,
): void {
  const onScroll = useEffectEvent((event: Event) => {
    if (event.target instanceof Node && popup.current?.contains(event.target)) return;
    close();
  });
  useLayoutEffect(() => {
    const box = popup.current;
    const place = anchor.current?.getBoundingClientRect();
    if (!box || !place) return;
    if (!open) {
      if (box.matches(':popover-open')) box.hidePopover();
      return;
    }
    placePopup(box, place);
  });
  useEffect(() => {
    if (!open) return;
    window.addEventListener('scroll', onScroll, true);
    window.addEventListener('resize', onScroll);
    return () => {
      window.removeEventListener('scroll', onScroll, true);
      window.removeEventListener('resize', onScroll);
    };
  }, [open]);
}

function placePopup(box: HTMLElement, place: DOMRect): void {
  const { style } = box;
  box.showPopover();
  const below = window.innerHeight - place.bottom;
  const isBelow = below >= Math.min(260, box.scrollHeight + gap) || below >= place.top;
  const room = Math.max((isBelow ? below : place.top) - 8, least);
  style.maxHeight = `${String(Math.min(room, 320))}px`;
  style.minWidth = `${String(place.width)}px`;
  const left = Math.min(place.left, window.innerWidth - box.offsetWidth - 4);
  style.left = `${String(Math.max(4, left))}px`;
  const top = isBelow ? place.bottom + gap : place.top - gap - box.offsetHeight;
  style.top = `${String(top)}px`;
}
