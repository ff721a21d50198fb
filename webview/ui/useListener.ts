import { useEffect, useEffectEvent } from 'react';
import type { RefObject } from 'react';

/** Hears an event of a custom element: some of them do not bubble, so React's own way misses them. */
export function useListener(
  element: RefObject<HTMLElement | null>,
  event: string,
  listener: (event: Event) => void,
): void {
  const hear = useEffectEvent(listener);
  useEffect(() => {
    const node = element.current;
    if (!node) return;
    const receive = (heard: Event): void => {
      hear(heard);
    };
    node.addEventListener(event, receive);
    return () => {
      node.removeEventListener(event, receive);
    };
  }, [element, event]);
}
