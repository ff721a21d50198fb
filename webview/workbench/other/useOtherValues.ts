import { useEffect, useRef, useState } from 'react';
import type { LearnedDrift, OtherSource } from '../../../src/shared/appliedDrift.ts';
import { isCancelled, toAppError } from '../../../src/shared/errors.ts';
import type { WireError } from '../../../src/shared/errors.ts';
import type { Progress } from '../../../src/shared/rpc/contract.ts';
import { useStore } from '../state/context.ts';
import type { TriedOther } from './useOther.ts';

/** What is known of the values of other data. */
export interface OtherValues {
  readonly values: LearnedDrift | undefined;
  readonly error: WireError | undefined;
  readonly running: boolean;
  readonly progress: Progress | undefined;
  readonly cancel: () => void;
  /** Looks again, on the person's wish. */
  readonly look: () => void;
}

/** Looks for values that were not learned, once the columns are known, and after each new mapping. */
export function useOtherValues(other: OtherSource, tried: TriedOther): OtherValues {
  const store = useStore();
  const { report, waiting } = tried;
  const [asked, setAsked] = useState(0);
  const controller = useRef<AbortController>(undefined);
  const [told, setTold] = useState<{ readonly of: string; readonly progress: Progress }>();
  const [found, setFound] = useState<{
    readonly of: string;
    readonly values?: LearnedDrift;
    readonly error?: WireError;
  }>();
  const mapping = waiting ? undefined : report?.mapping;
  const { casts } = tried;
  // What came of an earlier question speaks for no other.
  const question = mapping && JSON.stringify([other, mapping, casts, asked]);
  useEffect(() => {
    if (!mapping || question === undefined) return;
    const own = new AbortController();
    controller.current = own;
    let current = true;
    const choice = { ...other, mapping, casts, ...(asked > 0 ? { asked: true as const } : {}) };
    const onProgress = (progress: Progress): void => {
      if (current) setTold({ of: question, progress });
    };
    store.host.otherValues(choice, { signal: own.signal, onProgress }).then(
      (values) => {
        if (current) setFound({ of: question, values });
      },
      (error: unknown) => {
        if (!current) return;
        const wire = isCancelled(error) ? {} : { error: toAppError(error).toWire() };
        setFound({ of: question, ...wire });
      },
    );
    return () => {
      current = false;
      own.abort();
    };
  }, [store, other, mapping, casts, question, asked]);
  const answer = found?.of === question ? found : undefined;
  return {
    values: answer?.values,
    error: answer?.error,
    running: question !== undefined && answer === undefined,
    progress: told !== undefined && told.of === question ? told.progress : undefined,
    cancel: () => controller.current?.abort(),
    look: () => {
      setAsked(asked + 1);
    },
  };
}
