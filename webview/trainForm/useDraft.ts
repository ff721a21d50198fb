import { useEffect, useRef, useState } from 'react';

const REST_MS = 500;

/**
 * A field's text while it is typed: written after a rest, or at once when the field is left, so that
 * one visit of a field is one or a few changes to undo, not one a key. What the document says
 * replaces it unless something is waiting to be written.
 */
export function useDraft(
  value: string,
  write: (value: string) => void,
): { readonly text: string; readonly type: (text: string) => void; readonly leave: () => void } {
  const [draft, setDraft] = useState<string>();
  const timer = useRef<number>(undefined);
  const latest = useRef(write);
  useEffect(() => {
    latest.current = write;
  });
  useEffect(() => () => window.clearTimeout(timer.current), []);
  useEffect(() => {
    if (timer.current === undefined) setDraft(undefined);
  }, [value]);
  const stop = (): void => {
    window.clearTimeout(timer.current);
    timer.current = undefined;
  };
  const commit = (text: string): void => {
    stop();
    setDraft(undefined);
    if (text !== value) latest.current(text);
  };
  return {
    text: draft ?? value,
    type: (text) => {
      setDraft(text);
      stop();
      timer.current = window.setTimeout(() => {
        timer.current = undefined;
        latest.current(text);
      }, REST_MS);
    },
    leave: () => {
      if (draft !== undefined) commit(draft);
    },
  };
}
