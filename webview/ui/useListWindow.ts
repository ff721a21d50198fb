import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

/** The part of a long list that is drawn. */
export interface ListWindow {
  readonly from: number;
  readonly to: number;
  /** Height of the whole list in pixels. */
  readonly height: number;
  readonly onScroll: () => void;
  /** Scrolls as little as shows an item. */
  readonly reveal: (index: number) => void;
}

/** Lets a list of any length draw only the lines in sight; all lines have the same height. */
export function useListWindow(
  box: RefObject<HTMLElement | null>,
  count: number,
  lineHeight: number,
): ListWindow {
  const [seen, setSeen] = useState({ top: 0, height: 320 });
  const measure = (): void => {
    const node = box.current;
    if (node) setSeen({ top: node.scrollTop, height: node.clientHeight });
  };
  useEffect(() => {
    const node = box.current;
    if (!node) return;
    const observer = new ResizeObserver(() => {
      setSeen({ top: node.scrollTop, height: node.clientHeight });
    });
    observer.observe(node);
    return () => {
      observer.disconnect();
    };
  }, [box]);
  const from = Math.max(0, Math.floor(seen.top / lineHeight) - 5);
  const to = Math.min(count, Math.ceil((seen.top + seen.height) / lineHeight) + 5);
  const reveal = (index: number): void => {
    const node = box.current;
    if (!node) return;
    const top = index * lineHeight;
    const least = top + lineHeight - node.clientHeight;
    const { scrollTop } = node;
    const wanted = Math.max(least, Math.min(top, scrollTop));
    if (wanted !== scrollTop) node.scrollTo({ top: wanted });
  };
  return { from, to, height: count * lineHeight, onScroll: measure, reveal };
}
