import { useEffect, useState } from 'react';
import type { ColumnMapping, OtherReport, OtherSource } from '../../../src/shared/appliedDrift.ts';
import { isCancelled, toAppError } from '../../../src/shared/errors.ts';
import type { WireError } from '../../../src/shared/errors.ts';
import { useStore } from '../state/context.ts';

/** What a person chose so far; without a mapping the suggested one holds. */
interface Choice {
  readonly mapping?: ColumnMapping;
  readonly casts: readonly string[];
}

/** Other data under a mapping that can be changed. */
export interface TriedOther {
  readonly mapping: ColumnMapping;
  readonly casts: readonly string[];
  /** The newest report; of an earlier mapping while one is under way. */
  readonly report: OtherReport | undefined;
  readonly error: WireError | undefined;
  readonly waiting: boolean;
  /** Maps a column of the recipe from one of the data; undefined from none. */
  readonly map: (name: string, from: string | undefined) => void;
  /** Brings a column back to the recipe’s type, or leaves it. */
  readonly cast: (name: string, on: boolean) => void;
}

/** Asks how other data differ, anew for each mapping. */
export function useOther(other: OtherSource): TriedOther {
  const store = useStore();
  const [choice, setChoice] = useState<Choice>({ casts: [] });
  const [found, setFound] = useState<{
    readonly of: Choice;
    readonly report: OtherReport | undefined;
    readonly error: WireError | undefined;
  }>();
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    store.host.otherDrift({ ...other, ...choice }, { signal }).then(
      (report) => {
        if (!signal.aborted) setFound({ of: choice, report, error: undefined });
      },
      (error: unknown) => {
        if (signal.aborted) return;
        const wire = isCancelled(error) ? undefined : toAppError(error).toWire();
        setFound((before) => ({ of: choice, report: before?.report, error: wire }));
      },
    );
    return () => {
      controller.abort();
    };
  }, [store, other, choice]);
  const mapping = choice.mapping ?? found?.report?.mapping ?? {};
  return {
    mapping,
    casts: choice.casts,
    report: found?.report,
    error: found?.error,
    waiting: found?.of !== choice,
    map: (name, from) => {
      const others = Object.entries(mapping).filter(
        ([own, column]) => own !== name && column !== from,
      );
      const next = from === undefined ? others : [...others, [name, from] as const];
      setChoice({ mapping: Object.fromEntries(next), casts: choice.casts });
    },
    cast: (name, on) => {
      const others = choice.casts.filter((own) => own !== name);
      setChoice({ mapping, casts: on ? [...others, name] : others });
    },
  };
}
