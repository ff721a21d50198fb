import { useEffect, useState } from 'react';
import type { ReadPreview } from '../../../src/shared/contracts/engine.ts';
import type { SourceOptions } from '../../../src/shared/source.ts';
import type { Reading } from '../../../src/shared/contracts/workbench.ts';
import { isCancelled, toAppError } from '../../../src/shared/errors.ts';
import type { WireError } from '../../../src/shared/errors.ts';
import { useStore } from '../state/context.ts';
import type { Readable } from './readable.ts';

/** Between two keys nothing is asked. */
const SETTLE_MS = 120;

/** A way to read that is tried: what was set, and what it gives. */
export interface TriedReading {
  readonly reading: Reading;
  /** The newest preview; of earlier options while one is under way. */
  readonly preview: ReadPreview | undefined;
  readonly error: WireError | undefined;
  readonly waiting: boolean;
  /** Sets options; undefined leaves one to be found out. */
  readonly set: (change: {
    readonly [K in keyof SourceOptions]?: SourceOptions[K] | undefined;
  }) => void;
  /** Chooses the type of a column; undefined leaves it to be found out. */
  readonly setType: (name: string, type: string | undefined) => void;
  /** Everything is found out anew. */
  readonly reset: () => void;
}

/** Tries ways to read a text, and shows what each gives as soon as it is typed. */
export function useReading(source: string, start: Readable | undefined): TriedReading {
  const store = useStore();
  const [reading, setReading] = useState<Reading>(() => ({
    source,
    options: start?.options ?? {},
    types: store.snapshot().ui.reading?.types ?? start?.schema ?? [],
  }));
  const [found, setFound] = useState<{
    readonly of: Reading;
    readonly preview: ReadPreview | undefined;
    readonly error: WireError | undefined;
  }>();
  const isText = start?.kind === 'text';
  useEffect(() => {
    if (!isText) return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      store.host.readPreview({ reading }, { signal: controller.signal }).then(
        (preview) => {
          setFound({ of: reading, preview, error: undefined });
        },
        (error: unknown) => {
          if (isCancelled(error)) return;
          setFound((before) => ({
            of: reading,
            preview: before?.preview,
            error: toAppError(error).toWire(),
          }));
        },
      );
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [store, reading, isText]);
  return {
    reading,
    preview: found?.preview,
    error: found?.error,
    waiting: isText && found?.of !== reading,
    set: (change) => {
      const entries = Object.entries({ ...reading.options, ...change });
      const options: SourceOptions = Object.fromEntries(
        entries.filter(([, value]) => value !== undefined),
      );
      setReading({ ...reading, options });
    },
    setType: (name, type) => {
      const others = reading.types.filter((column) => column.name !== name);
      setReading({
        ...reading,
        types: type === undefined ? others : [...others, { name, type }],
      });
    },
    reset: () => {
      setReading({ source, options: {}, types: [] });
    },
  };
}
